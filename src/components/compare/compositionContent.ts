import {formatCount} from "../../charts/format.js";
import type {GroupStyle} from "../../charts/palette.js";
import type {DisclosureRule} from "../../model/siteData.js";
import {tableOneScript} from "../../rscript/tableOne.js";
import {compositionTable} from "../composition/compositionTable.js";
import {countsTable, summaryTable} from "../composition/tableFiles.js";
import type {TableOne} from "../composition/tableOne.js";
import {tableRows} from "../composition/tableRows.js";
import {plotNote} from "../composition/plotNote.js";
import {variablePlot} from "../composition/variablePlot.js";
import type {FigureContent} from "../figureFrame.js";

type Content = Pick<
  FigureContent,
  "title" | "subtitle" | "caption" | "table" | "csv" | "script" | "draw" | "isGuarded"
>;

/**
 * Who is in the groups: a column each, and the standardised difference of the two that are compared.
 *
 * @param table as the rule of the release, if it has one, lets it be seen
 */
export function compositionContent(
  table: TableOne,
  styles: readonly GroupStyle[],
  open: Set<string>,
  rule: DisclosureRule | null
): Content {
  const {groups, rows} = table;
  const compared = groups.filter((group) => group.compared).map(({label}) => label);
  const title = "Who is in them?";
  return {
    title,
    subtitle: `Characteristics of ${groups.map(({label, n}) => `${label} (${formatCount(n)})`).join(", ")}.`,
    caption: `Medians [quartiles] and shares of the patients with a value. SMD: standardised mean difference of ${compared.join(" and ")}, • where it is above 0.1 in size; no tests are made here.`,
    table: summaryTable(table, null),
    ...(rule === null
      ? {csv: () => countsTable(table), script: (name: string) => tableOneScript(name, new Map())}
      : {isGuarded: true}),
    draw: (width) =>
      compositionTable(tableRows(table, null), {
        title,
        groups,
        compares: {smd: true, tests: false},
        open,
        toggle: (column, shown) => {
          if (shown) open.add(column);
          else open.delete(column);
        },
        plot: (column) => {
          const row = rows.find(({variable}) => variable.column === column)!;
          return plotNote(row, rule) ?? variablePlot(row, {width, groups, styles, bins: []});
        }
      })
  };
}
