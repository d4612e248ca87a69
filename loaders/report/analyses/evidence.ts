import {z} from "zod";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {ForestBlock, TestResult} from "../../../src/model/report.js";
import {adjustP} from "../../../src/stats/adjustP.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import {text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {countedFor, fixedNotes} from "../blocks/countedSources.js";
import {withheldWords} from "../blocks/survivalWords.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {
  type Adjustment,
  adjustmentClauses,
  adjustmentColumns,
  adjustmentSchema,
  adjustmentWords,
  knownTerms
} from "./adjustment.js";
import {noEstimate, ratioOf, waldOf} from "./estimates.js";
import {followUp, sourceStrata} from "./followUp.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("evidence"),
  alteration: text,
  /** Sets of covariates, each of which makes a row besides the unadjusted one. */
  adjust: z.array(adjustmentSchema).default([])
});

/** What is followed: an endpoint of the release, and which of its events. */
interface Outcome {
  readonly label: string;
  readonly endpoint: string;
  readonly status: number;
  readonly clause: string;
}

const outcomes: readonly Outcome[] = [
  {label: "Death from any cause", endpoint: "OS", status: 1, clause: "OS:event"},
  {label: "Relapse, or death in remission", endpoint: "RFS", status: 1, clause: "RFS:event"},
  {label: "Relapse", endpoint: "CIR", status: 1, clause: "CIR:event"},
  {label: "Death in remission", endpoint: "CIR", status: 2, clause: "CIR:competing"}
];

interface Row {
  readonly outcome: Outcome;
  readonly label: string;
  readonly set: PatientSet;
  readonly effect: ForestBlock["rows"][number]["effect"];
  readonly test: TestResult | null;
}

/**
 * All that the release says of an alteration and outcome in one table: hazard ratio of mutated against wild type among
 * the patients tested, for each outcome unadjusted and with each set of covariates, in Cox models stratified by source
 * (relapse and death in remission: cause-specific); q-values after Benjamini and Hochberg over the table.
 */
export const evidence: BlockKind<z.output<typeof schema>> = {
  kind: "evidence",
  schema,
  compute(context, declared) {
    const {alteration} = declared;
    const cohort = blockCohort(context, declared);
    if (!context.catalogue.alterations.has(alteration)) return [];
    const counted = context.within(countedFor(context, cohort.set, [alteration]), `${alteration}=known`);
    const sets = [[], ...declared.adjust.map((terms) => knownTerms(context, terms))];
    const made = outcomes
      .filter(({endpoint}) => context.decides([`${endpoint}:followed`]))
      .flatMap((outcome) => sets.map((adjust) => rowOf(context, counted, alteration, outcome, adjust)));
    if (made.every(({effect}) => effect.estimate === null)) return [];
    const q = adjustP(
      made.map(({test}) => test?.p ?? null),
      "BH"
    );
    const block: ForestBlock = {
      ...blockFrame(
        context,
        declared,
        cohort,
        {
          subtitle: `${alteration} mutated against wild type, among the patients tested`,
          caption:
            "n and events are those with the mutation; each row has its own patients, those in whom its covariates are known. Relapse and death in remission: cause-specific hazards. q after Benjamini and Hochberg over all rows.",
          notes: fixedNotes(context, cohort.set, [alteration]),
          methods: [
            `Each row is a Cox model of its own (Efron’s ties, stratified by source), of complete cases; q-values after Benjamini and Hochberg within the family “${declared.title}”.`
          ],
          page: null
        },
        context.count(counted)
      ),
      kind: "forest",
      measure: "Hazard ratio",
      scale: "log",
      none: 1,
      rows: made.map(({outcome, label, set, effect, test}, i) => {
        const mutated = context.within(set, `${alteration}=mutated`);
        return {
          label,
          heading: outcome.label,
          n: context.count(mutated),
          events: context.count(mutated, outcome.clause),
          effect,
          test: test === null ? null : {...test, q: q[i], family: declared.title}
        };
      }),
      heterogeneity: null,
      tests: [],
      fit: null
    };
    return [block];
  }
};

/** One model. Its p-value is withheld where the events do not carry its coefficients. */
function rowOf(
  context: ReportContext,
  counted: PatientSet,
  alteration: string,
  outcome: Outcome,
  adjust: Adjustment
): Row {
  const used = context.within(counted, `${outcome.endpoint}:followed`, ...adjustmentClauses(adjust));
  const {row, time, status} = followUp(context, used, outcome.endpoint);
  const label = adjust.length === 0 ? "Not adjusted" : `Adjusted for ${inSentence(adjustmentWords(context, adjust))}`;
  const own = status.map((d) => Number(d === outcome.status));
  const {codes, levels} = context.rows.category(alteration);
  const mutated = levels.findIndex(({code}) => code === "mutated");
  const carries = Float64Array.from(row, (i) => Number(codes[i] === mutated));
  const base = {outcome, label, set: used};
  if (!own.includes(1) || new Set(carries).size < 2) return {...base, effect: noEstimate, test: null};
  const others = adjustmentColumns(context, adjust, row);
  const strata = sourceStrata(context, row);
  const fit = coxFit({
    time,
    status: own,
    x: [{name: "mutated", values: carries}, ...others],
    ...(strata && {strata})
  });
  const [coefficient] = fit.coefficients;
  const withheld = withheldWords({events: fit.events, parameters: 1 + others.length});
  const test = waldOf(coefficient.z, coefficient.p);
  return {
    ...base,
    effect: ratioOf(coefficient),
    test: test === null || withheld === undefined ? test : {...test, statistic: null, p: null, withheld}
  };
}
