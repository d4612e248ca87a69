import {type Catalogue, groupingOf} from "../../src/cohort/catalogue.js";
import type {CohortRows} from "../../src/cohort/cohortRows.js";
import {type CohortFilter, unknownLevel} from "../../src/cohort/filter.js";
import type {SetKey} from "../../src/model/report.js";
import {compareText} from "../release/textOrder.js";
import {ReportError} from "./reportError.js";

/** Patients who meet some clauses. */
export interface PatientSet {
  readonly key: SetKey;
  /** Canonical and sorted; none for everybody. */
  readonly clauses: readonly string[];
  /** 1 for each patient of the release who is in it, in the order of the cohort extract. */
  readonly members: Uint8Array;
  readonly n: number;
}

/** Sets of patients by canonical key; each is made once. */
export interface PatientSets {
  /**
   * The patients who meet every clause; the clauses are those of `SetKey`, in any order and with repeats.
   *
   * @throws {ReportError} on a clause that the release cannot decide
   */
  set(clauses: readonly string[]): PatientSet;
  /**
   * Gives a clause that no column decides (alive at a landmark, transplanted by a day) its members.
   *
   * @throws {ReportError} if the clause has other members already
   */
  define(clause: string, members: Uint8Array): void;
  /** Keys of all sets asked for so far, by code point. */
  keys(): SetKey[];
}

const separator = " & ";
/** Levels that stand for "value not known". */
const unknownStates: readonly string[] = [unknownLevel, "not_tested", "not_evaluable"];
/** The level that stands for "value known", whatever it is. */
const knownLevel = "known";

/** The clauses of a key. */
export function clausesOf(key: SetKey): string[] {
  return key === "all" ? [] : key.split(separator);
}

/** The sets of a release. */
export function patientSets(catalogue: Catalogue, rows: CohortRows): PatientSets {
  const sets = new Map<SetKey, PatientSet>();
  const single = new Map<string, Uint8Array>();
  const defined = new Map<string, Uint8Array>();
  const categories = new Set(catalogue.groupings.map(({key}) => key));
  const membersOf = (clause: string): Uint8Array => {
    const members = single.get(clause) ?? evaluate(clause, catalogue, rows);
    single.set(clause, members);
    return members;
  };
  return {
    set(clauses) {
      const canonical = simplified(
        clauses.map((d) => (defined.has(d) ? d : canonicalClause(d, catalogue))),
        (column) => categories.has(column)
      );
      const key = canonical.length === 0 ? "all" : canonical.join(separator);
      const known = sets.get(key);
      if (known !== undefined) return known;
      const [first, ...others] = canonical.map((clause) => defined.get(clause) ?? membersOf(clause));
      const members = canonical.length === 0 ? new Uint8Array(rows.n).fill(1) : first.slice();
      for (const own of others) for (let i = 0; i < members.length; ++i) members[i] &= own[i];
      let n = 0;
      for (let i = 0; i < members.length; ++i) n += members[i];
      const made = {key, clauses: canonical, members, n};
      sets.set(key, made);
      return made;
    },
    define(clause, members) {
      const known = defined.get(clause);
      if (known !== undefined && known.some((d, i) => d !== members[i]))
        throw new ReportError(`two sets of the same name: ${clause}`);
      if (clause.includes(separator)) throw new ReportError(`invalid clause: ${clause}`);
      defined.set(clause, members);
    },
    keys: () => [...sets.keys()].sort(compareText)
  };
}

/** The conditions of an explorer's filter as clauses. */
export function filterClauses({levels, ranges, alterations, cytogenetics, clauses}: CohortFilter): string[] {
  const listed = [levels, alterations, cytogenetics].flatMap((part) =>
    Object.entries(part).flatMap(([column, wanted]) => (wanted.length === 0 ? [] : [`${column}=${wanted.join("|")}`]))
  );
  const bounded = Object.entries(ranges).map(([column, [from, to]]) => `${column}=${from ?? ""}..${to ?? ""}`);
  const several = clauses.flatMap(({kind, alterations: names}) =>
    kind === "any"
      ? [`any=${names.join("|")}`]
      : names.map((name) => `${name}=${kind === "all" ? "mutated" : "wild_type"}`)
  );
  return [...listed, ...bounded, ...several];
}

const endpointClause = /^(.+):(followed|event|competing)(?:<=(\d+))?$/u;
const rangeText = /^(-?[\d.]*?)\.\.(<?)(-?\d[\d.]*)?$/u;

/** The one way to write a clause: levels by code point, all of them as `known`. */
function canonicalClause(clause: string, catalogue: Catalogue): string {
  if (endpointClause.test(clause)) return clause;
  const [column, text] = parts(clause);
  if (catalogue.numbers.has(column) || catalogue.days.has(column)) return clause;
  const wanted = [...new Set(text.split("|"))].sort(compareText);
  if (column === "any") return `any=${wanted.join("|")}`;
  const {levels} = groupingIn(catalogue, column, clause);
  const all = levels.length > 0 && levels.every(({code}) => wanted.includes(code));
  return all && wanted.length === levels.length ? `${column}=${knownLevel}` : `${column}=${wanted.join("|")}`;
}

