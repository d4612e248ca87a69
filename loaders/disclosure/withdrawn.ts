import {tableFromIPC} from "apache-arrow";
import {surrogates} from "../harmonise/surrogate.js";
import {arrowBytes} from "../release/arrowTable.js";
import {columnOf} from "../release/columnOf.js";
import {hasTable} from "../release/hasTable.js";
import {patientOfRow} from "../release/patientOfRow.js";
import type {Release} from "../release/readRelease.js";
import type {Cell, TableData} from "../release/tableData.js";
import {recount} from "./aggregates/recount.js";
import {countBy} from "./aggregates/recountReasons.js";
import {withoutFromFlow} from "./aggregates/recountFlow.js";
import {DisclosureError} from "./disclosureError.js";
import {tableDataOf} from "./releaseSchema.js";
import {rowsWhere} from "./treatments/generaliseTable.js";

/**
 * The keys, in the exact release, of patients who withdrew: a line each with the source and the patient's id there, separated
 * by a comma, semicolon or tab; lines that begin with `#` and empty ones are passed over. The ids are hashed as the
 * harmonisation hashes them.
 *
 * @param text content of the file
 * @param file its name, for messages; no id is ever repeated in one
 * @throws {DisclosureError} one line for each line of the file that names nobody in the release
 */
export function withdrawnPatients(text: string, file: string, release: Release): ReadonlySet<Cell> {
  const {manifest} = release;
  const known = new Set(columnOf(release.table("patients"), "patient_id"));
  const keyOf = new Map(manifest.sources.map(({id}) => [id, surrogates(manifest.study.id, id)]));
  const found = new Set<Cell>();
  const faults: string[] = [];
  text.split(/\r?\n/u).forEach((line, i) => {
    if (line.trim() === "" || line.startsWith("#")) return;
    const [source, id, ...rest] = line.split(/[,;\t]/u).map((part) => part.trim());
    const key = keyOf.get(source)?.(id ?? "");
    if (id === undefined || rest.length > 0) faults.push(`${file}: line ${i + 1}: expected a source and an id`);
    else if (key === undefined)
      faults.push(`${file}: line ${i + 1}: unknown source, expected one of ${[...keyOf.keys()].join(", ")}`);
    else if (!known.has(key))
      faults.push(`${file}: line ${i + 1}: no patient of ${source} in release ${manifest.id} has this id`);
    else found.add(key);
  });
  if (faults.length > 0) throw new DisclosureError(faults);
  return found;
}

/** A release as if it had never had some of its patients: without their rows, and all that is counted from rows counted again. */
export function withoutPatients(release: Release, gone: ReadonlySet<Cell>): Release {
  if (gone.size === 0) return release;
  const {manifest} = release;
  const patients = tableDataOf(release, "patients");
  const bySource = countBy(
    Array.from(patients.columns.source_id).filter((_, i) => gone.has(patients.columns.patient_id[i]))
  );
  const kept = new Map<string, TableData>();
  for (const {name} of manifest.tables) {
    const owners = patientOfRow(release, release.table(name));
    if (owners === undefined || name.startsWith("raw_")) continue;
    const table = rowsWhere(tableDataOf(release, name), (row) => !gone.has(owners[row]));
    kept.set(name, name === "patients" ? standingForThemselves(table, gone) : table);
  }
  const exact = (name: string) => (hasTable(release, name) ? tableDataOf(release, name) : undefined);
  for (const table of recount(kept, exact)) kept.set(table.schema.name, table);
  const flow = exact("patient_flow");
  if (flow) kept.set("patient_flow", withoutFromFlow(flow, bySource));
  const bytes = new Map([...kept].map(([name, table]) => [name, arrowBytes(table)]));
  const tables = new Map([...bytes].map(([name, content]) => [name, tableFromIPC(content)]));
  return {
    ...release,
    manifest: {
      ...manifest,
      sources: manifest.sources.map((source) => ({
        ...source,
        patients: source.patients - (bySource.get(source.id) ?? 0)
      })),
      tables: manifest.tables.map((entry) => ({...entry, rows: kept.get(entry.name)?.rows ?? entry.rows})),
      audit: {...manifest.audit, patients: personsIn(kept.get("patients")!)}
    },
    table: (name) => tables.get(name) ?? release.table(name),
    bytes: (name) => bytes.get(name) ?? release.bytes(name)
  };
}

/** A record whose stand-in withdrew stands for the person itself, if the person did not withdraw it too. */
function standingForThemselves(patients: TableData, gone: ReadonlySet<Cell>): TableData {
  const standIns = patients.columns.duplicate_of as ArrayLike<Cell> | undefined;
  if (standIns === undefined) return patients;
  const duplicate_of = Array.from(standIns, (id) => (gone.has(id) ? null : id));
  return {...patients, columns: {...patients.columns, duplicate_of}};
}

function personsIn({columns, rows}: TableData): number {
  const standIns = columns.duplicate_of as ArrayLike<Cell> | undefined;
  return standIns === undefined ? rows : Array.from(standIns).filter((id) => id === null).length;
}
