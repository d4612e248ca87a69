import {quantileSorted} from "d3-array";
import {histogramEdges} from "../../src/model/histogramBins.js";
import {summaryValuesTable} from "../../src/model/tables.js";
import type {TableData} from "../release/tableData.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {countsOnce} from "./overlap/uniquePatients.js";
import {ReasonedTable} from "./reasonedTable.js";

/** Five-number summary of every numeric variable over the persons with a value (quantiles of type 7, as in R). */
export function summaryValues({patients}: HarmonisedTables): TableData {
  const result = new ReasonedTable(summaryValuesTable);
  const once = countsOnce({patients});
  for (const variable of Object.keys(histogramEdges)) {
    const known = patients
      .column(variable)
      .values.filter((cell, row) => once[row] && typeof cell === "number") as number[];
    const sorted = known.sort((a, b) => a - b);
    const at = (p: number): number | null => quantileSorted(sorted, p) ?? null;
    result.push(
      {variable, n: sorted.length, minimum: at(0), q1: at(0.25), median: at(0.5), q3: at(0.75), maximum: at(1)},
      "NOT_APPLICABLE"
    );
  }
  return result.data();
}
