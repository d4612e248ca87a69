import {z} from "zod";
import {daysPerYear} from "../../../src/charts/format.js";
import type {ForestBlock} from "../../../src/model/report.js";
import {adjustP} from "../../../src/stats/adjustP.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import {kaplanMeier} from "../../../src/stats/kaplanMeier.js";
import {number, text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {filterClauses, type PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {estimatesAt} from "./curves.js";
import {endpointLabel} from "./endpointWords.js";
import {noEstimate, ratioOf, waldOf} from "./estimates.js";
import {followUp, sourceStrata} from "./followUp.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("lesions"),
  endpoint: text,
  /** Year at which survival is read off. */
  year: number,
  /** Risk groups with the lines of the classification that lead to them. */
  categories: z
    .array(z.strictObject({label: text, cohort: text, lines: z.array(z.strictObject({label: text, cohort: text}))}))
    .min(1)
});

type Declared = z.output<typeof schema>;

/**
 * The lesions behind each risk group: survival of those with the lesion, and in a block whose id ends in `-ratio` their
 * hazard ratio against the others of the same risk group (Cox, stratified by source). A patient counts in every line that
 * applies.
 */
export const lesions: BlockKind<Declared> = {
  kind: "lesions",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    if (!context.catalogue.endpoints.has(declared.endpoint)) return [];
    const {endpoint, year} = declared;
    const lines = declared.categories.flatMap(({label, cohort: query, lines: own}) => {
      const category = context.within(
        cohort.set,
        ...filterClauses(context.cohort(query).filter),
        `${endpoint}:followed`
      );
      return own
        .filter((line) => context.hasCohort(line.cohort))
        .map((line) => ({
          heading: label,
          label: line.label,
          category,
          set: context.within(category, ...filterClauses(context.cohort(line.cohort).filter))
        }));
    });
    const shown = lines.filter(({set}) => set.n > 0);
    if (shown.length === 0) return [];
    const counts = ({set, heading, label}: (typeof shown)[number]) => ({
      label,
      heading,
      n: context.count(set),
      events: context.count(set, `${endpoint}:event`)
    });
    const frame = (id: string, title: string, caption: string) =>
      blockFrame(context, {...declared, id, title}, cohort, {
        subtitle: `${endpointLabel(context, endpoint)}; a patient counts in every line that applies`,
        caption,
        methods: [
          "The hazard ratio of a lesion is against the patients of the same risk group in whom it was looked for and not found (Cox model, stratified by source where there are several); q-values after Benjamini and Hochberg over the lines."
        ],
        page: null
      });
    const rest = {kind: "forest" as const, heterogeneity: null, tests: [], fit: null};
    const survival: ForestBlock = {
      ...frame(declared.id, declared.title, `Kaplan–Meier estimates at ${year} years, log–log 95 % limits.`),
      ...rest,
      measure: `Survival at ${year} years, %`,
      scale: "linear",
      none: null,
      rows: shown.map((line) => ({...counts(line), effect: survivalOf(context, line.set, endpoint, year)}))
    };
    const ratios: ForestBlock = {
      ...frame(
        `${declared.id}-ratio`,
        `${declared.title}: within the risk group`,
        "Against the others of the risk group in whom the lesion was looked for."
      ),
      ...rest,
      measure: "Hazard ratio",
      scale: "log",
      none: 1,
      rows: adjusted(shown.map((line) => ({...counts(line), ...ratioWithin(context, line, endpoint)})))
    };
    return [survival, ratios];
  }
};

/** With q-values over the rows that have a test. */
function adjusted(rows: ForestBlock["rows"]): ForestBlock["rows"] {
  const q = adjustP(
    rows.map(({test}) => test?.p ?? null),
    "BH"
  );
  return rows.map((row, i) =>
    row.test == null ? row : {...row, test: {...row.test, q: q[i], family: "Lesions within their risk group"}}
  );
}

/** In percent, as the measure says. */
function survivalOf(context: ReportContext, set: PatientSet, endpoint: string, year: number) {
  const {time, status} = followUp(context, set, endpoint);
  const [at] = estimatesAt(kaplanMeier({time, status}, {confType: "log-log"}), [year * daysPerYear]);
  const percent = (value: number | null) => (value === null ? null : 100 * value);
  return at === null
    ? noEstimate
    : {estimate: percent(at.estimate), lower: percent(at.lower), upper: percent(at.upper)};
}

/** Of those of the category whose lesion is known: with it against without. */
function ratioWithin(
  context: ReportContext,
  {category, set}: {readonly category: PatientSet; readonly set: PatientSet},
  endpoint: string
) {
  const asked = set.clauses.filter((clause) => !category.clauses.includes(clause));
  const columns = asked.map((clause) => clause.slice(0, clause.indexOf("=")));
  const known = columns.includes("any") ? category : context.within(category, ...columns.map((d) => `${d}=known`));
  const {row, time, status} = followUp(context, known, endpoint);
  const with_ = Float64Array.from(row, (i) => set.members[i]);
  if (!with_.includes(1) || !with_.includes(0) || !status.includes(1)) return {effect: noEstimate};
  const strata = sourceStrata(context, row);
  const [coefficient] = coxFit({
    time,
    status,
    x: [{name: "lesion", values: with_}],
    ...(strata && {strata})
  }).coefficients;
  return {effect: ratioOf(coefficient), test: waldOf(coefficient.z, coefficient.p)};
}
