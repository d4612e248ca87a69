import type {Count, CountsBlock, ReportBlock, ReportResult, SetKey} from "../../../src/model/report.js";
import type {MembersOfSets} from "../../../loaders/disclosure/public/cellRegistry.js";
import {clausesOf} from "../../../loaders/disclosure/public/setClauses.js";

/** Invented patients: a level of each variable, one row each; null = not known. */
export type Invented = readonly Readonly<Record<string, string | null>>[];

/** Sets of invented patients: clauses `variable=level|level`, `variable=known`, `endpoint:event`. */
export function contextOf(patients: Invented): MembersOfSets & {count: (key: SetKey) => Count} {
  const isIn = (patient: Invented[number], clause: string): boolean => {
    const endpoint = /^(\w+):(\w+)$/u.exec(clause);
    if (endpoint)
      return endpoint[2] === "followed" ? patient[endpoint[1]] !== null : patient[endpoint[1]] === endpoint[2];
    const [name, levels] = clause.split("=");
    const level = patient[name];
    return levels === "known" ? level !== null : levels.split("|").includes(level ?? "unknown");
  };
  const members = (key: SetKey) =>
    Uint8Array.from(patients, (patient) => Number(clausesOf(key).every((clause) => isIn(patient, clause))));
  const count = (key: SetKey) => ({set: key, n: members(key).reduce((sum, d) => sum + d, 0)});
  return {patients: patients.length, members, count};
}

/** The key of a set with these clauses; empty ones are left out. */
export function keyOf(...clauses: readonly string[]): SetKey {
  return [...new Set(clauses.filter((d) => d !== ""))].sort().join(" & ") || "all";
}

/** A frame around a block of invented patients. */
export function frameOf(context: ReturnType<typeof contextOf>, id: string, population: SetKey = "all") {
  return {
    id,
    title: "Composition",
    subtitle: "",
    caption: "",
    population: context.count(population),
    sources: ["A", "B"],
    notes: [],
    methods: [],
    explorer: null
  };
}

/** Levels of a variable in rows, of another in columns, with a column of all. */
export function crossTable(
  context: ReturnType<typeof contextOf>,
  id: string,
  [row, levels]: readonly [string, readonly string[]],
  [column, groups]: readonly [string, readonly string[]],
  population = ""
): CountsBlock {
  const heads = ["", ...groups.map((group) => `${column}=${group}`)];
  return {
    ...frameOf(context, id, keyOf(population)),
    kind: "counts",
    draw: "table",
    columns: heads.map((head) => ({label: head || "All", set: context.count(keyOf(population, head))})),
    rows: levels.map((level) => ({
      label: level,
      heading: row,
      cells: heads.map((head) => ({
        count: context.count(keyOf(population, head, `${row}=${level}`)),
        of: context.count(keyOf(population, head))
      }))
    }))
  };
}

/** A report of some blocks. */
export function reportOf(blocks: readonly ReportBlock[]): ReportResult {
  return {
    id: "invented",
    title: "Invented patients",
    audience: "clinician",
    group: "report",
    answer: [],
    sections: [{heading: "All", text: [], claims: [], blocks}],
    limitations: [],
    references: [],
    disclaimer: null,
    tier: "internal"
  };
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
