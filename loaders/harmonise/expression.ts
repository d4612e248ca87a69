import {describing, entityColumns} from "../sources/cbioportal/matrixHeader.js";
import {missingTokens} from "./mappedRaw.js";
import type {GeneResolver} from "./geneSymbols.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import type {SampleIds} from "./samples.js";
import {applyFilters, headerKeys} from "./selectRows.js";
import type {SourceContext} from "./sourceContext.js";
import {updatedSymbols} from "./updatedSymbols.js";

/** What became of the cells of a matrix in the columns of patients and the rows that were used. */
export interface MatrixCells {
  readonly values: number;
  readonly missing: number;
  readonly refused: number;
}

const pointNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/u;
const commaNumber = /^[+-]?(\d+(,\d*)?|,\d+)([eE][+-]?\d+)?$/u;

/**
 * Appends the values of a matrix with one row a gene and one column a patient, gene by gene. Former symbols are replaced;
 * a symbol that no declaration names is kept as it is and counted. A row without a symbol, with one that meant several
 * genes, or with that of an earlier row is refused; a column of a patient who is not in the cohort, does not have the
 * sample, or had a column before is left out and counted.
 */
export function addExpression(
  file: OpenFile,
  files: readonly OpenFile[],
  cohort: Cohort,
  samples: SampleIds,
  genes: GeneResolver,
  context: SourceContext
): MatrixCells {
  const {spec, raw} = file;
  const {rejects, surrogate, tables} = context;
  applyFilters(file, context);
  const symbols = resolveRows(file, genes, context);
  const columns = patientColumns(file, files, cohort, samples, context);
  const absent = new Set(Object.keys(missingTokens(spec)("")));
  const comma = spec.format.decimal === ",";
  const pattern = comma ? commaNumber : pointNumber;
  const counts = {values: 0, missing: 0, refused: 0};
  const {expression: table} = tables;
  const [sampleId, symbol, value, unit] = ["sample_id", "gene_symbol", "value", "unit"].map((d) => table.column(d));
  // The ids of patients in the header are never shown.
  const masked = columns.map(({key, cells}) => ({name: surrogate(key), cells}));
  for (const row of file.ledger.usedRows())
    columns.forEach(({sample, cells}, i) => {
      const token = cells[row].trim();
      if (absent.has(token)) {
        ++counts.missing;
        return;
      }
      const number = pattern.test(token) ? Number(comma ? token.replace(",", ".") : token) : NaN;
      if (!Number.isFinite(number)) {
        ++counts.refused;
        const reason = token === "" ? "blank cell" : "not a number";
        return rejects.value(raw, row, masked[i].name, token, {reason, expected: "number"});
      }
      ++counts.values;
      sampleId.push(sample);
      symbol.push(symbols[row]);
      value.push(number);
      unit.push(spec.unit!);
    });
  return counts;
}

/** The current symbol of every row; refuses rows of which there is none. */
function resolveRows({spec, raw, ledger}: OpenFile, genes: GeneResolver, {findings}: SourceContext): string[] {
  const name = spec.genes!.column!;
  const cells = raw.column(name);
  const rows = ledger.usedRows();
  const updates = updatedSymbols(raw.file, rows.length, findings);
  const rowOf = new Map<string, number>();
  const symbols: string[] = [];
  let unlisted = 0;
  for (const row of rows) {
    const token = cells[row].trim();
    const {gene, needs} = genes(token, null);
    const refuse = (reason: string, expected: string): void => ledger.refuse(row, null, {reason, expected});
    if (token === "") {
      refuse("no gene symbol", `a symbol in ${name}`);
      continue;
    }
    if (needs !== undefined) {
      refuse(`ambiguous gene symbol: ${token}`, `a symbol that means one gene (as on chromosome ${needs})`);
      continue;
    }
    const symbol = gene === null ? token : updates.note(token, gene);
    const first = rowOf.get(symbol);
    if (first !== undefined) {
      refuse(`duplicate gene: ${symbol}`, `one row a gene (first in row ${raw.recordNumber(first)})`);
      continue;
    }
    if (gene === null) ++unlisted;
    rowOf.set(symbol, row);
    symbols[row] = symbol;
  }
  updates.report();
  findings.add({
    file: raw.file,
    rule: "gene_symbol_unlisted",
    severity: "info",
    n: unlisted,
    checked: rows.length,
    description: "Gene symbols that no declaration names, kept as delivered"
  });
  return symbols;
}

interface PatientColumn {
  readonly key: string;
  readonly sample: string;
  readonly cells: readonly string[];
}

/** The columns of patients who have the sample; any others are counted. */
function patientColumns(
  file: OpenFile,
  files: readonly OpenFile[],
  cohort: Cohort,
  samples: SampleIds,
  {findings, mapping}: SourceContext
): PatientColumn[] {
  const {spec, raw, name} = file;
  const keyOf = headerKeys(file, files);
  const other = new Set([
    spec.genes!.column,
    ...(spec.format.kind === "cbioportal" ? [...entityColumns, ...describing] : []),
    ...spec.filters.flatMap((d) => Object.keys(d.drop ?? d.keep ?? d.count ?? {}))
  ]);
  const sampleIds = samples.get(mapping.files[name].sample!)!;
  const columns = new Map<string, PatientColumn>();
  const found = {outside: 0, without: 0, twice: 0, leftOut: 0};
  let checked = 0;
  for (const column of raw.columns) {
    if (other.has(column)) continue;
    const key = keyOf(column);
    if (key === "") continue;
    ++checked;
    if (key === undefined) {
      ++found.leftOut;
      continue;
    }
    const patient = cohort.index.get(key);
    const sample = patient === undefined ? undefined : sampleIds[patient];
    if (patient === undefined) ++found.outside;
    else if (sample === undefined) ++found.without;
    else if (columns.has(key)) ++found.twice;
    else columns.set(key, {key, sample, cells: raw.column(column)});
  }
  const add = (rule: string, severity: "info" | "warning", n: number, of: number, description: string): void =>
    findings.add({file: raw.file, rule, severity, n, checked: of, description});
  add(
    "patients_outside_cohort",
    "warning",
    found.outside,
    checked,
    "Columns of patients who are not in the cohort; left out"
  );
  add(
    "patients_without_sample",
    "warning",
    found.without,
    checked,
    "Columns of patients who do not have the sample; left out"
  );
  add(
    "patients_with_two_columns",
    "warning",
    found.twice,
    checked,
    "Columns of patients who have an earlier one; left out"
  );
  if (spec.key.through)
    add(
      "columns_left_out",
      "info",
      found.leftOut,
      checked,
      `Columns that lead to a row of ${spec.key.through.file} which was left out on purpose`
    );
  const record = "Patients of the cohort without a record in this file";
  add("patients_without_record", "info", cohort.size - columns.size, cohort.size, record);
  return [...columns.values()];
}
