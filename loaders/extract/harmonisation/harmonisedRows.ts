import {unitText} from "../../../src/charts/format.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import {type Origin, type TracedValue, traceRow} from "../../release/trace/traceRow.js";
import {numberCell, optionalRows, textCell} from "../optionalRows.js";
import {conversionWords} from "./conversionWords.js";
import type {ExcerptPatient} from "./excerpts.js";
import {findCell} from "./findCell.js";

/** A harmonised value with the raw cells that it came from. */
export interface ShownValue {
  readonly column: string;
  readonly value: string | null;
  /** Addresses of the raw cells within the page. */
  readonly cells: readonly string[];
  /** What the raw cells hold; shown beside the value. */
  readonly tokens: readonly string[];
  /** The arithmetic from the token to the value, where the unit changes. */
  readonly conversion: string | null;
  /** Calls that a derived finding rests on, in words. */
  readonly evidence: readonly string[];
}

/** A variable of a table, and where its values come from: raw columns and rules in words. */
export interface ShownVariable {
  readonly column: string;
  readonly label: string;
  readonly unit: string;
  readonly rules: readonly {readonly from: string; readonly rule: string}[];
}

/** The harmonised rows of a patient in one table. */
export interface ShownTable {
  readonly name: string;
  readonly variables: readonly ShownVariable[];
  readonly rows: readonly (readonly ShownValue[])[];
  /** Findings that are known and negative, and those not known, where only positive ones are listed; else null. */
  readonly left: {readonly negative: number; readonly unknown: number} | null;
}

/** Tables in the order in which they are shown. */
const shownTables = [
  "patients",
  "samples",
  "assays",
  "mutations",
  "cytogenetics",
  "cytogenetic_abnormalities",
  "patient_features",
  "treatments",
  "responses",
  "events",
  "mrd",
  "copy_number",
  "cna_gene",
  "outcomes",
  "classifications"
];

/** Tables with a column for every possible finding: only what was found is listed. */
const findingsOnly = new Set(["cytogenetics", "patient_features"]);

/** The harmonised rows of a patient, table by table, each value with the raw cells and rules it came from. */
export function harmonisedRows(release: Release, patient: ExcerptPatient): ShownTable[] {
  const traced = traceRow(onlyShown(release), patient.id);
  return shownTables.flatMap((name) => {
    const values = traced.filter(({table}) => table === name);
    return values.length === 0 ? [] : [tableOf(release, name, values, patient)];
  });
}

/** The release without the tables that are not shown: the trace of a patient need not read a whole matrix. */
function onlyShown(release: Release): Release {
  const {manifest} = release;
  const wanted = (name: string): boolean =>
    shownTables.includes(name) ||
    name.startsWith("raw_") ||
    ["provenance", "summary_alterations", "gene_panels"].includes(name);
  return {...release, manifest: {...manifest, tables: manifest.tables.filter(({name}) => wanted(name))}};
}

function tableOf(release: Release, name: string, traced: readonly TracedValue[], patient: ExcerptPatient): ShownTable {
  const listed = findingsOnly.has(name) ? traced.filter(({value}) => isFound(value)) : traced;
  const known = new Set(listed.filter(({value}) => value !== null).map(({column}) => column));
  const units = unitsOf(release, name);
  const factors = factorsOf(release, name, patient);
  const rows: ShownValue[][] = [];
  const variables = new Map<string, ShownVariable & {rules: {from: string; rule: string}[]}>();
  let last: TracedValue | undefined;
  for (const value of listed) {
    // The values of a row follow each other, each column once.
    const isNew =
      last?.row !== value.row || last.scope !== value.scope || rows.at(-1)!.some((d) => d.column === value.column);
    if (isNew) rows.push([]);
    last = value;
    if (!known.has(value.column)) continue;
    const {label, unit} = units(value.column);
    const variable = variables.get(value.column) ?? {column: value.column, label, unit, rules: []};
    variables.set(value.column, variable);
    for (const origin of value.origins) {
      const rule = ruleOf(origin);
      if (!variable.rules.some((d) => d.from === rule.from && d.rule === rule.rule)) variable.rules.push(rule);
    }
    const shown = shownValue(value, unit, patient, factors(value));
    rows.at(-1)!.push(findingsOnly.has(name) && value.value === 1 ? {...shown, value: "yes"} : shown);
  }
  const left = traced.length - listed.length;
  const unknown = traced.filter(({value}) => value === null).length;
  return {
    name,
    variables: [...variables.values()],
    rows: findingsOnly.has(name) && rows.length === 0 ? [] : rows,
    left: findingsOnly.has(name) ? {negative: left - unknown, unknown} : null
  };
}

