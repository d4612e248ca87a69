import type {Cell, TableData} from "../../release/tableData.js";
import {tablePolicy} from "../inventory.js";
import type {Policy} from "../policySchema.js";
import {pseudonymPattern} from "../pseudonyms.js";
import {namesPattern, withheldName} from "./withheldNames.js";
import {identifiers, longNumber, shapeOf} from "./patterns.js";

/** Columns whose long numbers are codes of public vocabularies. */
const numberedCodes: ReadonlySet<string> = new Set(["omop", "omop_concept", "loinc", "hgnc", "citation"]);
/** Words from which a value of a patient's row is free text, and characters, lists left aside. */
const freeText = {words: 5, characters: 60} as const;
/** Characters from which a value that only one patient has is taken for an identifier. */
const longUnique = 8;

/** What is known of a release that is looked through. */
export interface ScanContext {
  readonly policy: Policy;
  /** Keys of patients before they were hashed anew. */
  readonly exactIds: ReadonlySet<Cell>;
}

/**
 * Looks through every text of a table for identifiers; one line each, naming table, column and row of the first place, and
 * how the value looks, never the value. In rows of patients free text and long values that occur once are found too, and
 * every key must be one that was hashed here.
 */
export function scanTable(table: TableData, {policy, exactIds}: ScanContext): string[] {
  const hits: string[] = [];
  const names = namesPattern(policy.unnamed);
  const prose = tablePolicy(policy, table.schema.name)?.prose === true;
  const ofPatients = ["patient_id", "sample_id"].some((name) => Object.hasOwn(table.columns, name));
  for (const {name, type, vocabulary} of table.schema.columns) {
    if (type !== "id" && type !== "str" && type !== "code") continue;
    const cells = table.columns[name];
    const report = (kind: string, row: number, value: string) =>
      hits.push(`table ${table.schema.name}, column ${name}, row ${row + 1}: ${kind}: ${shapeOf(value)}`);
    if (type === "id") {
      for (let row = 0; row < table.rows; ++row) {
        const cell = cells[row];
        if (cell === null || (pseudonymPattern.test(String(cell)) && !exactIds.has(cell))) continue;
        report("key that was not hashed anew", row, String(cell));
        break;
      }
      continue;
    }
    const closed = type === "code" && vocabulary !== undefined && vocabulary !== "open";
    // Words of a vocabulary of ours are no identifiers, but a source may be among them.
    if (closed && names === null) continue;
    for (const [value, {row, n}] of distinctTexts(cells)) {
      if (closed) {
        if (names?.test(value)) report(withheldName, row, value);
        continue;
      }
      const kind = identifierIn(value, {numbers: !numberedCodes.has(name), names});
      if (kind !== undefined) report(kind, row, value);
      else if (exactIds.has(value)) report("source key", row, value);
      else if (ofPatients && !prose && isFreeText(value)) report("free text", row, value);
      else if (ofPatients && n === 1 && isLongUnique(value)) report("long value that occurs once", row, value);
    }
  }
  return hits;
}

/** What is looked for besides identifiers of any kind. */
interface Wanted {
  /** Long numbers; unless told otherwise. */
  readonly numbers?: boolean;
  /** Names that may not be told. */
  readonly names?: RegExp | null;
}

/** The kind of identifier in a text; undefined if none is found. */
export function identifierIn(text: string, {numbers = true, names = null}: Wanted = {}): string | undefined {
  if (names?.test(text)) return withheldName;
  const found = identifiers.find(({pattern}) => pattern.test(text));
  if (found) return found.kind;
  return numbers && longNumber.pattern.test(text) ? longNumber.kind : undefined;
}

function distinctTexts(cells: ArrayLike<Cell>): Map<string, {readonly row: number; n: number}> {
  const found = new Map<string, {readonly row: number; n: number}>();
  for (let row = 0; row < cells.length; ++row) {
    const cell = cells[row];
    if (typeof cell !== "string") continue;
    const known = found.get(cell);
    if (known) ++known.n;
    else found.set(cell, {row, n: 1});
  }
  return found;
}

function isFreeText(value: string): boolean {
  const parts = value.split("|");
  return parts.some((part) => part.trim().split(/\s+/u).length >= freeText.words || part.length > freeText.characters);
}

function isLongUnique(value: string): boolean {
  return value.length >= longUnique && /\d/u.test(value) && !value.includes("|");
}
