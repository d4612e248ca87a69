import type {Column} from "../../src/model/column.js";
import type {Cell} from "../release/tableData.js";
import {allowedCodes} from "../study/checkColumn.js";
import type {MappedColumn, MissingTokens} from "../study/mappingSchema.js";
import type {NullReason} from "./nullReasons.js";
import type {Refusal} from "./rejectLog.js";
import type {TransformStep} from "./transforms.js";
import {applySteps, transformStep} from "./transforms.js";
import {unitFactor} from "./units.js";

/** What one raw token says. */
export interface ReadToken {
  readonly value: Cell;
  /** Why there is no value; counts only where `value` is null. */
  readonly reason: NullReason;
  /** Set if the token could not be read; the reason is then `INVALID`. */
  readonly refusal?: Refusal;
  /** True if a declared misspelling was repaired. */
  readonly repaired: boolean;
}

/** How the tokens of one raw column are read. */
export type TokenReader = (token: string) => ReadToken;

/** The parts of a column's declaration that concern reading its tokens. */
export type ReadingRules = Pick<MappedColumn, "missing" | "repairs" | "transform" | "codes" | "unit" | "round">;

/** A column as far as its tokens are concerned. */
export type ReadColumn = Pick<Column, "name" | "type" | "vocabulary" | "unit" | "min" | "max">;

const cacheLimit = 20_000;

/**
 * The reader of one raw column: trims, then whole-cell missing tokens, repairs, transforms, then codes or a number with
 * unit conversion and hard limits, in that order. Answers for repeated tokens are remembered.
 *
 * @param missing tokens of the file, used where the column declares none of its own
 * @param decimal decimal sign of the file
 */
export function tokenReader(
  column: ReadColumn,
  rules: ReadingRules,
  {missing, decimal}: {missing: MissingTokens; decimal: string}
): TokenReader {
  const absent = new Map(Object.entries(rules.missing ?? missing)) as Map<string, NullReason>;
  const repairs = new Map(Object.entries(rules.repairs ?? {}));
  const steps: readonly TransformStep[] = (rules.transform ?? []).map(transformStep);
  const read = valueReader(column, rules, decimal);
  const remembered = new Map<string, ReadToken>();
  const readNew = (raw: string): ReadToken => {
    const token = raw.trim();
    const reason = absent.get(token);
    if (reason !== undefined) return {value: null, reason, repaired: false};
    const repair = repairs.get(token);
    const repaired = repair !== undefined;
    const text = applySteps(steps, repair ?? token);
    if (text === null) return {value: null, reason: "UNKNOWN", repaired};
    const result = read(text);
    if (typeof result === "object" && result !== null)
      return {value: null, reason: "INVALID", refusal: result, repaired};
    return {value: result, reason: "UNKNOWN", repaired};
  };
  return (raw) => {
    let result = remembered.get(raw);
    if (result) return result;
    result = readNew(raw);
    if (remembered.size < cacheLimit) remembered.set(raw, result);
    return result;
  };
}

type ValueReader = (text: string) => Cell | Refusal;

function valueReader(column: ReadColumn, rules: ReadingRules, decimal: string): ValueReader {
  const whole = /^i\d/.test(column.type);
  if (whole || /^f\d/.test(column.type)) return numberReader(column, rules, decimal, whole);
  const allowed = allowedCodes(column);
  if (rules.codes) return codeReader(new Map(Object.entries(rules.codes)), column.type === "bool");
  if (allowed) return codeReader(new Map(allowed.map((code) => [code, code])), false);
  return (text) => (text === "" ? {reason: "blank cell", expected: "text"} : text);
}

function codeReader(codes: ReadonlyMap<string, string>, truth: boolean): ValueReader {
  const expected = `one of ${[...codes.keys()].join(", ")}`;
  return (text) => {
    const code = codes.get(text);
    if (code === undefined) return {reason: text === "" ? "blank cell" : "unknown code", expected};
    return truth ? code === "true" : code;
  };
}

function numberReader(column: ReadColumn, rules: ReadingRules, decimal: string, whole: boolean): ValueReader {
  const {unit, min = -Infinity, max = Infinity} = column;
  const factor = rules.unit !== undefined && unit !== undefined ? unitFactor(rules.unit, unit) : 1;
  const codes = rules.codes && new Map(Object.entries(rules.codes));
  const pattern =
    decimal === "," ? /^[+-]?(\d+(,\d*)?|,\d+)([eE][+-]?\d+)?$/ : /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
  const kind = whole && rules.round === undefined ? "whole number" : "number";
  const range = min > -Infinity ? ` from ${min} to ${max === Infinity ? "any" : max}` : "";
  const expected = `${kind}${range}${unit === undefined ? "" : ` ${unit}`}`;
  return (text) => {
    let number: number;
    if (codes) {
      const code = codes.get(text);
      if (code === undefined) return {reason: "unknown code", expected: `one of ${[...codes.keys()].join(", ")}`};
      number = Number(code);
    } else {
      if (!pattern.test(text)) return {reason: text === "" ? "blank cell" : "not a number", expected};
      number = Number(decimal === "," ? text.replace(",", ".") : text) * factor;
    }
    if (rules.round === "down") number = Math.floor(number + 1e-9);
    else if (rules.round === "nearest") number = Math.round(number);
    else if (whole && !Number.isInteger(number)) return {reason: "not a whole number", expected};
    if (!Number.isFinite(number)) return {reason: "not a number", expected};
    if (number < min || number > max) return {reason: number < 0 ? "negative value" : "implausible value", expected};
    return number;
  };
}
