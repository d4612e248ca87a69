import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {Covariate} from "../../src/stats/coxInput.js";
import {factorColumns} from "../../src/stats/designMatrix.js";

/** A column of a reference case: null where missing. */
export type Column = (number | null)[] | (string | null)[];

/** Reads a JSON file below test/reference. */
export function readReference(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, "..", "reference", ...path), "utf8")) as unknown;
}

export function numbers(column: Column): Float64Array {
  return Float64Array.from(column as (number | string | null)[], (v) => (typeof v === "number" ? v : NaN));
}

/** Distinct values in the order R gives a factor in the C locale; numbers by value. */
export function levelsOf(column: Column): string[] {
  const present = (column as (number | string | null)[]).filter((v) => v !== null);
  const distinct = [...new Set(present)];
  return distinct
    .sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1))
    .map(String);
}

/** Codes into `levels`; NaN where missing. */
export function codes(column: Column, levels: readonly string[] = levelsOf(column)): Float64Array {
  return Float64Array.from(column as (number | string | null)[], (v) => (v === null ? NaN : levels.indexOf(String(v))));
}

/** Columns of one term of a formula: `log(x)`, a factor, or a number. */
export function termColumns(
  term: string,
  input: Readonly<Record<string, Column>>,
  factorLevels: Readonly<Record<string, string[]>> = {}
): Covariate[] {
  const log = /^log\((.*)\)$/.exec(term);
  if (log) return [{name: term, values: numbers(input[log[1]]).map(Math.log)}];
  const column = input[term];
  const levels =
    factorLevels[term] ?? ((column as unknown[]).some((v) => typeof v === "string") ? levelsOf(column) : []);
  return levels.length > 0
    ? factorColumns(term, codes(column, levels), levels)
    : [{name: term, values: numbers(column)}];
}
