import {cohortSchema} from "../../loaders/extract/cohortSchema.js";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import type {Cell} from "../../loaders/release/tableData.js";
import type {CohortFilter} from "../../src/cohort/filter.js";
import {column} from "../../src/model/tables/columns.js";
import {testSite} from "./testSite.js";

export type CohortRow = Readonly<Record<string, Cell>>;

/** Numbers in [0, 1) that are the same in every run (Lehmer's generator). */
function stream(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** Invented patients for the test site, a tenth of every value missing. */
export function testRows(count: number, seed = 1): CohortRow[] {
  const next = stream(seed);
  const pick = (values: readonly Cell[]): Cell => (next() < 0.1 ? null : values[Math.floor(next() * values.length)]);
  const levels = new Map(testSite.facets.map((d) => [d.variable, d.levels.map(({code}) => code)]));
  return Array.from({length: count}, (_, row) => {
    const days = pick([0, 1, 30, 400, 2000]);
    const relapse = pick([5, 90, 700]);
    return {
      row,
      source_id: pick(["A", "B & co=1"]) ?? "A",
      disease: next() < 0.8 ? "AML" : "MDS",
      study_code: pick(levels.get("study_code") ?? []),
      sex: pick(["female", "male"]),
      age_years: pick([18, 25, 42, 55, 60, 61, 80]),
      age_band: pick(["18-29", "60-69", "70+"]),
      aml_type: pick(["de_novo", "secondary"]),
      risk_eln2010_reported: pick(["favourable", "adverse"]),
      wbc: pick([0.5, 2.25, 10, 31.75, 100]),
      NPM1: pick([0, 1]),
      "FLT3-ITD": pick([0, 0, 1]),
      TP53: pick([0]),
      complete_remission: pick([true, true, false]),
      eln2022: pick(["favourable", "adverse"]),
      cr_day: pick([20, 45]),
      cyto_t_8_21: pick([true, false]),
      cyto_complex: pick([true, false]),
      CIR_status: relapse === null ? null : next() < 0.5 ? 1 : 2,
      OS_days: days,
      OS_status: days === null ? null : next() < 0.6 ? 1 : 0,
      RFS_days: relapse,
      RFS_status: relapse === null ? null : 1
    };
  });
}

const derived = [
  column("complete_remission", "bool", "Complete remission", "invented", {nullable: true}),
  column("eln2022", "code", "ELN 2022", "invented", {nullable: true, vocabulary: "open"}),
  column("cr_day", "i32", "Remission, day", "invented", {nullable: true})
];

/** The rows as a cohort extract. */
export function testExtract(rows: readonly CohortRow[]): Uint8Array {
  const schema = cohortSchema(
    testSite.alterations.map(({name}) => name),
    undefined,
    derived
  );
  const columns = Object.fromEntries(schema.columns.map(({name}) => [name, rows.map((row) => row[name] ?? null)]));
  return arrowBytes({schema, rows: rows.length, columns});
}

/** True if the filter keeps the patient; written from its definition, without SQL. */
export function keeps(filter: CohortFilter, row: CohortRow): boolean {
  const inLevels = Object.entries(filter.levels).every(
    ([column, levels]) => levels.length === 0 || levels.includes(String(row[column] ?? "unknown"))
  );
  const inRanges = Object.entries(filter.ranges).every(([column, [from, to]]) => {
    const value = row[column];
    const known = typeof value === "number";
    return (from === null || (known && value >= from)) && (to === null || (known && value <= to));
  });
  const inStates = [...Object.entries(filter.alterations), ...Object.entries(filter.cytogenetics)].every(
    ([column, states]) => states.length === 0 || (states as readonly string[]).includes(stateOf(column, row[column]))
  );
  const inClauses = filter.clauses.every(({kind, alterations}) => {
    const states = alterations.map((name) => stateOf(name, row[name]));
    if (states.length === 0) return true;
    if (kind === "any") return states.includes("mutated");
    return states.every((state) => state === (kind === "all" ? "mutated" : "wild_type"));
  });
  return inLevels && inRanges && inStates && inClauses;
}

function stateOf(column: string, cell: Cell): string {
  if (cell === null) return column.startsWith("cyto_") ? "not_evaluable" : "not_tested";
  return typeof cell === "boolean" ? (cell ? "present" : "absent") : cell === 1 ? "mutated" : "wild_type";
}
