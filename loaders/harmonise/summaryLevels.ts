import {histogramEdges} from "../../src/model/histogramBins.js";
import {summaryLevelsTable} from "../../src/model/tables.js";
import type {Cell, TableData} from "../release/tableData.js";
import {compareCells} from "../release/tableData.js";
import {categoricalVariables, type CategoricalVariable} from "./cohortVariables.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {countsOnce} from "./overlap/uniquePatients.js";
import {ReasonedTable} from "./reasonedTable.js";

/**
 * Persons per level of every categorical variable and per bin of every numeric one; a level that does not occur is
 * left out, a bin is not. The last row of a variable, with a null level, counts those whose value is not known.
 */
export function summaryLevels(tables: HarmonisedTables): TableData {
  const result = new ReasonedTable(summaryLevelsTable);
  for (const variable of categoricalVariables(tables)) addCategories(variable, result);
  const once = countsOnce(tables);
  for (const [variable, edges] of Object.entries(histogramEdges)) {
    const cells = tables.patients.column(variable).values.filter((_, row) => once[row]);
    addBins(variable, edges, cells, result);
  }
  return result.data();
}

function addCategories({variable, cells, order}: CategoricalVariable, result: ReasonedTable): void {
  const counts = new Map<Cell, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const unknown = counts.get(null) ?? 0;
  counts.delete(null);
  const levels = [...counts].sort(([a], [b]) =>
    order ? order.indexOf(String(a)) - order.indexOf(String(b)) : compareCells(a, b)
  );
  for (const [level, n] of levels) result.push({variable, level: String(level), n}, "NOT_APPLICABLE");
  result.push({variable, n: unknown}, "NOT_APPLICABLE");
}

function addBins(variable: string, edges: readonly number[], cells: readonly Cell[], result: ReasonedTable): void {
  const counts = new Array<number>(edges.length - 1).fill(0);
  let unknown = 0;
  for (const cell of cells) {
    if (typeof cell !== "number") {
      ++unknown;
      continue;
    }
    let bin = 0;
    while (bin < counts.length - 1 && cell >= edges[bin + 1]) ++bin;
    ++counts[bin];
  }
  counts.forEach((n, i) =>
    result.push({variable, level: String(edges[i]), lower: edges[i], upper: edges[i + 1], n}, "NOT_APPLICABLE")
  );
  result.push({variable, n: unknown}, "NOT_APPLICABLE");
}
