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

/** Subgroups by stratum, sex, age (at its median) and NPM1 among those tested; variables with one level are left out. */
export function trialSubgroups(cohort: TrialCohort): TrialSubgroups[] {
  return [strataSubgroups(cohort), bySex(cohort), byAge(cohort), byGene(cohort, "NPM1")].filter(
    (d): d is TrialSubgroups => d !== undefined && d.levels.every((_, code) => d.level.includes(code))
  );
}

function bySex(cohort: TrialCohort): TrialSubgroups {
  const codes = ["female", "male"];
  return {
    label: "Sex",
    levels: codes.map((code) => labelOf("sex", code)),
    level: cohort.column("patients", "sex").map((cell) => position(codes, cell))
  };
}

function byAge(cohort: TrialCohort): TrialSubgroups | undefined {
  const ages = cohort.column("patients", "age_years").map((cell) => (cell === null ? NaN : Number(cell)));
  const {median} = summariseValues(ages);
  if (median === null) return undefined;
  return {
    label: "Age, divided at the median",
    levels: [`Below ${median} years`, `${median} years and above`],
    level: ages.map((age) => (Number.isNaN(age) ? NaN : Number(age >= median)))
  };
}

function byGene(cohort: TrialCohort, gene: string): TrialSubgroups {
  return {
    label: `${gene}, of those tested`,
    levels: ["Mutated", "Wild type"],
    level: cohort.column("patient_features", gene).map((cell) => (cell === null ? NaN : 1 - Number(cell)))
  };
}

function position(codes: readonly string[], cell: unknown): number {
  const found = codes.indexOf(String(cell));
  return found < 0 ? NaN : found;
}
