import {columnBlocks} from "./columnBlocks.js";
import {formatCount} from "./format.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth, textLines} from "./textLines.js";

/** What an assay says about one alteration. */
export interface CoverageMark {
  readonly coverage: "covered" | "partial" | "not_covered";
  readonly tested: number;
  readonly offPanel: number;
  readonly byDesign: boolean;
}

/** One alteration; a mark per column, null where the assay does not name it. */
export interface CoverageRow {
  readonly label: string;
  readonly marks: readonly (CoverageMark | null)[];
}

/** How the figure is drawn. */
export interface CoverageMatrixOptions {
  readonly width?: number;
  /** Source, and assay of the source. */
  readonly columns: readonly {readonly source: string; readonly assay: string}[];
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const rowHeight = 20;
const lineHeight = 15;
const words = {covered: "covered", partial: "partly covered", not_covered: "not covered"} as const;

/**
 * Alterations by source and assay: filled where the panel covers the alteration, half filled where in part, hatched
 * where not; the patients tested in figures; a triangle and their number where calls were made off the panel. Columns
 * that do not fit stand below, the alterations repeated.
 */
export function coverageMatrix(
  rows: readonly CoverageRow[],
  {width = 720, columns, title, summary, document}: CoverageMatrixOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const longest = Math.max(0, ...rows.map(({label}) => label.length));
  const left = Math.min(170, Math.max(72, letterWidth * longest + 14));
  const blocks = columnBlocks(columns.length, width - left, 104);
  const columnWidth = Math.min(220, (width - left) / Math.max(1, blocks[0]?.length ?? 1));
  const legend = 40;
  const heads = columns.map(({source, assay}) => ({
    source: textLines(source, columnWidth - 8),
    assay: textLines(assay, columnWidth - 8)
  }));
  const head = 22 + lineHeight * Math.max(0, ...heads.map((d) => d.source.length + d.assay.length));
  const blockHeight = head + rowHeight * rows.length + 20;
  const figure = pen.drawing(width, legend + blockHeight * blocks.length, title, summary);
  const hatch = pen.hatching();
  figure.append(hatch.definition, legendOf(pen, hatch.fill, width));
  blocks.forEach((block, b) => {
    const top = legend + b * blockHeight;
    block.forEach((index, i) => {
      const x = left + i * columnWidth;
      const {source, assay} = columns[index];
      const names = pen.svg("g", {}, pen.svg("title", {}, `${source}, ${assay}`));
      [...heads[index].source, ...heads[index].assay].forEach((text, line) => {
        const name = line < heads[index].source.length ? "table-head" : "minor";
        names.append(pen.svg("text", {x: px(x), y: top + 14 + lineHeight * line, class: name}, text));
      });
      figure.append(names);
    });
    rows.forEach((row, r) => {
      const y = top + head + r * rowHeight - 10;
      const line = pen.svg("g", {class: "coverage-row", "data-row": row.label});
      const name = {x: left - 10, y: y + 14, "text-anchor": "end", class: "row-label"};
      line.append(pen.svg("text", name, textLines(row.label, left - 10)[0]));
      block.forEach((index, i) => {
        const mark = row.marks[index];
        const {source, assay} = columns[index];
        if (mark === null) return;
        const cell = markOf(pen, mark, {x: left + i * columnWidth, y}, hatch.fill);
        cell.append(pen.svg("title", {}, `${row.label}, ${source}, ${assay}: ${tooltip(mark)}`));
        line.append(cell);
      });
      figure.append(line);
    });
  });
  return figure;
}

function markOf(
  pen: Pen,
  {coverage, tested, offPanel, byDesign}: CoverageMark,
  {x, y}: {x: number; y: number},
  hatch: string
): SVGElement {
  const cell = pen.svg("g", {"data-coverage": coverage, "data-tested": tested, "data-off-panel": offPanel});
  cell.append(...box(pen, coverage, x, y + 3, hatch));
  const label = `${formatCount(tested)}${byDesign ? " †" : ""}`;
  cell.append(pen.svg("text", {x: px(x + 24), y: y + 14, class: tested === 0 ? "number minor" : "number"}, label));
  if (offPanel > 0) cell.append(...flag(pen, offPanel, x + 30 + letterWidth * label.length, y));
  return cell;
}

function box(pen: Pen, coverage: CoverageMark["coverage"], x: number, y: number, hatch: string): SVGElement[] {
  const frame = {x: px(x), y, width: 18, height: 13};
  if (coverage === "covered") return [pen.svg("rect", {...frame, class: "covered"})];
  if (coverage === "not_covered") return [pen.svg("rect", {...frame, class: "untested", fill: hatch})];
  return [
    pen.svg("rect", {...frame, class: "untested", fill: hatch}),
    pen.svg("path", {d: `M${px(x)},${y}h18l-18,13Z`, class: "covered"})
  ];
}

function flag(pen: Pen, n: number, x: number, y: number): SVGElement[] {
  return [
    pen.svg("path", {d: `M${px(x)},${y + 15}l5,-10l5,10Z`, class: "off-panel"}),
    pen.svg("text", {x: px(x + 13), y: y + 14, class: "number off-panel-text"}, formatCount(n))
  ];
}

function legendOf(pen: Pen, hatch: string, width: number): SVGElement {
  const element = pen.svg("g", {class: "legend-row"});
  let [x, y] = [0, 0];
  const place = (label: string, room: number) => {
    const whole = room + letterWidth * label.length + 16;
    if (x > 0 && x + whole > width) [x, y] = [0, y + 18];
    const at = x;
    x += whole;
    element.append(pen.svg("text", {x: at + room, y: y + 11}, label));
    return at;
  };
  for (const coverage of ["covered", "partial", "not_covered"] as const) {
    const at = place(words[coverage], 24);
    element.append(...box(pen, coverage, at, y, hatch));
  }
  const at = place("calls off the panel", 16);
  element.append(pen.svg("path", {d: `M${at},${y + 12}l5,-10l5,10Z`, class: "off-panel"}));
  return element;
}

function tooltip({coverage, tested, offPanel, byDesign}: CoverageMark): string {
  const parts = [words[coverage], `${formatCount(tested)} patients tested`];
  if (byDesign) parts.push("fixed by the study's eligibility");
  if (offPanel > 0) parts.push(`${formatCount(offPanel)} calls off the panel, not counted`);
  return parts.join("; ");
}