function shownValue(
  {column, value, origins}: TracedValue,
  unit: string,
  patient: ExcerptPatient,
  factor: number | null
): ShownValue {
  // Where several may decide, what did not decide is no origin of the value.
  const used = origins.filter(({decided, file}) => decided !== false && file !== null);
  const cells = used.flatMap(({file, column: raw, cells: records}) =>
    records.flatMap(({record}) => findCell(patient, file!, raw!, record) ?? [])
  );
  const distinct = [...new Map(cells.map((cell) => [cell.id, cell])).values()];
  const tokens = distinct.map(({token}) => token.trim());
  const told = used.map(({rule, file, cells: records}) => {
    const told = /unit as (\S+) tells/.exec(rule)?.[1];
    return told === undefined ? undefined : findCell(patient, file!, told, records[0]?.record ?? 0)?.token.trim();
  });
  const isMeasured =
    typeof value === "number" && tokens.length === 1 && !used.some(({rule}) => rule.includes("divided"));
  return {
    column,
    value: written(value),
    cells: distinct.map(({id}) => id),
    tokens,
    conversion: isMeasured
      ? conversionWords(tokens[0], value, unit, told[0] ?? fromUnit(used), told[0] === undefined ? factor : null)
      : null,
    evidence: origins.flatMap(({evidence}) =>
      evidence.filter((line) => line.startsWith("call ")).map((line) => line.replace(/^call \S+: /, ""))
    )
  };
}

/** The unit in which the partner delivers, as the rule says it: `mmol/L to g/dL`. */
function fromUnit(origins: readonly Origin[]): string | undefined {
  return origins.flatMap(({rule}) => /(?:number|comma|,) (\S+) to \S+/.exec(rule)?.[1] ?? [])[0];
}

/** The rule in words; what is said of a whole file, its tokens for no value, stands once among its peculiarities. */
function ruleOf({file, column, rule}: Origin): {from: string; rule: string} {
  const words = rule.replace("; the tokens are withheld", "").replace(/missing (?:“[^”]*” \w+(?:, )?)+(?:; )?/u, "");
  return {from: file === null ? "" : `${file} ${column ?? ""}`, rule: words === "" ? "as it is" : words};
}

function isFound(value: Cell): boolean {
  return value !== null && value !== false && value !== 0;
}

function written(value: Cell): string | null {
  if (value === null) return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  // The release keeps most measurements with seven digits.
  return String(Number(value.toPrecision(6)));
}

/** The factor of a value whose unit changes by a declared one; null where there is none, or several. */
function factorsOf(release: Release, table: string, {id}: ExcerptPatient): (value: TracedValue) => number | null {
  const source = release.manifest.sources.find((d) => id.startsWith(`${d.id}-`))?.id;
  const rows = optionalRows(release, "provenance").filter((row) => row.table === table && row.source_id === source);
  return ({column, scope}) => {
    const own = rows.filter((row) => row.column === column && (row.scope === null || row.scope === scope));
    const found = new Set(own.flatMap((row) => numberCell(row, "factor") ?? []));
    return found.size === 1 ? [...found][0] : null;
  };
}

function unitsOf(release: Release, table: string): (column: string) => {label: string; unit: string} {
  const rows = optionalRows(release, "dictionary").filter((row) => row.table === table);
  return (column) => {
    const row = rows.find(({name}) => name === column);
    return {
      label: (row && textCell(row, "label")) ?? column,
      unit: row === undefined ? "" : unitText(textCell(row, "unit"))
    };
  };
}
