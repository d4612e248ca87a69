import {type CoverageMark, coverageMatrix, type CoverageRow} from "../../charts/coverageMatrix.js";
import {formatCount, formatNumber} from "../../charts/format.js";
import type {CoverageCell, QualityData} from "../../model/siteQuality.js";
import {labelOf} from "../../model/vocabulary.js";
import {el} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";
import {emptySection} from "../reportPage.js";

/** Which alterations each assay of each source can see, in whom, and what was called outside a panel. */
export function coverageSection(data: QualityData): HTMLElement {
  const id = "coverage";
  const title = "What was looked at, by gene and assay";
  const {coverage} = data;
  if (coverage.length === 0) return emptySection(id, title, "This release does not say what its assays cover.");
  const {columns, rows} = matrixOf(coverage);
  const draw = (cells: typeof coverage) => (width: number) => {
    const shown = matrixOf(cells);
    return coverageMatrix(shown.rows, {
      width,
      columns: shown.columns,
      title,
      summary: `${shown.columns.map(({source, assay}) => `${source} ${assay}`).join(", ")}; ${formatCount(off.reduce((sum, d) => sum + d.offPanel, 0))} calls outside a panel. The numbers are in the table below the figure.`
    });
  };
  const off = coverage.filter(({offPanel}) => offPanel > 0);
  const frame = figureFrame(id, data);
  frame.update({
    title,
    subtitle:
      "Patients in whom the alteration was decided, by any evidence; the box says whether the assay’s panel covers it.",
    caption: `${formatNumber(rows.length)} alterations, ${formatNumber(columns.length)} assays. ${coverage.some(({byDesign}) => byDesign) ? "† fixed by the study’s eligibility, left out of pooled frequencies. " : ""}A call outside a panel is an error of the source: it is listed, and raises no frequency.`,
    table: {
      columns: [
        "alteration",
        "gene",
        "source",
        "assay",
        "assay_type",
        "panel",
        "coverage",
        "assayed",
        "failed",
        "tested",
        "mutated",
        "off_panel_calls",
        "by_design"
      ],
      rows: coverage.map((d) => [
        d.alteration,
        d.gene,
        d.source,
        d.assay,
        labelOf("assayType", d.assayType),
        d.panel,
        labelOf("panelCoverage", d.coverage),
        d.assayed,
        d.failed,
        d.tested,
        d.mutated,
        d.offPanel,
        d.byDesign ? "yes" : "no"
      ])
    },
    draw: draw(coverage),
    without: (isShown) => ({draw: draw(coverage.filter((_, i) => isShown(i)))}),
    aside: offPanel(off)
  });
  return frame.element;
}

function offPanel(off: readonly CoverageCell[]): HTMLElement {
  if (off.length === 0) return el("p", {class: "note"}, "No call lies outside a panel.");
  return el(
    "div",
    {},
    el("h3", {}, "Calls outside a panel"),
    reflowTable(
      [{label: "Alteration"}, {label: "Source"}, {label: "Assay"}, {label: "Panel"}, {label: "Calls", number: true}],
      off.map((d) => ({
        cells: [d.alteration, d.source, d.assay, d.panel, d.offPanel],
        data: {"off-panel": d.alteration}
      })),
      "Calls outside a panel"
    )
  );
}

/** The cells as a matrix: alterations in the order in which they come first, a column per source and assay. */
export function matrixOf(cells: readonly CoverageCell[]): {
  columns: {source: string; assay: string}[];
  rows: CoverageRow[];
} {
  const columns = new Map<string, {source: string; assay: string}>();
  const rows = new Map<string, Map<string, CoverageMark>>();
  for (const {source, assay, alteration, coverage, tested, offPanel: calls, byDesign} of cells) {
    const key = JSON.stringify([source, assay]);
    columns.set(key, {source, assay});
    const marks = rows.get(alteration) ?? new Map<string, CoverageMark>();
    rows.set(alteration, marks);
    marks.set(key, {coverage: coverage as CoverageMark["coverage"], tested, offPanel: calls, byDesign});
  }
  const keys = [...columns.keys()];
  return {
    columns: [...columns.values()],
    rows: [...rows].map(([label, marks]) => ({label, marks: keys.map((key) => marks.get(key) ?? null)}))
  };
}