/**
 * The same conditions in the fewest clauses, sorted: of one category those levels that all its clauses allow; without
 * “followed” for who has an event of the endpoint.
 */
function simplified(clauses: readonly string[], isCategory: (column: string) => boolean): string[] {
  const levels = new Map<string, string[]>();
  const others = new Set<string>();
  for (const clause of clauses) {
    const column = endpointClause.test(clause) || !clause.includes("=") ? "" : clause.slice(0, clause.indexOf("="));
    if (!isCategory(column)) {
      others.add(clause);
      continue;
    }
    const own = clause.slice(column.length + 1).split("|");
    const before = levels.get(column);
    const common = before === undefined ? own : intersection(before, own);
    // Levels that exclude each other stay as they are: the set is empty.
    if (common.length === 0) others.add(clause);
    else levels.set(column, common);
  }
  for (const clause of others) {
    const [, key, what] = endpointClause.exec(clause) ?? [];
    if (what !== undefined && what !== "followed") others.delete(`${key}:followed`);
  }
  return [...others, ...[...levels].map(([column, own]) => `${column}=${own.join("|")}`)].sort(compareText);
}

function intersection(a: readonly string[], b: readonly string[]): string[] {
  const known = (levels: readonly string[]) => levels.filter((d) => !unknownStates.includes(d));
  if (a.length === 1 && a[0] === knownLevel) return known(b);
  if (b.length === 1 && b[0] === knownLevel) return known(a);
  return a.filter((d) => b.includes(d));
}

function evaluate(clause: string, catalogue: Catalogue, rows: CohortRows): Uint8Array {
  const endpoint = endpointClause.exec(clause);
  if (endpoint !== null) return endpointMembers(endpoint, rows, clause);
  const [column, text] = parts(clause);
  if (catalogue.numbers.has(column) || catalogue.days.has(column))
    return rangeMembers(rows.number(column), text, clause);
  if (column === "any") {
    const masks = text.split("|").map((name) => evaluate(`${name}=mutated`, catalogue, rows));
    return new Uint8Array(rows.n).map((_, i) => Number(masks.some((mask) => mask[i] === 1)));
  }
  groupingIn(catalogue, column, clause);
  return levelMembers(rows.category(column), text.split("|"), clause);
}

function parts(clause: string): [column: string, text: string] {
  const at = clause.indexOf("=");
  if (at <= 0) throw new ReportError(`invalid clause: ${clause}`);
  return [clause.slice(0, at), clause.slice(at + 1)];
}

function groupingIn(catalogue: Catalogue, column: string, clause: string) {
  if (!catalogue.groupings.some(({key}) => key === column)) throw new ReportError(`unknown variable in: ${clause}`);
  return groupingOf(catalogue, column);
}

function endpointMembers([, key, what, until]: RegExpExecArray, rows: CohortRows, clause: string): Uint8Array {
  let endpoint: ReturnType<CohortRows["endpoint"]>;
  try {
    endpoint = rows.endpoint(key);
  } catch (cause) {
    throw new ReportError(`unknown endpoint in: ${clause}`, {cause});
  }
  const {days, status} = endpoint;
  const last = until === undefined ? Infinity : Number(until);
  const wanted = what === "event" ? 1 : 2;
  return Uint8Array.from(days, (day, i) =>
    Number(!Number.isNaN(day) && (what === "followed" || (status[i] === wanted && day <= last)))
  );
}

/** Values are stored in single precision, and so are the bounds compared. */
function rangeMembers(values: Float64Array, text: string, clause: string): Uint8Array {
  const range = rangeText.exec(text);
  if (range === null) {
    if (text === knownLevel) return Uint8Array.from(values, (v) => Number(!Number.isNaN(v)));
    if (text === unknownLevel) return Uint8Array.from(values, (v) => Number(Number.isNaN(v)));
    throw new ReportError(`invalid range in: ${clause}`);
  }
  const [, from, below, to] = range;
  const lower = from === "" ? -Infinity : Math.fround(Number(from));
  const upper = to === undefined ? Infinity : Math.fround(Number(to));
  if (Number.isNaN(lower) || Number.isNaN(upper)) throw new ReportError(`invalid range in: ${clause}`);
  return Uint8Array.from(values, (v) => Number(v >= lower && (below === "<" ? v < upper : v <= upper)));
}

function levelMembers(
  {codes, levels}: ReturnType<CohortRows["category"]>,
  wanted: readonly string[],
  clause: string
): Uint8Array {
  const known = levels.map(({code}) => code);
  const unknowns = unknownStates.filter((level) => !known.includes(level));
  const strange = wanted.find((level) => level !== knownLevel && !unknowns.includes(level) && !known.includes(level));
  if (strange !== undefined) throw new ReportError(`unknown level in: ${clause}`);
  const anyKnown = wanted.includes(knownLevel);
  const anyUnknown = wanted.some((level) => unknowns.includes(level));
  const allowed = known.map((code) => anyKnown || wanted.includes(code));
  return Uint8Array.from(codes, (code) => Number(code < 0 ? anyUnknown : allowed[code]));
}
