import {type LinkedCohorts, parseLinkedCohorts} from "../../cohort/saved/linkedCohorts.js";
import {daysPerMonth, daysPerYear} from "../../charts/format.js";

/** How a number splits patients: at declared values, or into so many groups of equal size. Never at the best value. */
export type Cut =
  {readonly kind: "at"; readonly values: readonly number[]} | {readonly kind: "quantiles"; readonly groups: number};

/** What patients are split by, besides a grouping of the catalogue. */
export type SplitBy =
  | {readonly kind: "number"; readonly column: string; readonly cut: Cut}
  | {readonly kind: "cohorts"; readonly names: readonly string[]};

/** What the reader has chosen on the survival page besides cohort, grouping and endpoint. */
export interface SurvivalChoices {
  readonly by: SplitBy | null;
  /** Saved cohorts of the split as the link has them. */
  readonly linked: LinkedCohorts;
  /** Unit of the time axis; null: by the length of follow-up. */
  readonly unit: "months" | "years" | null;
  /** Days after which follow-up is not used; null: all of it. */
  readonly horizon: number | null;
  /** Days after the start at which time begins; null: as the guard says, else the start itself. */
  readonly landmark: number | null;
  /** Day column from which on patients are under observation (delayed entry); null: from the start. */
  readonly entry: string | null;
  readonly confType: "log-log" | "log";
  /** Draw patients of unknown group as a group of their own. */
  readonly withUnknown: boolean;
  /** Compare within sources. */
  readonly stratified: boolean;
  /** Split cohorts that share patients into those in one only and in several. */
  readonly splitOverlap: boolean;
  /** Show a transplant at a landmark, not as time-dependent. */
  readonly transplantAtLandmark: boolean;
  readonly censorMarks: boolean;
}

/** Most groups of a split by quantiles, and most cuts. */
const mostGroups = 6;

const isDays = (text: string): boolean => text === "" || (/^\d{1,5}$/.test(text) && Number(text) <= 20000);

/** The options of the page's address, as the explorer reads and checks them. */
export const survivalOptions: readonly {
  readonly key: string;
  readonly values: readonly string[] | ((value: string) => boolean);
  readonly fallback: string;
}[] = [
  {key: "by", values: (value) => value === "" || parseSplit(value) !== null, fallback: ""},
  {key: "cohorts", values: (value) => value.length <= 4000, fallback: ""},
  {key: "unit", values: ["", "months", "years"], fallback: ""},
  {key: "horizon", values: isDays, fallback: ""},
  {key: "landmark", values: isDays, fallback: ""},
  {key: "entry", values: (value) => /^[a-z_]{0,40}$/.test(value), fallback: ""},
  {key: "ci", values: ["log-log", "log"], fallback: "log-log"},
  {key: "unknown", values: ["", "group"], fallback: ""},
  {key: "strata", values: ["source", "none"], fallback: "source"},
  {key: "overlap", values: ["", "split"], fallback: ""},
  {key: "transplant", values: ["", "landmark"], fallback: ""},
  {key: "marks", values: ["", "none"], fallback: ""}
];

/** The choices that checked options stand for. */
export function survivalChoices(options: Readonly<Record<string, string>>): SurvivalChoices {
  const days = (text: string | undefined) => (text === undefined || text === "" ? null : Number(text));
  return {
    by: parseSplit(options.by ?? ""),
    linked: parseLinkedCohorts(options.cohorts ?? ""),
    unit: options.unit === "months" || options.unit === "years" ? options.unit : null,
    horizon: days(options.horizon) === 0 ? null : days(options.horizon),
    landmark: days(options.landmark),
    entry: (options.entry ?? "") === "" ? null : options.entry,
    confType: options.ci === "log" ? "log" : "log-log",
    withUnknown: options.unknown === "group",
    stratified: options.strata !== "none",
    splitOverlap: options.overlap === "split",
    transplantAtLandmark: options.transplant === "landmark",
    censorMarks: options.marks !== "none"
  };
}

/** Days of the unit of an axis. */
export const daysPer: Readonly<Record<"months" | "years", number>> = {months: daysPerMonth, years: daysPerYear};

/**
 * Reads `age_years:60,70` (cuts), `wbc:q4` (quarters) or `cohorts:First|Second` (saved cohorts); null if it is none of
 * these, cuts are not ascending, or there are more than six groups.
 */
export function parseSplit(text: string): SplitBy | null {
  const match = /^([a-z][a-z0-9_]{0,39}):(.{1,400})$/s.exec(text);
  if (match === null) return null;
  const [, column, rest] = match;
  if (column === "cohorts") {
    const names = rest
      .split("|")
      .filter((name) => name !== "")
      .map((name) => name.replace(/%(7C|25)/g, (code) => decodeURIComponent(code)));
    const fits = names.length > 0 && names.length <= mostGroups && new Set(names).size === names.length;
    return fits ? {kind: "cohorts", names} : null;
  }
  const quantiles = /^q([2-6])$/.exec(rest);
  if (quantiles !== null) return {kind: "number", column, cut: {kind: "quantiles", groups: Number(quantiles[1])}};
  const values = rest.split(",").map((value) => (value.trim() === "" ? NaN : Number(value)));
  const ascending = values.every((value, i) => Number.isFinite(value) && (i === 0 || value > values[i - 1]));
  return ascending && values.length < mostGroups ? {kind: "number", column, cut: {kind: "at", values}} : null;
}

/** The text that {@link parseSplit} reads back. */
export function formatSplit(by: SplitBy | null): string {
  if (by === null) return "";
  if (by.kind === "cohorts") {
    // What stands between names must not be read out of a name.
    return `cohorts:${by.names.map((name) => name.replace(/[|%]/g, encodeURIComponent)).join("|")}`;
  }
  return `${by.column}:${by.cut.kind === "quantiles" ? `q${by.cut.groups}` : by.cut.values.join(",")}`;
}
