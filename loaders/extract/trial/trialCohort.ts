import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import {patientRows} from "../patientRows.js";
import {armOrder, strataOrder} from "./armOrder.js";

/** How a patient's time to an endpoint ended. */
export interface TrialOutcome {
  readonly time: number;
  /** 0 censored, 1 event of interest, 2 competing event. */
  readonly status: number;
}

/** The randomised patients of a source; every array has one element a patient. */
export interface TrialCohort {
  readonly n: number;
  /** Codes, the control last. */
  readonly arms: readonly string[];
  readonly strata: readonly string[];
  /** Position in `arms`. */
  readonly arm: readonly number[];
  /** Position in `strata`; NaN where not known. */
  readonly stratum: readonly number[];
  /** A column of a table with at most one row a patient; null where there is no row, or no such column. */
  column(table: string, name: string): Cell[];
  /** A column of the first row of a table that meets a condition; null where no row does. */
  columnWhere(table: string, name: string, where: Readonly<Record<string, string>>): Cell[];
  /** The outcome of each patient by a definition; null where there is none. */
  outcomes(endpoint: string, definition: string): (TrialOutcome | null)[];
  /** The day of the first row of a table that meets a condition; null where no row does. */
  firstDay(table: string, day: string, where: Readonly<Record<string, string>>): (number | null)[];
  /** Those of the patients for whom the condition holds, as a cohort with the same arms and strata. */
  only(keep: (i: number) => boolean): TrialCohort;
}

/** The patients of a source whom a trial allocated to an arm. */
export function trialCohort(release: Release, source: string): TrialCohort {
  const patients = release.table("patients");
  const sources = columnOf(patients, "source_id");
  const planned = columnOf(patients, "arm_planned");
  const rows = planned.flatMap((arm, row) => (arm !== null && sources[row] === source ? [row] : []));
  const strata = columnOf(patients, "randomisation_stratum");
  const index = patientRows(release);
  const known = rows.flatMap((row) => (strata[row] === null ? [] : [String(strata[row])]));
  return cohortOf(
    {release, index, planned, strata},
    rows,
    armOrder(rows.map((row) => String(planned[row]))),
    strataOrder(known)
  );
}

interface Sources {
  readonly release: Release;
  readonly index: ReturnType<typeof patientRows>;
  readonly planned: readonly Cell[];
  readonly strata: readonly Cell[];
}

function cohortOf(
  from: Sources,
  rows: readonly number[],
  arms: readonly string[],
  strata: readonly string[]
): TrialCohort {
  const {release, index} = from;
  const has = (table: string, ...columns: readonly string[]) =>
    hasTable(release, table) && columns.every((name) => release.table(table).getChild(name) !== null);
  /** The rows of a table that meet every condition, by row of their patient. */
  const matching = (table: string, where: Readonly<Record<string, string>>) => {
    const conditions = Object.entries(where).map(([name, value]) => ({
      cells: columnOf(release.table(table), name),
      value
    }));
    return [...index.rowsOf(table).entries()].filter(([i]) => conditions.every(({cells, value}) => cells[i] === value));
  };
  return {
    n: rows.length,
    arms,
    strata,
    arm: rows.map((row) => arms.indexOf(String(from.planned[row]))),
    stratum: rows.map((row) => (from.strata[row] === null ? NaN : strata.indexOf(String(from.strata[row])))),
    column(table, name) {
      if (!has(table, name)) return rows.map(() => null);
      const cells = index.align(table, name);
      return rows.map((row) => cells[row]);
    },
    columnWhere(table, name, where) {
      if (!has(table, name, ...Object.keys(where))) return rows.map(() => null);
      const cells = columnOf(release.table(table), name);
      const found = new Map<number, Cell>();
      for (const [i, row] of matching(table, where)) if (!found.has(row)) found.set(row, cells[i]);
      return rows.map((row) => found.get(row) ?? null);
    },
    outcomes(endpoint, definition) {
      const found = new Map<number, TrialOutcome>();
      const time = columnOf(release.table("outcomes"), "time_days");
      const status = columnOf(release.table("outcomes"), "status");
      for (const [i, row] of matching("outcomes", {endpoint, definition})) {
        found.set(row, {time: Number(time[i]), status: Number(status[i])});
      }
      return rows.map((row) => found.get(row) ?? null);
    },
    firstDay(table, day, where) {
      if (!has(table, day, ...Object.keys(where))) return rows.map(() => null);
      const days = columnOf(release.table(table), day);
      const first = new Map<number, number>();
      for (const [i, row] of matching(table, where)) {
        if (days[i] !== null) first.set(row, Math.min(first.get(row) ?? Infinity, Number(days[i])));
      }
      return rows.map((row) => first.get(row) ?? null);
    },
    only(keep) {
      return cohortOf(
        from,
        rows.filter((_, i) => keep(i)),
        arms,
        strata
      );
    }
  };
}
