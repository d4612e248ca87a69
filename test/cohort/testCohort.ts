import {cohortSchema} from "../../loaders/extract/cohortSchema.js";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import type {Cell} from "../../loaders/release/tableData.js";
import type {CohortFilter} from "../../src/cohort/filter.js";
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
      cyto_t_8_21: pick([true, false]),
      cyto_complex: pick([true, false]),
      OS_days: days,
      OS_status: days === null ? null : next() < 0.6 ? 1 : 0,
      RFS_days: relapse,
      RFS_status: relapse === null ? null : 1
    };
  });
}

/** The rows as a cohort extract. */
export function testExtract(rows: readonly CohortRow[]): Uint8Array {
  const schema = cohortSchema(testSite.alterations.map(({name}) => name));
  const columns = Object.fromEntries(schema.columns.map(({name}) => [name, rows.map((row) => row[name] ?? null)]));
  return arrowBytes({schema, rows: rows.length, columns});
}

/** True if the filter keeps the patient; written from its definition, without SQL. */
export function keeps(filter: CohortFilter, row: CohortRow): boolean {
  const lists: readonly [readonly string[], string][] = [
    [filter.source, "source_id"],
    [filter.study, "study_code"],
    [filter.disease, "disease"],
    [filter.sex, "sex"],
    [filter.amlType, "aml_type"],
    [filter.risk, "risk_eln2010_reported"]
  ];
  const inLists = lists.every(([values, column]) => {
    return values.length === 0 || values.includes(String(row[column] ?? "unknown"));
  });
  const age = row.age_years;
  const [from, to] = filter.age;
  const inAge =
    (from === null || (typeof age === "number" && age >= from)) &&
    (to === null || (typeof age === "number" && age <= to));
  const inStates = [...Object.entries(filter.alterations), ...Object.entries(filter.cytogenetics)].every(
    ([column, states]) => states.length === 0 || (states as readonly string[]).includes(stateOf(column, row[column]))
  );
  return inLists && inAge && inStates;
}

function stateOf(column: string, cell: Cell): string {
  if (cell === null) return column.startsWith("cyto_") ? "not_evaluable" : "not_tested";
  return typeof cell === "boolean" ? (cell ? "present" : "absent") : cell === 1 ? "mutated" : "wild_type";
}
