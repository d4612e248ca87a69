import {dictionarySourcesTable} from "../../../src/model/tables.js";
import type {Column} from "../../../src/model/column.js";
import type {Cell, TableData} from "../../release/tableData.js";
import {TableBuilder} from "../../release/tableData.js";
import {countBy} from "./recountReasons.js";
import type {TablesByName} from "./releasedTables.js";
import {rowSources} from "./rowSources.js";

/**
 * The dictionary of the released tables: the rows of what is still there with the numbers of known values counted again and
 * what was done to the variable said with its definition, then those of tables that are new.
 *
 * @param treatmentInWords what was done to a column; null where nothing was
 */
export function recountDictionary(
  exact: TableData,
  released: TablesByName,
  treatmentInWords: (table: string, column: string) => string | null
): TableData {
  const result = new TableBuilder(exact.schema);
  const described = new Set<string>();
  for (let row = 0; row < exact.rows; ++row) {
    const cells = Object.fromEntries(exact.schema.columns.map(({name}) => [name, exact.columns[name][row]]));
    const [table, name] = [String(cells.table), String(cells.name)];
    const data = released.get(table);
    if (!data || !Object.hasOwn(data.columns, name)) continue;
    described.add(`${table}.${name}`);
    const words = treatmentInWords(table, name);
    const definition = words === null ? cells.definition : `${String(cells.definition)}. In this release: ${words}`;
    result.push({...cells, definition, n_known: known(data.columns[name]), n_rows: data.rows});
  }
  for (const [table, data] of released)
    for (const column of data.schema.columns)
      if (!described.has(`${table}.${column.name}`)) result.push(newEntry(table, column, data));
  return result.build();
}

function newEntry(table: string, column: Column, data: TableData): Record<string, Cell> {
  return {
    table,
    name: column.name,
    label: column.label,
    definition: column.definition,
    type: column.type,
    unit: column.unit ?? null,
    plausible_min: column.min ?? null,
    plausible_max: column.max ?? null,
    privacy_class: column.privacyClass,
    n_known: known(data.columns[column.name]),
    n_rows: data.rows
  };
}

/** The table `dictionary_sources` of the released rows. */
export function recountDictionarySources(released: TablesByName): TableData {
  const result = new TableBuilder(dictionarySourcesTable);
  const sourcesOf = rowSources({patients: released.get("patients")!, samples: released.get("samples")});
  for (const [table, data] of released) {
    const sources = sourcesOf(data);
    // Tables that also count all sources together have no values of a source of their own.
    if (!sources || sources.includes(null)) continue;
    const rows = countBy(sources);
    for (const {name} of data.schema.columns) {
      const values = countBy(sources.filter((_, row) => data.columns[name][row] !== null));
      for (const [source, n] of rows) {
        const n_known = values.get(source) ?? 0;
        const available = n_known === n ? "full" : n_known === 0 ? "none" : "partial";
        result.push({table, name, source_id: source, available, n_known, n_rows: n});
      }
    }
  }
  return result.build();
}

function known(cells: ArrayLike<Cell>): number {
  let n = 0;
  for (let row = 0; row < cells.length; ++row) if (cells[row] !== null) ++n;
  return n;
}
