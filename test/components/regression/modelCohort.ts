import type {CohortRows} from "../../../src/cohort/cohortRows.js";
import type {ModelSpec} from "../../../src/components/regression/fitModel.js";
import type {ModelTerm, TermForm} from "../../../src/components/regression/modelTerms.js";
import type {ModelVariable} from "../../../src/components/regression/modelVariables.js";

/** Numbers in [0, 1) that are the same in every run (Lehmer's generator). */
function stream(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const level = (code: string) => ({code, label: code.replaceAll("_", " ")});

const variable = (column: string, further: Partial<ModelVariable>): ModelVariable => ({
  column,
  label: column,
  kind: "category",
  levels: [],
  knownAt: "diagnosis",
  knownDay: null,
  outcomeOf: [],
  unit: null,
  positive: false,
  step: 1,
  usualReference: null,
  theme: "Patient",
  ...further
});

/** Variables of an invented cohort. */
export const variables: ReadonlyMap<string, ModelVariable> = new Map(
  [
    variable("age_years", {kind: "number", step: 10, positive: true}),
    variable("wbc", {kind: "number", step: 10, positive: true}),
    variable("arm", {levels: [level("drug"), level("placebo")], usualReference: "placebo"}),
    variable("risk", {levels: ["favourable", "intermediate", "adverse", "unused"].map(level)}),
    variable("NPM1", {levels: [level("mutated"), level("wild_type")], usualReference: "wild_type"}),
    variable("source_id", {levels: [level("A"), level("B")]}),
    variable("complete_remission", {
      levels: [level("true"), level("false")],
      usualReference: "false",
      knownAt: "remission",
      knownDay: "cr_day"
    })
  ].map((d) => [d.column, d])
);

/** An invented cohort whose hazards depend on age, risk and source; some values are missing. */
export function modelCohort(n = 240, seed = 11): CohortRows {
  const next = stream(seed);
  const numbers = new Map(
    ["age_years", "wbc", "hct_day", "cr_day", "OS_days"].map((name) => [name, new Float64Array(n)])
  );
  const factors = [...variables.values()].filter(({kind}) => kind === "category");
  const codes = new Map(factors.map(({column}) => [column, new Int16Array(n)]));
  const status = new Uint8Array(n);
  for (let i = 0; i < n; ++i) {
    const age = Math.round(20 + 60 * next());
    const draw = (column: string, shares: readonly number[], missing = 0) => {
      const at = next();
      const code = shares.findIndex((share) => at < share);
      codes.get(column)![i] = next() < missing ? -1 : code;
      return code;
    };
    const risk = draw("risk", [0.35, 0.7, 1], 0.05);
    const source = draw("source_id", [0.5, 1]);
    const arm = draw("arm", [0.5, 1]);
    draw("NPM1", [0.4, 1], 0.2);
    const remission = draw("complete_remission", [0.7, 1]);
    numbers.get("age_years")![i] = age;
    numbers.get("wbc")![i] = next() < 0.03 ? NaN : Math.round(10 * Math.exp(5 * next())) / 10;
    const hazard = Math.exp(0.03 * (age - 50) + 0.5 * risk + 0.4 * source - 0.3 * Number(arm === 0)) / 1200;
    const death = -Math.log(1 - next()) / hazard;
    const end = 200 + 2500 * next();
    status[i] = Number(death <= end);
    numbers.get("OS_days")![i] = next() < 0.02 ? NaN : Math.ceil(Math.min(death, end));
    numbers.get("cr_day")![i] = remission === 0 ? Math.round(25 + 90 * next()) : NaN;
    numbers.get("hct_day")![i] = next() < 0.35 ? Math.round(90 + 200 * next()) : NaN;
  }
  return {
    n,
    number: (column) => numbers.get(column)!,
    category: (column) => ({codes: codes.get(column)!, levels: variables.get(column)!.levels}),
    endpoint: () => ({days: numbers.get("OS_days")!, status})
  };
}

/** A model of the invented cohort; `age_years:rcs4` is a spline, `risk.adverse` a factor with that reference. */
export function modelSpec(terms: readonly string[], further: Partial<ModelSpec> = {}): ModelSpec {
  return {
    endpoint: "OS",
    endpointCode: "OS",
    landmark: null,
    transplant: null,
    filteredLater: [],
    strata: [variables.get("source_id")!],
    terms: terms.map((text) => {
      const [column, modifier] = text.split(/[:.]/);
      const found = variables.get(column)!;
      const term: ModelTerm =
        found.kind === "number"
          ? {column, form: (modifier as TermForm | undefined) ?? "linear", reference: null}
          : {column, form: null, reference: modifier ?? null};
      return {term, variable: found, later: found.knownDay === null ? null : {day: found.knownDay}};
    }),
    ...further
  };
}
