import {formatCount} from "../../charts/format.js";
import {missingnessMap} from "../../charts/missingnessMap.js";
import {restOf} from "../../model/hiddenCounts.js";
import type {MissingTable, QualityData} from "../../model/siteQuality.js";
import {vocabularies} from "../../model/vocabulary.js";
import {choice, controlRow} from "../controls.js";
import {el} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import {emptySection} from "../reportPage.js";
import type {QueryState} from "../queryState.js";

const reasons = vocabularies.nullReason;

/** What is missing in one table, by variable, source and reason; the table is chosen and held in the address. */
export function missingSection(data: QualityData, query: QueryState): {element: HTMLElement; show(): void} {
  const id = "missing";
  const title = "What is missing, and why";
  const tables = data.missingness;
  if (tables.length === 0) {
    const words = "This release does not say why values are missing.";
    return {element: emptySection(id, title, words), show: () => undefined};
  }
  const select = el("select", {}, ...tables.map(({table}) => el("option", {value: table}, table)));
  select.addEventListener("change", () => {
    query.set({table: select.value === tables[0].table ? "" : select.value});
    show();
  });
  const frame = figureFrame(id, data, {controls: controlRow(choice("Table", select))});

  function show(): void {
    const shown = tables.find(({table}) => table === query.get("table")) ?? tables[0];
    select.value = shown.table;
    const {columns, rows} = valuesOf(shown);
    const draw = (variables: typeof shown.variables) => (width: number) =>
      missingnessMap(
        variables.map(({label, missing}) => ({
          label,
          cells: missing.map((d, i) => ({rows: shown.rows[i].rows, missing: d.reasons}))
        })),
        {
          width,
          columns: shown.rows.map(({source}) => source),
          reasons,
          title,
          summary: `${variables.length} variables of the table ${shown.table} in ${shown.rows.length} sources; the numbers are in the table below the figure.`
        }
      );
    frame.update({
      title,
      subtitle: `${shown.table}${shown.grain === null ? "" : `: ${shown.grain}`}. The share of rows in which the value is known, and the reasons where it is not.`,
      caption: `${shown.rows.map((d) => `${d.source}: ${formatCount(d.rows)} rows`).join("; ")}. A value that is missing is never read as “no”.`,
      table: {columns, rows},
      draw: draw(shown.variables),
      // A variable is drawn if nothing of it is hidden in any source.
      without: (isShown) => ({
        draw: draw(shown.variables.filter((d, i) => d.missing.every((_, j) => isShown(i * shown.rows.length + j))))
      })
    });
  }
  show();
  return {element: frame.element, show};
}

function valuesOf({variables, rows}: MissingTable) {
  return {
    columns: ["variable", "source", "rows", "known", ...reasons.map(({label}) => label)],
    rows: variables.flatMap(({label, missing}) =>
      missing.map(({source, reasons: counts}, i) => {
        const known = restOf(rows[i].rows, ...Object.values(counts));
        return [label, source, rows[i].rows, known, ...reasons.map(({code}) => counts[code] ?? 0)];
      })
    )
  };
}
