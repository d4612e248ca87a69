import type {
  BaselineAlteration,
  BaselineLevels,
  BaselineNumber,
  BaselineVariable
} from "../../../src/model/siteTrial.js";
import {patientsTable} from "../../../src/model/tables.js";
import {labelOf, vocabularies, type VocabularyName} from "../../../src/model/vocabulary.js";
import {smdBinary, smdContinuous, smdLevels} from "../../../src/stats/standardisedDifference.js";
import {summariseValues} from "../../../src/stats/summariseValues.js";
import type {Cell} from "../../release/tableData.js";
import {strataLabel} from "./armOrder.js";
import type {TrialCohort} from "./trialCohort.js";

const numbers = [
  "age_years",
  "wbc",
  "haemoglobin",
  "platelets",
  "ldh",
  "bm_blasts",
  "pb_blasts",
  "flt3_itd_allelic_ratio"
];
const levels = ["sex", "aml_type", "ecog", "risk_eln2017_reported"];

/**
 * Who was randomised to each arm: numbers and levels of the table `patients`, strata, and alterations tested in at least
 * one patient. Variables without any value are left out. No test: what differs between randomised arms differs by chance.
 *
 * @param alterations columns of the table `patient_features`
 */
export function trialBaseline(cohort: TrialCohort, alterations: readonly string[]): BaselineVariable[] {
  const column = (name: string) => patientsTable.columns.find((d) => d.name === name)!;
  const variables: BaselineVariable[] = numbers.map((name) => {
    const {label, unit = null} = column(name);
    return numberOf(cohort, name, label, unit === "1" ? null : unit);
  });
  for (const name of levels) {
    const {label, vocabulary} = column(name);
    const list = vocabulary as VocabularyName | undefined;
    const order = list === undefined ? undefined : vocabularies[list].map(({code}) => code);
    variables.push(levelsOf(cohort, name, label, cohort.column("patients", name), order, list));
  }
  const stratum = cohort.stratum.map((s) => (Number.isNaN(s) ? null : cohort.strata[s]));
  variables.push(levelsOf(cohort, "randomisation_stratum", strataLabel(cohort.strata), stratum, cohort.strata));
  variables.push(...alterations.map((name) => alterationOf(cohort, name)));
  return variables.filter(hasValues);
}

function hasValues(variable: BaselineVariable): boolean {
  if (variable.kind === "levels") return variable.levels.length > 0;
  return variable.kind === "number" ? variable.arms.some(({n}) => n > 0) : variable.arms.some(({tested}) => tested > 0);
}

function alterationOf(cohort: TrialCohort, name: string): BaselineAlteration {
  const {arms, arm} = cohort;
  const cells = cohort.column("patient_features", name);
  const counts = arms.map((_, a) => {
    const own = cells.filter((cell, i) => arm[i] === a && cell !== null);
    return {mutated: own.filter((cell) => cell === 1).length, tested: own.length};
  });
  const [first, second] = counts;
  const smd = counts.length === 2 ? smdBinary(first.mutated, first.tested, second.mutated, second.tested) : null;
  return {kind: "alteration", variable: name, label: name, arms: counts, smd};
}

function numberOf(cohort: TrialCohort, variable: string, label: string, unit: string | null): BaselineNumber {
  const cells = cohort.column("patients", variable);
  const values = cohort.arms.map((_, a) =>
    cells.flatMap((cell, i) => (cohort.arm[i] === a ? [cell === null ? NaN : Number(cell)] : []))
  );
  return {
    kind: "number",
    variable,
    label,
    unit,
    arms: values.map((own) => {
      const {n, missing, median, lowerQuartile, upperQuartile} = summariseValues(own);
      return {n, missing, median, q1: lowerQuartile, q3: upperQuartile};
    }),
    smd: values.length === 2 ? smdContinuous(values[0], values[1]) : null
  };
}

function levelsOf(
  cohort: TrialCohort,
  variable: string,
  label: string,
  cells: readonly Cell[],
  order: readonly string[] = [...new Set(cells.filter((cell) => cell !== null).map(String))].sort(),
  vocabulary?: VocabularyName
): BaselineLevels {
  const {arms, arm} = cohort;
  const count = (a: number, level: string | null) =>
    cells.filter((cell, i) => arm[i] === a && (level === null ? cell === null : String(cell) === level)).length;
  const present = order.filter((level) => cells.some((cell) => cell !== null && String(cell) === level));
  const rows = present.map((level) => ({
    label: vocabulary === undefined ? level : labelOf(vocabulary, level),
    n: arms.map((_, a) => count(a, level))
  }));
  const [first, second] = arms.map((_, a) => rows.map(({n}) => n[a]));
  return {
    kind: "levels",
    variable,
    label,
    levels: rows,
    missing: arms.map((_, a) => count(a, null)),
    smd: arms.length === 2 ? smdLevels(first, second) : null
  };
}
