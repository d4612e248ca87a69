import {canonicalNumber} from "../dataset/canonicalCell.js";
import {momentText, timeText} from "../momentText.js";
import {Damage} from "../damage.js";
import type {FlatElement} from "./decodePage.js";

/** Writes a value as text. */
export type ValueText = (value: unknown) => string;

const day = 86_400n;

/**
 * How the values of a column become cells, by its type: numbers with the shortest digits that read back as the same,
 * decimals exactly, moments in ISO 8601 as they are in UTC, truth values as `true` and `false`.
 *
 * @returns undefined for a type that has no text
 */
export function valueText(element: FlatElement): ValueText | undefined {
  const {type, type_length = 0, logical_type: logical, converted_type: converted} = element;
  const kind = logical?.type ?? converted;
  if (kind === "INTERVAL" || kind === "BSON" || kind === "GEOMETRY" || kind === "GEOGRAPHY" || kind === "VARIANT")
    return undefined;
  if (logical?.type === "DECIMAL" || converted === "DECIMAL") {
    const scale = (logical?.type === "DECIMAL" ? logical.scale : element.scale) ?? 0;
    if (!(scale >= 0 && scale <= 10_000) || !["INT32", "INT64", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"].includes(type))
      return undefined;
    return (value) =>
      decimalText(value instanceof Uint8Array ? signed(value) : BigInt(value as number | bigint), scale);
  }
  switch (type) {
    case "BOOLEAN":
      return (value) => (value ? "true" : "false");
    case "FLOAT":
      return (value) => singleText(value as number);
    case "DOUBLE":
      return (value) => doubleText(value as number);
    case "INT32":
    case "INT64":
      return wholeText(element);
    case "INT96":
      return (value) =>
        instant(BigInt.asUintN(64, value as bigint) + (((value as bigint) >> 64n) - 2_440_588n) * day * nanos, nanos);
    case "BYTE_ARRAY":
      return utf8Text;
    case "FIXED_LEN_BYTE_ARRAY":
      if (kind === "FLOAT16" && type_length === 2) return (value) => doubleText(halfFloat(value as Uint8Array));
      if (kind === "UUID" && type_length === 16) return (value) => uuidText(value as Uint8Array);
      return undefined;
  }
}

const nanos = 1_000_000_000n;
const perSecond = {MILLIS: 1000n, MICROS: 1_000_000n, NANOS: nanos} as const;

/** Whole numbers, and what is counted by them. */
function wholeText({type, logical_type: logical, converted_type: converted}: FlatElement): ValueText {
  if (logical?.type === "DATE" || converted === "DATE")
    return (value) => momentText(BigInt(value as number) * day, 1n, "date") ?? outOfRange(value);
  const unit =
    logical?.type === "TIMESTAMP" || logical?.type === "TIME"
      ? logical.unit
      : /_(MILLIS|MICROS)$/.exec(converted ?? "")?.[1];
  if (unit !== undefined) {
    const parts = perSecond[unit as keyof typeof perSecond];
    const time = logical?.type === "TIME" || converted?.startsWith("TIME_");
    return (value) =>
      (time ? timeText(BigInt(value as number), parts) : momentText(BigInt(value as number), parts, "moment")) ??
      outOfRange(value);
  }
  const unsigned = logical?.type === "INTEGER" ? !logical.isSigned : converted?.startsWith("UINT_");
  const bits = type === "INT32" ? 32 : 64;
  return (value) => String(unsigned ? BigInt.asUintN(bits, BigInt(value as number)) : value);
}

function instant(count: bigint, parts: bigint): string {
  return momentText(count, parts, "moment") ?? outOfRange(count);
}

/** A count that is no moment, so written that nobody takes it for one. */
function outOfRange(count: unknown): string {
  return `${String(count)} from 1970`;
}

/** NaN and the infinities as R writes them. */
export function doubleText(value: number): string {
  if (Number.isFinite(value)) return canonicalNumber(value);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
}

/** The shortest digits that are this single, not the double next to it. */
function singleText(value: number): string {
  if (!Number.isFinite(value)) return doubleText(value);
  for (let digits = 6; digits < 9; ++digits) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return canonicalNumber(short);
  }
  return canonicalNumber(Number(value.toPrecision(9)));
}

function halfFloat(bytes: Uint8Array): number {
  const bits = bytes[0] | (bytes[1] << 8);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

function signed(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return `${unscaled < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

const decoder = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true});

function utf8Text(value: unknown): string {
  try {
    return decoder.decode(value as Uint8Array);
  } catch (cause) {
    throw new Damage("a text that is not UTF-8", {cause});
  }
}

function uuidText(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
