import type {Column} from "../../src/model/column.js";
import type {MappedColumn} from "../study/mappingSchema.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import {ratioReader} from "./ratioReader.js";
import type {CellReader} from "./readColumn.js";
import {readColumn} from "./readColumn.js";
import type {ReasonedColumn} from "./reasonedTable.js";
import type {SourceContext} from "./sourceContext.js";
import {tokenReader} from "./tokenReader.js";
import {unitFindings} from "./unitFindings.js";

/** Reads one raw column of a file in the given rows, as the mapping declares it, into values of a model column. */
export function readMapped(
  file: OpenFile,
  name: string,
  declared: MappedColumn,
  column: Pick<Column, "name" | "type" | "vocabulary" | "unit" | "min" | "max">,
  rows: Uint32Array,
  {rejects, findings, provenance, study}: SourceContext
): ReasonedColumn {
  const {spec, raw} = file;
  const missing = missingTokens(spec);
  const {decimal} = spec.format;
  const cellReader = (other: string): CellReader => {
    const read = tokenReader(column, declared, {missing: spec.missing, decimal});
    const cells = raw.column(other);
    return (row) => read(cells[row]);
  };
  const read = declared.ratio ? ratioReader(raw, [name, declared], column, {missing, decimal}) : cellReader(name);
  const needs = declared.needs === undefined ? undefined : needed(declared.needs, spec);
  const compare =
    declared.compare === undefined ? undefined : {column: declared.compare, read: cellReader(declared.compare)};
  const numbers: number[] = [];
  let used = 0;
  const onNumber = (number: number, gaveValue: boolean): void => {
    numbers.push(number);
    if (gaveValue) ++used;
  };
  const result = readColumn(raw, name, rows, read, {rejects, findings, needs, compare, onNumber});
  provenance.read(file, name, declared, rows, result);
  const {unit} = declared;
  if (unit !== undefined && column.unit !== undefined && !declared.ratio)
    for (const finding of unitFindings(
      name,
      numbers,
      used,
      {...column, declared: unit},
      study.disease.usual[declared.to]
    ))
      findings.add({file: raw.file, ...finding});
  return result;
}

function needed(column: string, spec: OpenFile["spec"]): {column: string; missing: ReadonlySet<string>} {
  return {column, missing: new Set(Object.keys(missingTokens(spec)(column)))};
}
