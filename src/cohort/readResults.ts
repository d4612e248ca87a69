import type {AlterationCount, HistogramBin, LevelCount, NumericSummary, SurvivalGroup} from "../model/cohortResults.js";
import {type Catalogue, groupingOf, groupLabel} from "./catalogue.js";
import {levelOrder} from "./levelOrder.js";
import {resultColumn, type ResultTable} from "./sqlConnection.js";

/** Rows of a {@link levelsQuery}, in catalogue order. */
export function readLevels(
  table: ResultTable,
  catalogue: Catalogue,
  variable: string,
  groupBy: string | undefined
): LevelCount[] {
  const [group, level, n] = ["g", "level", "n"].map((name) => resultColumn(table, name));
  const byGroup = levelOrder(catalogue, groupBy);
  const byLevel = levelOrder(catalogue, variable);
  return rowsOf(table, (i) => ({group: text(group.get(i)), level: text(level.get(i)), n: Number(n.get(i))})).sort(
    (a, b) => byGroup(a.group, b.group) || byLevel(a.level, b.level)
  );
}

/** Rows of a {@link valuesQuery}, in catalogue order; without any patient, one row of zeros if nothing is grouped. */
export function readValues(table: ResultTable, catalogue: Catalogue, groupBy: string | undefined): NumericSummary[] {
  const column = (name: string) => resultColumn(table, name);
  const [group, n, missing] = ["g", "n", "missing"].map(column);
  const [minimum, q1, median, q3, maximum] = ["minimum", "q1", "median", "q3", "maximum"].map(column);
  const byGroup = levelOrder(catalogue, groupBy);
  const rows = rowsOf(table, (i) => ({
    group: text(group.get(i)),
    n: Number(n.get(i)),
    missing: Number(missing.get(i)),
    minimum: value(minimum.get(i)),
    q1: value(q1.get(i)),
    median: value(median.get(i)),
    q3: value(q3.get(i)),
    maximum: value(maximum.get(i))
  }));
  if (rows.length === 0 && groupBy === undefined) {
    rows.push({group: null, n: 0, missing: 0, minimum: null, q1: null, median: null, q3: null, maximum: null});
  }
  return rows.sort((a, b) => byGroup(a.group, b.group));
}

/** Every bin between the edges, from the rows of a {@link histogramQuery}. */
export function readHistogram(table: ResultTable, edges: readonly number[]): HistogramBin[] {
  const [bin, n] = ["bin", "n"].map((name) => resultColumn(table, name));
  const counts = new Map(rowsOf(table, (i) => [Number(bin.get(i)), Number(n.get(i))] as const));
  return edges.slice(1).map((upper, i) => ({lower: edges[i], upper, n: counts.get(i) ?? 0}));
}

/** One row per group and alteration, from the rows of an {@link alterationsQuery}. */
export function readAlterations(
  table: ResultTable,
  catalogue: Catalogue,
  groupBy: string | undefined
): AlterationCount[] {
  const names = [...catalogue.alterations.keys()];
  const group = resultColumn(table, "g");
  const all = resultColumn(table, "n");
  const patients = names.map((_, j) => table.getChild(`n${j}`) ?? all);
  const tested = names.map((_, j) => resultColumn(table, `t${j}`));
  const mutated = names.map((_, j) => resultColumn(table, `m${j}`));
  const byGroup = levelOrder(catalogue, groupBy);
  const order = rowsOf(table, (i) => ({i, group: text(group.get(i))})).sort((a, b) => byGroup(a.group, b.group));
  if (order.length === 0 && groupBy === undefined) {
    return names.map((alteration) => ({group: null, alteration, nMutated: 0, nTested: 0, nPatients: 0}));
  }
  return order.flatMap((row) =>
    names.map((alteration, j) => ({
      group: row.group,
      alteration,
      nMutated: Number(mutated[j].get(row.i)),
      nTested: Number(tested[j].get(row.i)),
      nPatients: Number(patients[j].get(row.i))
    }))
  );
}

/** Groups of a {@link survivalQuery}, in catalogue order; without any patient, one empty group if nothing is grouped. */
export function readSurvival(table: ResultTable, catalogue: Catalogue, groupBy: string | undefined): SurvivalGroup[] {
  const grouping = groupBy === undefined ? undefined : groupingOf(catalogue, groupBy);
  const group = resultColumn(table, "g");
  const day = resultColumn(table, "day").toArray();
  const events = resultColumn(table, "events").toArray();
  const n = resultColumn(table, "n").toArray();
  const groups: SurvivalGroup[] = [];
  for (let i = 0; i < table.numRows;) {
    const level = text(group.get(i));
    let end = i + 1;
    while (end < table.numRows && text(group.get(end)) === level) ++end;
    const first = day[i] === -1 ? i + 1 : i;
    const length = end - first;
    const time = Float64Array.from({length}, (_, k) => day[first + k]);
    const died = Float64Array.from({length}, (_, k) => events[first + k]);
    const censored = Float64Array.from({length}, (_, k) => n[first + k] - events[first + k]);
    let followed = 0;
    for (let k = first; k < end; ++k) followed += n[k];
    groups.push({
      group: level,
      label: grouping === undefined ? "All patients" : groupLabel(grouping, level),
      time,
      events: died,
      censored,
      n: followed,
      nMissing: first > i ? n[i] : 0
    });
    i = end;
  }
  if (groups.length === 0 && grouping === undefined) groups.push(emptyGroup());
  const byGroup = levelOrder(catalogue, groupBy);
  return groups.sort((a, b) => byGroup(a.group, b.group));
}

function emptyGroup(): SurvivalGroup {
  const none = new Float64Array(0);
  return {group: null, label: "All patients", time: none, events: none, censored: none, n: 0, nMissing: 0};
}

function rowsOf<T>(table: ResultTable, row: (i: number) => T): T[] {
  return Array.from({length: table.numRows}, (_, i) => row(i));
}

function text(cell: unknown): string | null {
  return typeof cell === "string" ? cell : null;
}

function value(cell: unknown): number | null {
  return typeof cell === "number" ? cell : null;
}
