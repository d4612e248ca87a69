import {patientsTable} from "../../../src/model/tables.js";
import type {Check, CheckedTables} from "./kahnChecks.js";

/** Variables without which hardly any analysis of acute leukaemia can be adjusted. */
const key = ["age_years", "sex", "aml_type", "wbc", "haemoglobin", "platelets", "bm_blasts", "followup_days"] as const;

/** A smaller share of missing values is no warning. */
const tolerated = 0.2;

/** How completely the key variables of patients, the karyotype and the gene status are known in one source. */
export function completenessChecks({patients, cytogenetics, patient_features: features}: CheckedTables): Check[] {
  const size = patients.rows;
  const check = (name: string, label: string, known: number): Check => ({
    rule: `missing:${name}`,
    category: "completeness",
    severity: size - known > tolerated * size ? "warning" : "info",
    n: size - known,
    checked: size,
    description: `${label} not known`
  });
  const known = (values: readonly unknown[]): number => values.reduce((n: number, d) => n + (d === null ? 0 : 1), 0);
  const statuses = cytogenetics.column("status").values;
  const evaluable = statuses.filter((d) => d === "normal" || d === "abnormal" || d === "normal_insufficient").length;
  const genes = features.schema.columns.slice(1).map(({name}) => features.column(name).values);
  let tested = 0;
  for (let i = 0; i < features.rows; ++i) if (genes.some((values) => values[i] !== null)) ++tested;
  return [
    ...key.map((name) => {
      const {label} = patientsTable.columns.find((column) => column.name === name)!;
      return check(name, label, known(patients.column(name).values));
    }),
    check("karyotype", "Karyotype", evaluable),
    // A disease without alterations looks at no genes.
    ...(genes.length > 0 ? [check("genes", "Status of every gene", tested)] : [])
  ];
}
