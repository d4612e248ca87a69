import type {Column, TableSchema} from "../../src/model/column.js";
import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import {cytogeneticsTable, patientsTable} from "../../src/model/tables.js";
import {column} from "../../src/model/tables/columns.js";
import {ReleaseError} from "../release/releaseError.js";

/** Columns of `patients` that pages do not need, or must not have. */
const left = new Set(["patient_id", "followup_days", "duplicate_of", "flt3_itd_allelic_ratio", "flt3_itd_ar_method"]);

/**
 * Schema of the cohort extract: one row per person, without any key. Clinical variables, karyotype, one column per
 * cytogenetic flag (`cyto_…`) and per alteration, days and status of the endpoints, day of allogeneic transplantation.
 *
 * @param endpoints keys of the survival endpoints that the release offers
 * @throws {ReleaseError} if two columns would differ by nothing but case, which SQL does not tell apart
 */
export function cohortSchema(
  alterations: readonly string[],
  endpoints: readonly string[] = ["OS", "EFS", "RFS"],
  derived: readonly Column[] = []
): TableSchema {
  const day = (name: string, label: string, definition: string): Column =>
    column(name, "i32", label, definition, {nullable: true, unit: "d", privacyClass: "quasi"});
  const status = (name: string, definition: string): Column =>
    column(name, "i8", name, definition, {nullable: true, privacyClass: "sensitive", min: 0, max: 2});
  const columns: Column[] = [
    column("row", "i32", "Row", "Row of the extract, counted from 0"),
    ...patientsTable.columns.filter(({name}) => !left.has(name)),
    {...cytogeneticColumn("status"), name: "karyotype_status", nullable: true},
    ...cytogeneticFlags.map(({name}) => ({...cytogeneticColumn(name), name: `cyto_${name}`})),
    ...alterations.map((name) => column(name, "i8", name, "1 mutated, 0 wild type, null not tested", {nullable: true})),
    ...endpoints.flatMap((name) => [
      day(`${name}_days`, `${name} time`, "Days from the start; null where the patient is not in the population"),
      status(`${name}_status`, "0 censored, 1 event")
    ]),
    status("CIR_status", "0 censored, 1 relapse, 2 death without relapse; the days are those of RFS"),
    ...derived
  ];
  const seen = new Set<string>();
  for (const {name} of columns) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw new ReleaseError("cohort extract", `duplicate column: ${name}`);
    seen.add(key);
  }
  return {name: "cohort", grain: "one row per patient", sortBy: [], columns};
}

function cytogeneticColumn(name: string): Column {
  const found = cytogeneticsTable.columns.find((d) => d.name === name);
  if (found === undefined) throw new RangeError(`unknown column: cytogenetics.${name}`);
  return found;
}
