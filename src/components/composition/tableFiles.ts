import type {FigureTable} from "../plainTable.js";
import type {DescribedNumbers, TableGroup, TableOne} from "./tableOne.js";
import {isKnown, variableLabel} from "./tableRows.js";
import {testWords, type VariableTest} from "./tableTests.js";

type Row = FigureTable["rows"][number];

/** The table in numbers, a row per variable, level and group: for reading. */
export function summaryTable({groups, rows}: TableOne, tests: readonly VariableTest[] | null): FigureTable {
  return {
    columns: [
      "variable",
      "level",
      "group",
      "patients",
      "missing",
      "lower_quartile",
      "median",
      "upper_quartile",
      "smd",
      "test",
      "p",
      "q"
    ],
    rows: rows.flatMap((row, i) => {
      const {test = null, p = null, q = null} = tests?.[i] ?? {};
      const compared = [row.smd, test === null ? null : testWords[test], p, q];
      return isKnown(row) ? numbersOf(row, groups).map((own): Row => [...own, ...compared]) : [];
    })
  };
}

function numbersOf({variable, levels, summaries, missing}: DescribedNumbers, groups: readonly TableGroup[]): Row[] {
  const label = variableLabel(variable);
  if (variable.kind === "number") {
    return summaries.map(({n, lowerQuartile, median, upperQuartile}, g) => [
      label,
      null,
      groups[g].label,
      n,
      missing[g],
      lowerQuartile,
      median,
      upperQuartile
    ]);
  }
  return levels.flatMap((own, l) =>
    own.map((n, g): Row => [label, variable.levels[l].label, groups[g].label, n, missing[g], null, null, null])
  );
}

/**
 * What the R script of the table reads: for every variable and group how many patients have each distinct value, those
 * without one last. All that quartiles, differences and tests need.
 */
export function countsTable({groups, rows}: TableOne): FigureTable {
  return {
    columns: ["variable", "label", "kind", "group", "compared", "value", "patients"],
    rows: rows.filter(isKnown).flatMap((row) => countsOf(row, groups))
  };
}

function countsOf({variable, counts, levels, missing}: DescribedNumbers, groups: readonly TableGroup[]): Row[] {
  const rowOf = (g: number, value: string | number | null, n: number): Row => [
    variable.column,
    variableLabel(variable),
    variable.kind,
    groups[g].label,
    groups[g].compared ? "yes" : "no",
    value,
    n
  ];
  const rows: Row[] = [];
  groups.forEach((_, g) => {
    if (counts === null) variable.levels.forEach(({label}, l) => rows.push(rowOf(g, label, levels[l][g])));
    else
      counts.values.forEach((value, k) => counts.counts[g][k] > 0 && rows.push(rowOf(g, value, counts.counts[g][k])));
    if (missing[g] > 0) rows.push(rowOf(g, null, missing[g]));
  });
  return rows;
}
