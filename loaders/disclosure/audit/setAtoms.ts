import type {SetKey} from "../../../src/model/report.js";
import {clausesOf} from "../public/setClauses.js";

/** The values that one variable of sets can have, told apart only as far as some clauses do. */
export interface Axis {
  /** How many values, or kinds of values. */
  readonly size: number;
  /** Which of them meet a clause. */
  readonly meets: (clause: string) => readonly boolean[];
}

/** The variable of a clause; a clause that cannot be understood by its words is a variable of its own. */
export function variableOf(clause: string): string {
  const endpoint = /^([^=:]+):(?:followed|event|competing)/u.exec(clause);
  if (endpoint !== null) return `${endpoint[1]}:`;
  const at = clause.indexOf("=");
  return at < 0 || clause.startsWith("any=") || clause.startsWith("in:") ? clause : clause.slice(0, at);
}

/** The variables of a set, sorted. */
export function variablesOf(key: SetKey): string[] {
  return [...new Set(clausesOf(key).map(variableOf))].sort();
}

/** What can be told of a variable by clauses about it, by their words alone. */
export function axisOf(variable: string, clauses: readonly string[]): Axis {
  if (variable.endsWith(":")) return endpointAxis(clauses);
  const levels = clauses.map((clause) => clause.slice(variable.length + 1));
  if (clauses.includes(variable)) return {size: 2, meets: (clause) => [clause === variable, false]};
  const parts = new Set(levels.flatMap((level) => level.split("|")));
  parts.delete("known");
  parts.delete("unknown");
  return [...parts].some((part) => part.includes("..")) ? rangeAxis(variable, [...parts]) : levelAxis(variable, parts);
}

/** Each level named, any other, and not known. */
function levelAxis(variable: string, parts: ReadonlySet<string>): Axis {
  const values = [...parts, "another", "unknown"];
  return {
    size: values.length,
    meets(clause) {
      const wanted = new Set(clause.slice(variable.length + 1).split("|"));
      return values.map((value) => wanted.has(value) || (wanted.has("known") && value !== "unknown"));
    }
  };
}

/** An edge of a range: just before a number (side 0) or just after it (side 1). */
type Edge = readonly [value: number, side: 0 | 1];

/** Pieces between the edges of ranges, and not known. */
function rangeAxis(variable: string, parts: readonly string[]): Axis {
  const edges = parts.flatMap((part) => rangeOf(part)).filter(([value]) => Number.isFinite(value));
  const sorted = edges.sort(compareEdges).filter((edge, i, all) => i === 0 || compareEdges(edge, all[i - 1]) !== 0);
  const bounds: Edge[] = [[-Infinity, 0], ...sorted, [Infinity, 1]];
  const pieces = bounds.slice(1).map((to, i) => [bounds[i], to] as const);
  return {
    size: pieces.length + 1,
    meets(clause) {
      const wanted = clause.slice(variable.length + 1).split("|");
      const ranges = wanted.filter((part) => part.includes("..")).map(rangeOf);
      const inside = ([from, to]: (typeof pieces)[number]) =>
        ranges.some(([low, high]) => compareEdges(low, from) <= 0 && compareEdges(to, high) <= 0);
      return [...pieces.map((piece) => wanted.includes("known") || inside(piece)), wanted.includes("unknown")];
    }
  };
}

function compareEdges([a, s]: Edge, [b, t]: Edge): number {
  return a === b ? s - t : a < b ? -1 : 1;
}

/** `from..to`, inclusive; `..<to` without `to`; a number alone is itself. */
function rangeOf(part: string): [Edge, Edge] {
  const match = /^(-?[\d.]*?)\.\.(<?)(-?[\d.]*)$/u.exec(part);
  if (match === null)
    return [
      [Number(part), 0],
      [Number(part), 1]
    ];
  const [, from, open, to] = match;
  return [
    [from === "" ? -Infinity : Number(from), 0],
    [to === "" ? Infinity : Number(to), open === "" ? 1 : 0]
  ];
}

/** Not followed; followed without an event; a competing event; events up to each day named, and later. */
function endpointAxis(clauses: readonly string[]): Axis {
  const days = [...new Set(clauses.flatMap((clause) => dayOf(clause) ?? []))].sort((a, b) => a - b);
  return {
    size: days.length + 4,
    meets(clause) {
      const state = /:(followed|event|competing)/u.exec(clause)?.[1];
      const day = dayOf(clause) ?? Infinity;
      const events = [...days.map((d) => d <= day), day === Infinity].map(
        (within) => state === "followed" || (state === "event" && within)
      );
      return [false, state === "followed", state === "followed" || state === "competing", ...events];
    }
  };
}

function dayOf(clause: string): number | undefined {
  const day = /<=(\d+)$/u.exec(clause)?.[1];
  return day === undefined ? undefined : Number(day);
}
