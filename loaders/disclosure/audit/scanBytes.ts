import {brotliDecompressSync, gunzipSync} from "node:zlib";
import type {Tier} from "../../../src/model/release.js";
import {identifiers} from "../detectors/patterns.js";
import {withheldName} from "../detectors/withheldNames.js";
import {notShown, scanHtml} from "./scanHtml.js";
import {countsInCsv} from "./scanTables.js";
import {monthDay} from "../public/knots.js";
import {pseudonymPattern} from "../pseudonyms.js";

/** What the bytes of a site are compared with. */
export interface ScanOptions {
  readonly tier: Tier;
  /** Every count of a public release by its set, null while hidden; null for a release of rows. */
  readonly counts: ReadonlyMap<string, number | null> | null;
  /** Numbers that a page may have beside the word patients without counting any: those of the rules. */
  readonly declared?: ReadonlySet<string>;
  /** Names that may not be told. */
  readonly names?: RegExp | null;
}

/** Keys as the harmonisation and the second hashing make them. */
const keyPattern = /(?<![\p{L}\d])[A-Za-z]\w{0,40}-[0-9a-f]{16}(?![\p{L}\d-])/gu;
const karyotype = identifiers.filter(({kind}) => kind === "karyotype").map(({pattern}) => pattern);
/** Programs and fonts of libraries are the same in every site. */
const notData = /^(?:_node|_npm|_observablehq|_import\/(?!.*\.json))|\.(?:woff2?|wasm|js|css|map)(?:\.(?:br|gz))?$/u;

/**
 * What a file of a site has that its tier does not allow: keys of sources, of patients too in a public one; karyotypes;
 * tables of rows; counts that are hidden or were never registered; days that are no whole months.
 */
export function scanBytes(file: string, content: Uint8Array, options: ScanOptions): string[] {
  const {counts, declared = new Set(), names = null, tier} = options;
  if (file.endsWith(".br")) return scanBytes(file.slice(0, -3), brotliDecompressSync(content), options);
  if (file.endsWith(".gz")) return scanBytes(file.slice(0, -3), gunzipSync(content), options);
  if (notData.test(file)) return [];
  const text = Buffer.from(content).toString("latin1");
  const found: string[] = [];
  if (tier !== "internal") {
    const keys = [...text.matchAll(keyPattern)].map(([key]) => key);
    const foreign = keys.filter((key) => !pseudonymPattern.test(key) && !isNameOfFile(key));
    if (foreign.length > 0) found.push(`a key of a source, ${foreign.length} times`);
    if (tier === "public" && keys.some((key) => pseudonymPattern.test(key))) found.push("a key of a patient");
    if (names?.test(Buffer.from(content).toString("utf8"))) found.push(`a ${withheldName}`);
    if (!isArrow(content) && karyotype.some((pattern) => pattern.test(text))) found.push("a karyotype");
  }
  if (tier === "public" && counts !== null) {
    if (isArrow(content)) found.push("a table of rows, expected none in a public site");
    const words = Buffer.from(content).toString("utf8");
    if (file.endsWith(".json")) found.push(...scanJson(file, words, {counts, declared}));
    if (/\.(?:html|svg)$/u.test(file)) found.push(...scanHtml(words, counts, declared));
    if (file.endsWith(".csv")) found.push(...notShown(countsInCsv(words), counts, declared));
  }
  return found;
}

/** Releases are named after their content, as keys of sources are after theirs. */
function isNameOfFile(key: string): boolean {
  return /^(?:hemiola|release|r)-[0-9a-f]{16}$/u.test(key);
}

/** The Arrow IPC file format by its magic, the stream format by its first continuation mark and schema message. */
export function isArrow(content: Uint8Array): boolean {
  if (Buffer.from(content.subarray(0, 6)).toString("latin1") === "ARROW1") return true;
  return content.length > 8 && content.subarray(0, 4).every((byte) => byte === 0xff);
}

function scanJson(
  file: string,
  text: string,
  {counts, declared}: {counts: ReadonlyMap<string, number | null>; declared: ReadonlySet<string>}
): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return ["not JSON"];
  }
  // The index of words lists the pages of each, of "time" too.
  const isIndex = file === "search.json";
  const found = new Set<string>();
  walk(value, (part) => {
    if (typeof part.set === "string" && typeof part.n === "number" && counts.get(part.set) !== part.n)
      found.add(`${part.set} is ${part.n}, which the cell registry does not show`);
    // What the explorer draws for a choice.
    if (typeof part.html === "string") for (const line of scanHtml(part.html, counts, declared)) found.add(line);
    if (
      !isIndex &&
      Array.isArray(part.time) &&
      part.time.some((day) => typeof day === "number" && day > 1 && !isMonth(day))
    )
      found.add("a time that is no whole month");
  });
  return [...found];
}

function walk(value: unknown, visit: (part: Record<string, unknown>) => void): void {
  if (value === null || typeof value !== "object") return;
  if (!Array.isArray(value)) visit(value as Record<string, unknown>);
  for (const part of Object.values(value)) walk(part, visit);
}

function isMonth(day: number): boolean {
  return monthDay(Math.round((day * 12) / 365.25)) === day;
}
