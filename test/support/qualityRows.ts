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

const alterations = ["NPM1", "FLT3-ITD"];

const coverage = (source_id: string, assay: string, alteration: string, more: ReleaseRows[string][number]) => ({
  source_id,
  assay,
  assay_type: "NGS_panel",
  panel_id: `${source_id}_panel`,
  alteration,
  gene_symbol: alteration.split("-")[0],
  coverage: "covered",
  n_assayed: 2,
  n_failed: 0,
  n_tested: 2,
  n_mutated: 1,
  n_off_panel: 0,
  by_design: false,
  ...more
});

const finding = (source_id: string, rule_id: string, severity: string, category: string, n: number) => ({
  source_id,
  file: "clinical.csv",
  rule_id,
  category,
  severity,
  n,
  n_checked: 100,
  description: `What ${rule_id} looks for`
});

const step = (source_id: string, number: number, stage: string, n: number, reason: string | null = null) => ({
  source_id,
  step: number,
  stage,
  reason,
  n
});

/** Every table that the data-quality page reads, for the invented sources A and B; labels try to be markup and script. */
export const qualityRows: ReleaseRows = {
  ...dictionaryRows,
  patient_flow: [
    step("A", 1, "rows_received", 5),
    step("A", 2, "rows_malformed", 1, "more cells than the header"),
    step("A", 3, "rows_refused", 1, attack),
    step("A", 4, "patients", 3),
    step("A", 5, "duplicates", 1, "also in B"),
    step("A", 6, "patients_unique", 2),
    step("A", 7, "patients_analysed", 2),
    step("B", 1, "rows_received", 1),
    step("B", 2, "patients", 1),
    step("B", 3, "patients_analysed", 1)
  ],
  assay_coverage: alterations.flatMap((alteration, i) => [
    coverage("A", "ngs", alteration, {coverage: i === 0 ? "covered" : "partial"}),
    coverage("A", "fragment", alteration, {coverage: "not_covered", n_tested: 0, n_mutated: 0, n_off_panel: 3 * i}),
    coverage("B", "ngs", alteration, {n_assayed: 1, n_tested: 1, by_design: i === 1})
  ]),
  findings: [
    finding("A", "event_order", "error", "conformance", 2),
    finding("A", "unit_mixed", "warning", "plausibility", 7),
    finding("B", "unit_mixed", "warning", "plausibility", 0),
    finding("B", attack, "info", "completeness", 40)
  ],
  agreement: [
    {
      source_id: "A",
      fact: "t(8;21)",
      supplied: "curated column",
      derived: "ISCN text",
      n: 200,
      n_agree: 199,
      n_only_supplied: 1,
      n_only_derived: 0,
      kappa: 0.97
    },
    {source_id: "A", fact: attack, supplied: "risk", derived: "rules", n: 100, n_agree: 50}
  ],
  mapping_coverage: [
    {
      source_id: "A",
      file: "clinical.csv",
      column: "WBC",
      mapped: true,
      n_cells: 5,
      n_values: 3,
      n_missing: 1,
      n_refused: 1
    },
    {
      source_id: "A",
      file: "clinical.csv",
      column: attack,
      mapped: false,
      n_cells: 0,
      n_values: 0,
      n_missing: 0,
      n_refused: 0
    }
  ],
  unmapped_tokens: [
    {source_id: "A", file: "clinical.csv", column: "WBC", token: "about ten", reason: "not a number", n: 1}
  ],
  endpoint_support: [
    {
      source_id: "A",
      endpoint: "OS",
      definition: "OS",
      support: "full",
      is_default: true,
      n: 2,
      n_events: 1,
      n_competing: 0
    },
    {
      source_id: "B",
      endpoint: "OS",
      definition: "OS",
      support: "none",
      reason: attack,
      is_default: false,
      n: 0,
      n_events: 0,
      n_competing: 0
    }
  ],
  patient_overlap: [{source_a: "A", source_b: "B", key: "pseudonym", declared: true, n: 1}]
};
