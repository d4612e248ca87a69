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
  /** Why there is no value; counts where `value` is null, or if it is `CENSORED_LOD`: the value is then a limit. */
  readonly reason: NullReason;
  /** Set if the token could not be read; the reason is then `INVALID`. */
  readonly refusal?: Refusal;
  /** True if a declared misspelling was repaired. */
  readonly repaired: boolean;
  /** The number as delivered, before its unit is converted and its limits are looked at. */
  readonly number?: number;
}

/** How the tokens of one raw column are read. */
export type TokenReader = (token: string) => ReadToken;

/** The parts of a column's declaration that concern reading its tokens. */
export type ReadingRules = Pick<MappedColumn, "missing" | "repairs" | "transform" | "codes" | "round" | "censored"> & {
  /** UCUM unit in which the partner delivers. */
  readonly unit?: string;
};

/** A column as far as its tokens are concerned. */
export type ReadColumn = Pick<Column, "name" | "type" | "vocabulary" | "unit" | "min" | "max">;

const cacheLimit = 20_000;
const censoredToken = /^(?:<=?|>=?|≤|≥)\s*(?=[\d.,+-])(.*)$/su;

/**
 * The reader of one raw column: trims, then whole-cell missing tokens, repairs, transforms, then codes or a number with
 * unit conversion and hard limits, in that order. Where censored values are declared, `<5` and `>90` give their limit
 * with the reason `CENSORED_LOD`. Answers for repeated tokens are remembered.
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
    const limit = rules.censored ? censoredToken.exec(text)?.[1] : undefined;
    const result = read(limit ?? text);
    if (result.refusal) return {reason: "INVALID", repaired, ...result};
    return {reason: limit === undefined ? "UNKNOWN" : "CENSORED_LOD", repaired, ...result};
  };
  return (raw) => {
    let result = remembered.get(raw);
    if (result) return result;
    result = readNew(raw);
    if (remembered.size < cacheLimit) remembered.set(raw, result);
    return result;
  };
}

interface ReadValue {
  readonly value: Cell;
  readonly refusal?: Refusal;
  readonly number?: number;
}

type ValueReader = (text: string) => ReadValue;

const refused = (reason: string, expected: string): ReadValue => ({value: null, refusal: {reason, expected}});

function valueReader(column: ReadColumn, rules: ReadingRules, decimal: string): ValueReader {
  const whole = /^i\d/.test(column.type);
  if (whole || /^f\d/.test(column.type)) return numberReader(column, rules, decimal, whole);
  const allowed = allowedCodes(column);
  if (rules.codes) return codeReader(new Map(Object.entries(rules.codes)), column.type === "bool");
  if (allowed) return codeReader(new Map(allowed.map((code) => [code, code])), false);
  return (text) => (text === "" ? refused("blank cell", "text") : {value: text});
}

function codeReader(codes: ReadonlyMap<string, string>, truth: boolean): ValueReader {
  const expected = `one of ${[...codes.keys()].join(", ")}`;
  return (text) => {
    const code = codes.get(text);
    if (code === undefined) return refused(text === "" ? "blank cell" : "unknown code", expected);
    return {value: truth ? code === "true" : code};
  };
}

function numberReader(column: ReadColumn, rules: ReadingRules, decimal: string, whole: boolean): ValueReader {
  const codes = rules.codes && new Map(Object.entries(rules.codes));
  const pattern =
    decimal === "," ? /^[+-]?(\d+(,\d*)?|,\d+)([eE][+-]?\d+)?$/ : /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
  const finish = numberFinisher(column, rules, whole);
  return (text) => {
    if (codes) {
      const code = codes.get(text);
      if (code === undefined) return refused("unknown code", `one of ${[...codes.keys()].join(", ")}`);
      return finish(Number(code), 1);
    }
    if (!pattern.test(text)) return refused(text === "" ? "blank cell" : "not a number", finish.expected);
    return finish(Number(decimal === "," ? text.replace(",", ".") : text));
  };
}

/** From a number as delivered to a value of the variable: unit, rounding, limits. */
export interface NumberFinisher {
  (number: number, factor?: number): ReadValue;
  /** What is accepted, in words. */
  readonly expected: string;
}

/** The last steps of reading a number: its unit is converted, it is rounded as declared, and its limits are kept. */
export function numberFinisher(
  column: ReadColumn,
  rules: Pick<ReadingRules, "unit" | "round">,
  whole: boolean
): NumberFinisher {
  const {unit, min = -Infinity, max = Infinity} = column;
  const ownFactor = rules.unit !== undefined && unit !== undefined ? unitFactor(rules.unit, unit) : 1;
  const kind = whole && rules.round === undefined ? "whole number" : "number";
  const range = min > -Infinity ? ` from ${min} to ${max === Infinity ? "any" : max}` : "";
  const expected = `${kind}${range}${unit === undefined ? "" : ` ${unit}`}`;
  const finish = (number: number, factor = ownFactor): ReadValue => {
    let value = number * factor;
    if (rules.round === "down") value = Math.floor(value + 1e-9);
    else if (rules.round === "nearest") value = Math.round(value);
    else if (whole && !Number.isInteger(value)) return {...refused("not a whole number", expected), number};
    if (!Number.isFinite(value)) return refused("not a number", expected);
    if (value < min || value > max)
      return {...refused(value < 0 ? "negative value" : "implausible value", expected), number};
    return {value, number};
  };
  return Object.assign(finish, {expected});
}
