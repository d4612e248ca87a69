import {attack} from "../hostile/hostileLabels.js";
import type {ReleaseRows} from "./syntheticRelease.js";

const variable = (table: string, name: string, label: string, more: ReleaseRows[string][number]) => ({
  table,
  name,
  label,
  definition: `About ${name}`,
  privacy_class: "quasi",
  n_rows: 3,
  ...more
});

/** A dictionary, with what sources A and B know and where A has it from; one label tries to be markup and script. */
export const dictionaryRows: ReleaseRows = {
  dictionary: [
    variable("patients", "sex", "Sex", {type: "code", allowed: "female|male", n_known: 2}),
    variable("patients", "wbc", "White blood cells", {type: "f32", unit: "10*9/L", plausible_min: 0.1, n_known: 1}),
    variable("patients", "hostile", `${attack} \${alert(1)}`, {type: "str", n_known: 3}),
    variable("summary_levels", "n", "Patients", {type: "i32", n_known: 17}),
    variable("raw_a_clinical", "WBC", "WBC", {type: "str", n_known: 2})
  ],
  value_status: [
    {table: "patients", column: "wbc", source_id: "A", reason: "UNKNOWN", n: 1},
    {table: "patients", column: "wbc", source_id: "B", reason: "NOT_COLLECTED", n: 1},
    {table: "patients", column: "sex", source_id: "B", reason: "UNKNOWN", n: 1}
  ],
  provenance: [
    {
      source_id: "A",
      table: "patients",
      column: "wbc",
      file: "clinical.csv",
      raw_column: "WBC",
      rule_id: "number",
      n_values: 1,
      n_converted: 0
    }
  ]
};
