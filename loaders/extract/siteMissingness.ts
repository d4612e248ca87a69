import type {MissingTable} from "../../src/model/siteQuality.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import {missingBySource} from "./missingBySource.js";
import {optionalRows, textCell} from "./optionalRows.js";
import {rowsBySource} from "./rowsBySource.js";
import {tableGrain} from "./tableGrain.js";

/** Columns that say which row it is; they are never missing. */
const keys = new Set(["source_id"]);

/** The tables about patients with what is missing in them, by variable, source and reason. */
export function siteMissingness(release: Release): MissingTable[] {
  const rowsOf = rowsBySource(release);
  const missing = missingBySource(release);
  const tables = new Map<string, {name: string; label: string}[]>();
  for (const row of optionalRows(release, "dictionary")) {
    const [table = "", name = "", label] = ["table", "name", "label"].map((column) => textCell(row, column) ?? "");
    if (textCell(row, "type") === "id" || keys.has(name) || !aboutPatients(release, table)) continue;
    tables.set(table, [...(tables.get(table) ?? []), {name, label}]);
  }
  return [...tables].flatMap(([table, variables]) => {
    const rows = [...(rowsOf(table) ?? [])].map(([source, n]) => ({source, rows: n}));
    if (rows.every((d) => d.rows === 0)) return [];
    return [
      {
        table,
        grain: tableGrain(table),
        rows,
        variables: variables.map(({name, label}) => ({
          name,
          label,
          missing: rows.map(({source}) => ({source, reasons: Object.fromEntries(missing(table, name, source))}))
        }))
      }
    ];
  });
}

/** Tables whose rows refer to a patient or a sample; raw records are shown by the mapping that reads them. */
function aboutPatients(release: Release, name: string): boolean {
  if (name.startsWith("raw_") || !hasTable(release, name)) return false;
  const table = release.table(name);
  return table.getChild("patient_id") !== null || table.getChild("sample_id") !== null;
}
