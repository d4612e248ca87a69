import {z} from "zod";
import {alterationFacts, packAlterations} from "../../../src/cohort/mutations/alterationBits.js";
import {testNames} from "../../../src/cohort/mutations/association.js";
import {type CoMutation, coMutation, type CoMutationMatrix} from "../../../src/cohort/mutations/coMutation.js";
import {patientBlocks} from "../../../src/cohort/mutations/patientBlocks.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {PairsBlock} from "../../../src/model/report.js";
import {integer, text} from "../../study/scalars.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame, sourcesOf} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {countedFor, fixedNotes, fixedSources} from "./countedSources.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("pairs"),
  /** All that were found in enough patients, if not given. */
  alterations: z.array(text).optional(),
  /** Only pairs with this one. */
  with: text.optional(),
  patients: integer.default(20),
  /** Categories within whose levels patients are compared. */
  strata: z.array(text).default(["source_id"])
});

const breslowDay = "Breslow–Day test of heterogeneity (with Tarone’s correction)";

interface StratifiedMatrix {
  /** True if patients are compared within strata. */
  readonly stratified: boolean;
  readonly matrix: CoMutationMatrix;
}

const known = new WeakMap<ReportContext, Map<string, StratifiedMatrix>>();

/**
 * Odds ratios of pairs of alterations among the patients tested for both: Mantel–Haenszel within strata, q by Benjamini and
 * Hochberg over the pairs tested.
 */
export const pairs: BlockKind<z.output<typeof schema>> = {
  kind: "pairs",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const names = [...context.catalogue.alterations.keys()].filter(
      (name) =>
        name === declared.with ||
        ((declared.alterations?.includes(name) ?? true) &&
          context.within(countedFor(context, cohort.set, [name]), `${name}=mutated`).n >= declared.patients)
    );
    const wanted = declared.with === undefined || names.includes(declared.with);
    if (names.length < 2 || !wanted) return [];
    const strata = declared.strata.filter((key) => context.catalogue.facets.has(key));
    const {stratified, matrix} = matrixOf(context, cohort.set, names, strata);
    const own = matrix.pairs.filter(({first, second, state}) => state !== "same_gene" && (declared.with === undefined || first === declared.with || second === declared.with)); // prettier-ignore
    const words = strata.map((key) => inSentence(context.catalogue.facets.get(key)!.label)).join(" and ");
    const block: PairsBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: stratified ? `Odds ratios within ${words}` : "Odds ratios",
        caption: `${stratified ? `Mantel–Haenszel odds ratios within ${words}, of the p` : "P"}atients tested for both; pairs in which fewer than one patient with both was to be expected are not estimated. q after Benjamini and Hochberg over all pairs tested.${stratified ? ` The ${breslowDay} says whether the odds ratio is the same within each ${words}; its p, not adjusted for the number of pairs, is in the table.` : ""}`,
        notes: fixedNotes(context, cohort.set, names),
        methods: [
          stratified
            ? `Pairs of alterations are compared among the patients tested for both by the Mantel–Haenszel odds ratio within ${words}, with Robins, Breslow and Greenland’s interval and the Cochran–Mantel–Haenszel test; whether the odds ratio is the same within each of them is tested after Breslow and Day with Tarone’s correction; q-values after Benjamini and Hochberg.`
            : "Pairs of alterations are compared among the patients tested for both by the odds ratio with Woolf’s interval and Fisher’s exact test; q-values after Benjamini and Hochberg."
        ],
        page: {page: "mutations"}
      }),
      kind: "pairs",
      names,
      pairs: own.map((pair) => pairResult(context, cohort.set, pair, {family: declared.title, stratified}))
    };
    return [block];
  }
};

/** The matrix of some alterations in a cohort; the reports on each of them ask for the same one. */
function matrixOf(
  context: ReportContext,
  cohort: PatientSet,
  names: readonly string[],
  strata: readonly string[]
): StratifiedMatrix {
  const own = known.get(context) ?? new Map<string, StratifiedMatrix>();
  known.set(context, own);
  const key = JSON.stringify([cohort.key, names, strata]);
  const found = own.get(key) ?? countedMatrix(context, cohort, names, strata);
  own.set(key, found);
  return found;
}

function countedMatrix(
  context: ReportContext,
  cohort: PatientSet,
  names: readonly string[],
  strata: readonly string[]
): StratifiedMatrix {
  const rows = context.rowsOf(cohort);
  const blocks = patientBlocks(...stratumCodes(context, cohort, strata));
  const source = rows.category("source_id");
  const several = sourcesOf(context, cohort).length > 1;
  const facts = names.map((name) => {
    // Of one source alone that fixes the gene nothing else can be said: it is kept, and told.
    const fixed = several ? fixedSources(context, [name]) : [];
    const left = Uint8Array.from(source.codes, (code) => Number(code >= 0 && fixed.includes(source.levels[code].code)));
    const {codes, levels} = rows.category(name);
    return alterationFacts(name, codes, levels, left);
  });
  const stratified = blocks.starts.length > 2;
  const gene = (name: string) => context.catalogue.alterations.get(name)?.gene ?? name;
  return {stratified, matrix: coMutation(packAlterations(blocks, facts), blocks.starts, stratified, gene)};
}

function pairResult(
  context: ReportContext,
  cohort: PatientSet,
  pair: CoMutation,
  {family, stratified}: {readonly family: string; readonly stratified: boolean}
): PairsBlock["pairs"][number] {
  const {first, second, oddsRatio, lower, upper, p, q, test, heterogeneityP} = pair;
  const counted = countedFor(context, cohort, [first, second]);
  const estimated = oddsRatio !== null && Number.isFinite(oddsRatio);
  return {
    a: first,
    b: second,
    both: context.count(counted, `${first}=mutated`, `${second}=mutated`),
    tested: context.count(counted, `${first}=known`, `${second}=known`),
    oddsRatio: estimated ? {estimate: oddsRatio, lower, upper} : {estimate: null, lower: null, upper: null},
    test: test === null ? null : {method: testNames[test], statistic: null, df: null, p, q, family},
    ...(stratified && {
      heterogeneity: heterogeneityP === null ? null : {method: breslowDay, statistic: null, df: null, p: heterogeneityP}
    })
  };
}

/** A code for each combination of levels that occurs, −1 where one is not known; and how many there are. */
function stratumCodes(context: ReportContext, cohort: PatientSet, strata: readonly string[]): [Int32Array, number] {
  const rows = context.rowsOf(cohort);
  const columns = strata.map((key) => rows.category(key).codes);
  const codes = new Map<string, number>();
  const found = new Int32Array(rows.n);
  for (let i = 0; i < rows.n; ++i) {
    const own = columns.map((column) => column[i]);
    const key = own.join(" ");
    if (own.some((code) => code < 0)) found[i] = -1;
    else {
      if (!codes.has(key)) codes.set(key, codes.size);
      found[i] = codes.get(key)!;
    }
  }
  return [found, Math.max(1, codes.size)];
}
