import {patientsTable} from "../../../src/model/tables.js";
import {vocabularies} from "../../../src/model/vocabulary.js";
import {columnOf, rowsOf} from "../../release/columnOf.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import type {Attribute} from "./clinicalFile.js";

/** Days of a month, as in units of the model. */
export const daysOfMonth = 30.4375;

/** Columns of patients that are no attributes: told otherwise, or derived from one that is. */
const leftOut: ReadonlySet<string> = new Set(["patient_id", "duplicate_of", "age_years"]);

/**
 * The attributes of patients: those of the model by their names, age and sex by those that cBioPortal knows, and a pair of
 * status and months for every endpoint definition without competing events.
 *
 * @param rows rows of `patients` to write
 */
export function patientAttributes(release: Release, rows: readonly number[]): Attribute[] {
  const table = release.table("patients");
  const pick = (name: string): Cell[] => {
    const cells = columnOf(table, name);
    return rows.map((row) => cells[row]);
  };
  const ids = pick("patient_id") as string[];
  const attributes: Attribute[] = [
    {id: "PATIENT_ID", label: "Patient", description: "Surrogate key of the patient", type: "STRING", cells: ids},
    {id: "AGE", label: "Age", description: "Age at the index event in years", type: "NUMBER", cells: pick("age_years")}
  ];
  for (const {name, label, definition, type, vocabulary} of patientsTable.columns) {
    if (leftOut.has(name)) continue;
    const cells = pick(name);
    if (cells.every((cell) => cell === null)) continue;
    const kind = type === "bool" ? "BOOLEAN" : type === "code" || type === "str" || type === "id" ? "STRING" : "NUMBER";
    const told = name === "sex" ? cells.map(sexLabel) : cells;
    if (vocabulary === undefined && kind === "STRING") continue;
    attributes.push({id: name.toUpperCase(), label, description: definition, type: kind, cells: told});
  }
  return [...attributes, ...survivalAttributes(release, ids)];
}

function sexLabel(code: Cell): Cell {
  return vocabularies.sex.find((term) => term.code === code)?.label ?? null;
}

function survivalAttributes(release: Release, ids: readonly string[]): Attribute[] {
  const byDefinition = new Map<string, Map<Cell, {days: number; status: number}>>();
  for (const {patient_id: id, definition, endpoint, time_days: days, status} of rowsOf(release.table("outcomes"))) {
    if (endpoint !== "OS" && endpoint !== "EFS" && endpoint !== "RFS") continue;
    const found = byDefinition.get(String(definition)) ?? new Map<Cell, {days: number; status: number}>();
    found.set(id, {days: Number(days), status: Number(status)});
    byDefinition.set(String(definition), found);
  }
  return [...byDefinition]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([definition, outcomes]): Attribute[] => {
      const words = vocabularies.endpointDefinition.find(({code}) => code === definition)?.label ?? definition;
      const [censored, event] = definition === "OS" ? ["0:LIVING", "1:DECEASED"] : ["0:NoEvent", "1:Event"];
      const told = ids.map((id) => outcomes.get(id));
      return [
        {
          id: `${definition}_STATUS`,
          label: `${definition} status`,
          description: words,
          type: "STRING",
          cells: told.map((d) => d && (d.status === 1 ? event : censored)).map((cell) => cell ?? null)
        },
        {
          id: `${definition}_MONTHS`,
          label: `${definition} (months)`,
          description: `Months of ${daysOfMonth} days`,
          type: "NUMBER",
          cells: told.map((d) => (d ? d.days / daysOfMonth : null))
        }
      ];
    });
}
