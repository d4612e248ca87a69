import type {MappedColumn} from "../study/mappingSchema.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import {ratioReader} from "./ratioReader.js";
import type {CellReader} from "./readColumn.js";
import {readColumn} from "./readColumn.js";
import {ReasonedColumn} from "./reasonedTable.js";
import type {SourceContext} from "./sourceContext.js";
import type {ReadColumn} from "./tokenReader.js";
import {tokenReader} from "./tokenReader.js";
import {unitFindings} from "./unitFindings.js";
import {unitColumnReader} from "./unitColumnReader.js";
import {yearsReader} from "./yearsReader.js";

/** Reads one raw column of a file in the given rows, as the mapping declares it, into values of a model column. */
export function readMapped(
  file: OpenFile,
  name: string,
  declared: MappedColumn,
  column: ReadColumn,
  rows: Uint32Array,
  context: SourceContext
): ReasonedColumn {
  const {rejects, findings, provenance} = context;
  const {spec, raw} = file;
  if (spec.absent?.has(name)) {
    const none = new ReasonedColumn();
    none.fill(null, rows.length, "NOT_COLLECTED");
    return none;
  }
  const needs = declared.needs === undefined ? undefined : needed(declared.needs, spec);
  const compare =
    declared.compare === undefined || spec.absent?.has(declared.compare)
      ? undefined
      : {column: declared.compare, read: readerOf(file, declared.compare, declared, column)};
  const tallies = new Map<string, {numbers: number[]; used: number}>();
  const unitOf = unitByRow(file, declared);
  const onNumber = (number: number, gaveValue: boolean, row: number): void => {
    const unit = unitOf(row);
    if (unit === undefined) return;
    let tally = tallies.get(unit);
    if (!tally) tallies.set(unit, (tally = {numbers: [], used: 0}));
    tally.numbers.push(number);
    if (gaveValue) ++tally.used;
  };
  const read = readerOf(file, name, declared, column);
  const result = readColumn(raw, name, rows, read, {rejects, findings, needs, compare, onNumber});
  provenance.read(file, name, declared, rows, result);
  if (column.unit !== undefined && !declared.ratio) reportUnits(file, name, declared, column.unit, tallies, context);
  return result;
}

/** The reader of a raw column, which may look at other columns of the row. */
function readerOf({spec, raw}: OpenFile, name: string, declared: MappedColumn, column: ReadColumn): CellReader {
  const {decimal} = spec.format;
  if (declared.ratio) return ratioReader(raw, [name, declared], column, {missing: missingTokens(spec), decimal});
  if (declared.yearsTo) return yearsReader(raw, [name, declared], column, missingTokens(spec));
  const {unit} = declared;
  if (typeof unit === "object")
    return unitColumnReader(raw, [name, declared], unit, column, {missing: spec.missing, decimal});
  const read = tokenReader(column, {...declared, unit}, {missing: spec.missing, decimal});
  const cells = raw.column(name);
  return (row) => read(cells[row]);
}

/** The unit in which the number of a row is delivered; undefined where it has none, or one that is not known. */
function unitByRow({raw}: OpenFile, {unit}: MappedColumn): (row: number) => string | undefined {
  if (typeof unit !== "object") return () => unit;
  const cells = raw.column(unit.column);
  const codes = new Map(Object.entries(unit.codes));
  return (row) => codes.get(cells[row].trim());
}

function reportUnits(
  {raw}: OpenFile,
  name: string,
  {unit, to}: MappedColumn,
  kept: string,
  tallies: ReadonlyMap<string, {readonly numbers: readonly number[]; readonly used: number}>,
  {findings, study}: SourceContext
): void {
  if (unit === undefined) return;
  const units = typeof unit === "string" ? [unit] : [...new Set(Object.values(unit.codes))];
  for (const declared of units) {
    const {numbers, used} = tallies.get(declared) ?? {numbers: [], used: 0};
    for (const finding of unitFindings(name, numbers, used, {unit: kept, declared}, study.disease.usual[to]))
      findings.add({file: raw.file, ...finding});
  }
}

function needed(column: string, spec: OpenFile["spec"]): {column: string; missing: ReadonlySet<string>} {
  return {column, missing: new Set(Object.keys(missingTokens(spec)(column)))};
}
