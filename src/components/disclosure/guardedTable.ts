import type {DisclosureRule} from "../../model/siteData.js";
import type {FigureTable} from "../plainTable.js";
import {sumOfCounts, withheld} from "../../model/hiddenCounts.js";
import {hideNextSmallest} from "../../model/nextSmallest.js";
import {columnKind, partsOfWholes} from "./columnKinds.js";

type Cell = string | number | null;

/** A table as a reader may see it. */
export interface GuardedTable {
  readonly table: FigureTable;
  /** True if a number had to be hidden, so that a drawing of the table would tell it. */
  readonly hidden: boolean;
  /** Rows of which something is hidden; none of a table of curves, or without rows. */
  readonly hiddenRows: ReadonlySet<number>;
}

/** Rows that are parts of a whole which is known from elsewhere. */
export interface PartsOfTable {
  /** Columns whose values name the whole; all rows are parts of one if there are none. */
  readonly within: readonly string[];
  /** Columns that count the patients of a part. */
  readonly counts: readonly string[];
}

/**
 * The numbers behind a figure with counts of fewer than k patients hidden, as `< k`, and with them every other number of
 * their row: shares, medians and the whole, from which they could be computed. So are rows of which a part is all but fewer
 * than k of its whole, and of parts of a known whole the next smallest to a single hidden one. Of a curve, whose rows are single days, times and estimates are kept and counts left out.
 */
export function guardedTable(table: FigureTable, rule: DisclosureRule, parts?: PartsOfTable): GuardedTable {
  // A row for each patient is no number of patients at all.
  if (patientRows.has(table.columns[0])) {
    return {table: {columns: table.columns, rows: []}, hidden: true, hiddenRows: new Set()};
  }
  return isCurve(table) ? guardedCurve(table, rule) : guardedRows(withoutPlaces(table), rule, parts);
}

/** Columns with the place of a single patient in an order: neither a count nor told. */
const places = new Set(["first_patient", "last_patient"]);

function withoutPlaces(table: FigureTable): FigureTable {
  const kept = table.columns.map((name) => !places.has(name));
  if (!kept.includes(false)) return table;
  return {
    columns: table.columns.filter((_, i) => kept[i]),
    rows: table.rows.map((row) => row.filter((_, i) => kept[i]))
  };
}

/** First columns of tables with a row for each patient, or each run of alike patients. */
const patientRows = new Set(["patient", "first_patient", "pair"]);

function guardedRows({columns, rows}: FigureTable, {k}: DisclosureRule, parts?: PartsOfTable): GuardedTable {
  const kinds = columns.map(columnKind);
  const pairs = partsOfWholes
    .map(([part, whole]) => [columns.indexOf(part), columns.indexOf(whole)] as const)
    .filter(([part, whole]) => part >= 0 && whole >= 0);
  const isSmall = (cell: Cell) => typeof cell === "number" && (Number.isNaN(cell) || (cell > 0 && cell < k));
  const smallCells = rows.map((row) => row.map((cell, i) => kinds[i] === "count" && isSmall(cell)));
  const isWithheld = (cell: Cell) => cell === withheld;
  const hiddenRows = new Set<number>();
  rows.forEach((row, r) => {
    const tells = pairs.some(([part, whole]) => {
      const [a, b] = [row[part], row[whole]];
      return typeof a === "number" && typeof b === "number" && isSmall(b - a);
    });
    if (tells || smallCells[r].includes(true) || row.some(isWithheld)) hiddenRows.add(r);
  });
  if (parts) hideParts({columns, rows}, parts, hiddenRows);
  const guarded = rows.map((row, r): readonly Cell[] =>
    hiddenRows.has(r)
      ? row.map((cell, i) =>
          smallCells[r][i] ? `< ${k}` : typeof cell === "number" && kinds[i] !== "key" ? null : cell
        )
      : row
  );
  return {table: {columns, rows: guarded}, hidden: hiddenRows.size > 0, hiddenRows};
}

/** Adds the next smallest to the only hidden part of each whole. */
function hideParts({columns, rows}: FigureTable, {within, counts}: PartsOfTable, hiddenRows: Set<number>): void {
  const [keys, sizes] = [within, counts].map((names) => names.map((name) => columns.indexOf(name)));
  const wholes = new Map<string, number[]>();
  rows.forEach((row, r) => {
    const key = JSON.stringify(keys.map((i) => row[i]));
    wholes.set(key, [...(wholes.get(key) ?? []), r]);
  });
  for (const own of wholes.values()) {
    const hidden = new Set(own.flatMap((r, i) => (hiddenRows.has(r) ? [i] : [])));
    hideNextSmallest(
      own.map((r) => sumOfCounts(sizes.map((i) => Number(rows[r][i] ?? 0)))),
      hidden
    );
    for (const i of hidden) hiddenRows.add(own[i]);
  }
}

/** True of rows of single days: counted in them are the patients of a day. */
function isCurve({columns}: FigureTable): boolean {
  return timeOf(columns) >= 0 && columns.some((name) => estimates.has(name));
}

const estimates = new Set(["survival", "incidence", "relapse_incidence", "relapse"]);
/** What identifies a curve among those of a table. */
const curveKeys = new Set(["group", "source", "arm", "event", "clock"]);

function timeOf(columns: readonly string[]): number {
  return columns.findIndex((name) => name === "time_days" || name === "days_from_landmark");
}

function guardedCurve({columns, rows}: FigureTable, {k, minCurve}: DisclosureRule): GuardedTable {
  const kept = columns.map(
    (name, i) => columnKind(name) !== "count" || rows.every((row) => typeof row[i] !== "number")
  );
  const keys = columns.flatMap((name, i) => (curveKeys.has(name) && name !== "source" ? [i] : []));
  const counts = columns.flatMap((name, i) => (kept[i] || name === "at_risk" ? [] : [i]));
  const atRisk = columns.indexOf("at_risk");
  const keyOf = (row: readonly Cell[]) => JSON.stringify(keys.map((i) => row[i]));
  // Patients of a curve: those at risk at first, or all that are counted at any of its days.
  const sizes = new Map<string, number>();
  for (const row of rows) {
    const key = keyOf(row);
    const before = sizes.get(key) ?? 0;
    const own = counts.reduce((sum, i) => sum + Number(row[i] ?? 0), 0);
    sizes.set(key, atRisk >= 0 ? Math.max(before, Number(row[atRisk] ?? 0)) : before + own);
  }
  const isDrawn = (row: readonly Cell[]) => (sizes.get(keyOf(row)) ?? 0) >= minCurve;
  const isSupported = (row: readonly Cell[]) => atRisk < 0 || row[atRisk] === null || Number(row[atRisk]) >= k;
  return {
    table: {
      columns: columns.filter((_, i) => kept[i]),
      rows: rows.filter((row) => isDrawn(row) && isSupported(row)).map((row) => row.filter((_, i) => kept[i]))
    },
    hidden: !rows.every(isDrawn),
    hiddenRows: new Set()
  };
}
