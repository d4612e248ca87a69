import type {Cell} from "../../release/tableData.js";
import type {Check, CheckedTables} from "./kahnChecks.js";

/** Lesions that make acute leukaemia whatever the share of blasts (ICC 2022, WHO 2022). */
const defining = ["t_8_21", "inv16", "t_15_17", "t_9_11", "kmt2a_other", "t_6_9", "inv3", "mecom_other"] as const;

/**
 * What is not believable in the values of a patient taken together: haemoglobin at the edge of life, acute leukaemia with
 * few blasts and no lesion that defines it, two founding lesions at once, two patients with the same values.
 *
 * @param disease OncoTree code of acute leukaemia; patients with another disease are no concern of its blasts
 */
export function plausibilityChecks(tables: CheckedTables, disease: string): Check[] {
  const {patients} = tables;
  const values = (name: string): readonly Cell[] => patients.column(name).values;
  const haemoglobin = numbers(values("haemoglobin"));
  const few = fewBlasts(tables, disease);
  const npm1 = statusOf(tables, "NPM1");
  const coreBinding = flagged(tables, ["t_8_21", "inv16"]);
  const bothKnown = npm1.filter((d, i) => d !== null && coreBinding[i] !== null).length;
  return [
    {
      rule: "haemoglobin_very_low",
      category: "plausibility",
      severity: "warning",
      n: haemoglobin.filter((d) => d < 4).length,
      checked: haemoglobin.length,
      description: "Haemoglobin below 4 g/dL, which few survive"
    },
    few,
    {
      rule: "npm1_with_core_binding_factor",
      category: "plausibility",
      severity: "warning",
      n: npm1.filter((d, i) => d === 1 && coreBinding[i] === true).length,
      checked: bothKnown,
      description: "NPM1 mutated together with t(8;21) or inv(16), which hardly ever occur together"
    },
    alike(tables)
  ];
}

function numbers(cells: readonly Cell[]): number[] {
  return cells.filter((d): d is number => typeof d === "number");
}

function fewBlasts(tables: CheckedTables, disease: string): Check {
  const {patients} = tables;
  const blasts = patients.column("bm_blasts").values;
  const diseases = patients.column("disease").values;
  const npm1 = statusOf(tables, "NPM1");
  const lesion = flagged(tables, defining);
  let checked = 0;
  let n = 0;
  blasts.forEach((d, i) => {
    if (typeof d !== "number" || diseases[i] !== disease) return;
    ++checked;
    if (d < 20 && npm1[i] !== 1 && lesion[i] !== true) ++n;
  });
  return {
    rule: "few_blasts_without_lesion",
    category: "plausibility",
    severity: "warning",
    n,
    checked,
    description: "Fewer than 20 % blasts in the marrow and none of the lesions that define acute myeloid leukaemia"
  };
}

/** Status of an alteration by row of `patients`; both tables have one row a patient in the same order. */
function statusOf({patient_features: features}: CheckedTables, alteration: string): readonly Cell[] {
  return features.schema.columns.some(({name}) => name === alteration)
    ? features.column(alteration).values
    : new Array<Cell>(features.rows).fill(null);
}

/** Whether one of the flags is present, by row of `patients`; null where none is known to be. */
function flagged({patients, cytogenetics}: CheckedTables, flags: readonly string[]): (boolean | null)[] {
  const rowOf = new Map(cytogenetics.column("patient_id").values.map((id, row) => [id, row]));
  const columns = flags.map((flag) => cytogenetics.column(flag).values);
  return patients.column("patient_id").values.map((id) => {
    const row = rowOf.get(id);
    if (row === undefined) return null;
    const known = columns.map((values) => values[row]).filter((d) => d !== null);
    return known.length === 0 ? null : known.includes(true);
  });
}

/** Patients of one source whose sex, age and blood values are all the same as another's. */
function alike({patients}: CheckedTables): Check {
  const columns = ["sex", "age_years", "wbc", "haemoglobin", "platelets"].map((name) => patients.column(name).values);
  const seen = new Map<string, number>();
  let checked = 0;
  for (let row = 0; row < patients.rows; ++row) {
    const cells = columns.map((values) => values[row]);
    if (cells.includes(null)) continue;
    ++checked;
    const key = cells.join("|");
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return {
    rule: "patients_alike",
    category: "plausibility",
    severity: "warning",
    n: [...seen.values()].reduce((sum, n) => sum + (n > 1 ? n : 0), 0),
    checked,
    description:
      "Patients of the source with the same sex, age, white blood cells, haemoglobin and platelets as another"
  };
}
