import type {Column} from "../../src/model/column.js";
import type {MappedColumn} from "../study/mappingSchema.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import {readColumn} from "./readColumn.js";
import type {ReasonedColumn} from "./reasonedTable.js";
import type {SourceContext} from "./sourceContext.js";
import {tokenReader} from "./tokenReader.js";

/** Reads one raw column of a file in the given rows, as the mapping declares it, into values of a model column. */
export function readMapped(
  {spec, raw}: OpenFile,
  name: string,
  declared: MappedColumn,
  column: Pick<Column, "name" | "type" | "vocabulary" | "unit" | "min" | "max">,
  rows: Uint32Array,
  {rejects, findings}: SourceContext
): ReasonedColumn {
  const read = tokenReader(column, declared, {missing: spec.missing, decimal: spec.format.decimal});
  const needs = declared.needs === undefined ? undefined : needed(declared.needs, spec);
  return readColumn(raw, name, rows, read, {rejects, findings, needs, compare: declared.compare});
}

function needed(column: string, spec: OpenFile["spec"]): {column: string; missing: ReadonlySet<string>} {
  return {column, missing: new Set(Object.keys(missingTokens(spec)(column)))};
}
