import type {Cube, CubePage} from "../../../src/model/cube.js";
import {everybodyCohort} from "../../../src/model/cube.js";
import type {ReportBlock} from "../../../src/model/report.js";
import {cubeDimensionsTable, cubeFiguresTable, cubeGapsTable, cubeResultsTable} from "../../../src/model/tables.js";
import {rowsOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import {TableBuilder, type TableData} from "../../release/tableData.js";

/** A gated cube as tables of a release. */
export function cubeTables({dimensions, entries, figures, gaps}: Cube): TableData[] {
  const [ofFigures, ofDimensions] = [new TableBuilder(cubeFiguresTable), new TableBuilder(cubeDimensionsTable)];
  const [ofResults, ofGaps] = [new TableBuilder(cubeResultsTable), new TableBuilder(cubeGapsTable)];
  for (const {id, name, page} of figures) ofFigures.push({page, figure: id, label: name});
  for (const {id, label, levels} of dimensions) {
    for (const {count, id: level, label: words, reason} of levels)
      ofDimensions.push({dimension: id, label, level, level_label: words, set: count.set, n: count.n, reason});
  }
  for (const {blocks, cohort, figure, split} of entries)
    blocks.forEach((block, part) => ofResults.push({figure, cohort, split, part, result: JSON.stringify(block)}));
  for (const {cohort, figure, reason, split} of gaps) ofGaps.push({figure, cohort, split, reason});
  return [ofFigures, ofDimensions, ofResults, ofGaps].map((table) => table.build());
}

/** The cube that a release holds; null in a release without one. */
export function readCube(release: Release): Cube | null {
  if (!hasTable(release, cubeResultsTable.name)) return null;
  const rows = (name: string) => rowsOf(release.table(name));
  const count = (set: unknown, n: unknown) =>
    n === null ? {set: String(set), n, hidden: "small" as const} : {set: String(set), n: Number(n)};
  const dimensions = new Map<string, Cube["dimensions"][number] & {levels: Cube["dimensions"][number]["levels"][number][]}>(); // prettier-ignore
  for (const row of rows(cubeDimensionsTable.name)) {
    const id = String(row.dimension);
    const dimension = dimensions.get(id) ?? {id, label: String(row.label), levels: []};
    dimensions.set(id, dimension);
    dimension.levels.push({
      id: String(row.level),
      label: String(row.level_label),
      count: count(row.set, row.n),
      reason: row.reason === null ? null : String(row.reason)
    });
  }
  const entries = new Map<string, {figure: string; cohort: string; split: string; blocks: ReportBlock[]}>();
  for (const row of rows(cubeResultsTable.name)) {
    const [figure, cohort, split] = [row.figure, row.cohort, row.split].map(String);
    const name = [figure, cohort, split].join("\n");
    const entry = entries.get(name) ?? {figure, cohort, split, blocks: []};
    entries.set(name, entry);
    entry.blocks.push(JSON.parse(String(row.result)) as ReportBlock);
  }
  const {audit} = release.manifest;
  return {
    population: count(everybodyCohort, audit.patients),
    dimensions: [...dimensions.values()],
    figures: rows(cubeFiguresTable.name).map((row) => ({
      page: String(row.page) as CubePage,
      id: String(row.figure),
      name: String(row.label)
    })),
    entries: [...entries.values()],
    gaps: rows(cubeGapsTable.name).map((row) => ({
      figure: String(row.figure),
      cohort: String(row.cohort),
      split: String(row.split),
      reason: String(row.reason)
    }))
  };
}
