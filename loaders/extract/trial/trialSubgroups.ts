import {labelOf} from "../../../src/model/vocabulary.js";
import {summariseValues} from "../../../src/stats/summariseValues.js";
import {strataLabel} from "./armOrder.js";
import type {TrialCohort} from "./trialCohort.js";

/** A variable that divides the patients of a trial. */
export interface TrialSubgroups {
  readonly label: string;
  readonly levels: readonly string[];
  /** Position in `levels` of each patient of the cohort; NaN where not known. */
  readonly level: readonly number[];
}

/** Subgroups by randomisation stratum; undefined if there are fewer than two. */
export function strataSubgroups({strata, stratum}: TrialCohort): TrialSubgroups | undefined {
  return strata.length < 2 ? undefined : {label: strataLabel(strata), levels: strata, level: stratum};
}

/**
 * Subgroups by stratum, sex, age and white blood cells (at their medians), NPM1 among those tested, and ELN 2017 risk
 * as reported or derived. Levels without patients are left out, and variables with fewer than two levels.
 */
export function trialSubgroups(cohort: TrialCohort): TrialSubgroups[] {
  return [
    strataSubgroups(cohort),
    bySex(cohort),
    byMedian(cohort, "age_years", "Age", (median) => [`Below ${median} years`, `${median} years and above`]),
    byMedian(cohort, "wbc", "White blood cells", (median) => {
      const words = median.toFixed(1);
      return [`Below ${words} × 10⁹/L`, `${words} × 10⁹/L and above`];
    }),
    byGene(cohort, "NPM1"),
    byRisk(cohort)
  ].flatMap((d) => {
    const filled = d === undefined ? undefined : withPatients(d);
    return filled === undefined || filled.levels.length < 2 ? [] : [filled];
  });
}

/** The variable without its empty levels. */
function withPatients({label, levels, level}: TrialSubgroups): TrialSubgroups {
  const filled = levels.map((_, code) => code).filter((code) => level.includes(code));
  return {
    label,
    levels: filled.map((code) => levels[code]),
    level: level.map((code) => (Number.isNaN(code) ? NaN : filled.indexOf(code)))
  };
}

function bySex(cohort: TrialCohort): TrialSubgroups {
  const codes = ["female", "male"];
  return {
    label: "Sex",
    levels: codes.map((code) => labelOf("sex", code)),
    level: cohort.column("patients", "sex").map((cell) => position(codes, cell))
  };
}

function byMedian(
  cohort: TrialCohort,
  column: string,
  label: string,
  words: (median: number) => string[]
): TrialSubgroups | undefined {
  const values = cohort.column("patients", column).map((cell) => (cell === null ? NaN : Number(cell)));
  const {median} = summariseValues(values);
  if (median === null) return undefined;
  return {
    label: `${label}, divided at the median`,
    levels: words(median),
    level: values.map((value) => (Number.isNaN(value) ? NaN : Number(value >= median)))
  };
}

function byGene(cohort: TrialCohort, gene: string): TrialSubgroups {
  return {
    label: `${gene}, of those tested`,
    levels: ["Mutated", "Wild type"],
    level: cohort.column("patient_features", gene).map((cell) => (cell === null ? NaN : 1 - Number(cell)))
  };
}

/**
 * By ELN 2017 risk: as the trial reports it, if it does so for more patients than the rule table can tell it for.
 * Without karyotypes the table can tell no intermediate risk, and the others of the few whom genes alone decide.
 */
function byRisk(cohort: TrialCohort): TrialSubgroups {
  const codes = ["favourable", "intermediate", "adverse"];
  const place = (cell: unknown) => position(codes, cell);
  const reported = cohort.column("patients", "risk_eln2017_reported").map(place);
  const derived = cohort.columnWhere("classifications", "value", {system: "eln2017"}).map(place);
  const known = (level: readonly number[]) => level.filter((code) => !Number.isNaN(code)).length;
  const isReported = known(reported) > known(derived);
  return {
    label: isReported ? "ELN 2017 risk, as reported" : "ELN 2017 risk, where it can be told",
    levels: codes.map((code) => labelOf("riskEln2017", code)),
    level: isReported ? reported : derived
  };
}

function position(codes: readonly string[], cell: unknown): number {
  const found = codes.indexOf(String(cell));
  return found < 0 ? NaN : found;
}
