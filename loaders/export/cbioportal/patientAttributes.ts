import {patientsTable} from "../../../src/model/tables.js";
import {vocabularies} from "../../../src/model/vocabulary.js";
import {columnOf, rowsOf} from "../../release/columnOf.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import type {Attribute} from "./clinicalFile.js";
import type {ExportedRelease} from "./exportedRelease.js";

/** Days of a month, as in units of the model. */
export const daysOfMonth = 30.4375;

/** The attribute of an alteration of the disease pack. */
export function alterationAttribute(name: string): string {
  return `ALTERATION_${name.toUpperCase().replaceAll(/[^A-Z0-9]+/gu, "_")}`;
}

/** Columns of patients that are no attributes: told otherwise, or derived from one that is. */
export const leftOut: ReadonlySet<string> = new Set(["patient_id", "source_id", "duplicate_of", "age_years"]);

/**
 * The attributes of patients: those of the model by their names, age and sex by those that cBioPortal knows, and a pair of
 * status and months for every endpoint definition without competing events; the status of every alteration; responses of
 * which no day is known; endpoints as the source reported them.
 */
export function patientAttributes(exported: ExportedRelease): Attribute[] {
  const {release, patientRows: rows} = exported;
  const table = release.table("patients");
  const pick = (name: string): Cell[] => {
    const cells = columnOf(table, name);
    return rows.map((row) => cells[row]);
  };
  const ids = pick("patient_id") as string[];
  const attributes: Attribute[] = [
    {id: "PATIENT_ID", label: "Patient", description: "Surrogate key of the patient", type: "STRING", cells: ids},
    {id: "SOURCE_ID", label: "Source", description: "Source of the record", type: "STRING", cells: pick("source_id")},
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
  return [
    ...attributes,
    ...survivalAttributes(release, ids),
    ...alterationAttributes(exported, ids),
    ...responseAttributes(exported, ids),
    ...reportedAttributes(exported, ids)
  ];
}

function alterationAttributes(exported: ExportedRelease, ids: readonly string[]): Attribute[] {
  const byPatient = new Map(exported.rows("patient_features").map((row) => [row.patient_id, row]));
  const [first] = byPatient.values();
  return Object.keys(first ?? {})
    .filter((name) => name !== "patient_id")
    .map((name) => ({
      id: alterationAttribute(name),
      label: name,
      description: `${name}: 1 mutated, 0 wild type, blank not tested`,
      type: "NUMBER",
      cells: ids.map((id) => byPatient.get(id)?.[name] ?? null)
    }));
}

/** The attribute of responses without a day, by what they came after and by criteria. */
export function responseAttribute(after: Cell, criteria: Cell): string {
  return ["RESPONSE", after, criteria]
    .filter((part) => part !== null)
    .join("_")
    .toUpperCase();
}

function responseAttributes(exported: ExportedRelease, ids: readonly string[]): Attribute[] {
  const found = new Map<string, Map<string, Cell>>();
  for (const {patient_id: id, after_phase: after, criteria, day, response} of exported.rows("responses")) {
    if (day !== null) continue;
    const name = responseAttribute(after, criteria);
    const byPatient = found.get(name) ?? new Map<string, Cell>();
    found.set(name, byPatient);
    if (!byPatient.has(String(id))) byPatient.set(String(id), response);
  }
  return [...found].map(([id, byPatient]) => ({
    id,
    label: "Response without a day",
    description: "Response as the source assessed it, of which no day is known",
    type: "STRING",
    cells: ids.map((patient) => byPatient.get(patient) ?? null)
  }));
}

function reportedAttributes(exported: ExportedRelease, ids: readonly string[]): Attribute[] {
  const found = new Map<string, Map<Cell, Record<string, Cell>>>();
  for (const row of exported.rows("reported_outcomes")) {
    const byPatient = found.get(String(row.endpoint)) ?? new Map<Cell, Record<string, Cell>>();
    found.set(String(row.endpoint), byPatient);
    byPatient.set(row.patient_id, row);
  }
  return [...found].flatMap(([endpoint, byPatient]) =>
    (["time_days", "status"] as const).map((column) => ({
      id: `REPORTED_${endpoint}_${column === "status" ? "CODE" : "DAYS"}`,
      label: `${endpoint} as reported (${column === "status" ? "code" : "days"})`,
      description: "As the source sent it; only for checking agreement",
      type: "NUMBER" as const,
      cells: ids.map((id) => byPatient.get(id)?.[column] ?? null)
    }))
  );
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
