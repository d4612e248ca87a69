import {columnBlocks} from "./columnBlocks.js";
import {formatCount, formatShare} from "./format.js";
import {isHidden, sumOfCounts} from "../model/hiddenCounts.js";
import type {GroupStyle} from "./palette.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth, textLines} from "./textLines.js";

/** Patients of one class by how certain the class is. */
export interface ClassCount {
  readonly definite: number;
  readonly provisional: number;
  readonly unresolved: number;
}

/** One class; a count per panel. */
export interface ClassRow {
  readonly label: string;
  readonly style: GroupStyle;
  readonly counts: readonly ClassCount[];
}

/** How the figure is drawn. */
export interface ClassBarsOptions {
  readonly width?: number;
  /** Panels, e.g. all sources and each source, with their patients. */
  readonly panels: readonly {readonly label: string; readonly n: number}[];
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const lineHeight = 14;
const legendHeight = 34;
const head = 28;
const numbers = 104;

/**
 * How many patients are in each class, as a share of the patients of a panel: filled where the class is definite, light
 * where missing facts could change it, hatched where it cannot be told. One scale for all panels; those that do not fit
 * stand below.
 */
export function classBars(
  rows: readonly ClassRow[],
  {width = 720, panels, title, summary, document}: ClassBarsOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const longest = Math.max(0, ...rows.map(({label}) => label.length));
  const left = Math.min(width < 560 ? 130 : 250, Math.max(80, letterWidth * longest + 14));
  const labels = rows.map(({label}) => textLines(label, left - 10));
  const tops: number[] = [];
  let rowsHeight = 0;
  for (const lines of labels) {
    tops.push(rowsHeight);
    rowsHeight += Math.max(22, lineHeight * lines.length + 8);
  }
  const blocks = columnBlocks(panels.length, width - left, 190);
  const blockHeight = head + rowsHeight + 20;
  const figure = pen.drawing(width, legendHeight + blockHeight * blocks.length, title, summary);
  const hatch = pen.hatching();
  figure.append(hatch.definition, legendOf(pen, hatch.fill));
  const shares = rows.flatMap(({counts}) => counts.map((d, i) => sumOf(d) / Math.max(1, panels[i].n)));
  const highest = Math.max(0.01, ...shares.filter((share) => Number.isFinite(share)));
  blocks.forEach((block, b) => {
    const top = legendHeight + b * blockHeight;
    const panelWidth = (width - left) / block.length;
    block.forEach((index, i) => {
      const {label, n} = panels[index];
      const at = {x: px(left + i * panelWidth), y: top + 14, class: "table-head"};
      figure.append(pen.svg("text", at, `${label} (${formatCount(n)})`));
    });
    rows.forEach((row, r) => {
      const y = top + head + tops[r];
      const line = pen.svg("g", {class: "class-row", "data-row": row.label, style: `--group:${row.style.colour}`});
      labels[r].forEach((text, i) => {
        const at = {x: left - 10, y: y + 13 + lineHeight * i, "text-anchor": "end", class: "row-label"};
        line.append(pen.svg("text", at, text));
      });
      block.forEach((index, i) => {
        const x = left + i * panelWidth;
        const scale = (panelWidth - numbers - 20) / highest;
        line.append(
          panelBar(pen, row.counts[index], panels[index].n, {x, y, scale, right: x + panelWidth - 20}, hatch.fill)
        );
      });
      figure.append(line);
    });
  });
  return figure;
}

function panelBar(
  pen: Pen,
  count: ClassCount,
  n: number,
  {x, y, scale, right}: {x: number; y: number; scale: number; right: number},
  hatch: string
): SVGElement {
  const {definite, provisional, unresolved} = count;
  const group = pen.svg("g", dataOfCounts({definite, provisional, unresolved}));
  let from = x;
  // Without one of its parts a bar would be too short.
  const isShown = Number.isFinite(sumOf(count));
  const part = (size: number, attributes: Record<string, string>) => {
    const length = n === 0 || !isShown ? 0 : (scale * size) / n;
    if (size > 0 && isShown)
      group.append(pen.svg("rect", {x: px(from), y: y + 3, width: px(length), height: 13, ...attributes}));
    from += length;
  };
  part(definite, {class: "definite"});
  part(provisional, {class: "provisional"});
  part(unresolved, {class: "untested", fill: hatch});
  const all = sumOf(count);
  const at = {y: y + 14, "text-anchor": "end", class: "number"};
  group.append(
    pen.svg("text", {...at, x: px(right - 50)}, formatCount(all)),
    pen.svg("text", {...at, x: px(right), class: "number minor"}, formatShare(all, n)),
    pen.svg("title", {}, tooltip(count))
  );
  return group;
}

function dataOfCounts(counts: ClassCount): Record<string, number> {
  const shown = Object.entries(counts).filter(([, n]: [string, number]) => !isHidden(n));
  return Object.fromEntries(shown.map(([name, n]: [string, number]) => [`data-${name}`, n]));
}

function legendOf(pen: Pen, hatch: string): SVGElement {
  const legend = pen.svg("g", {class: "legend-row", style: "--group:var(--unknown)"});
  let x = 0;
  const entry = (label: string, attributes: Record<string, string>) => {
    legend.append(
      pen.svg("rect", {x, y: 2, width: 20, height: 12, ...attributes}),
      pen.svg("text", {x: x + 26, y: 12}, label)
    );
    x += 26 + letterWidth * label.length + 16;
  };
  entry("definite", {class: "definite"});
  entry("provisional", {class: "provisional"});
  entry("cannot be told", {class: "untested", fill: hatch});
  return legend;
}

function sumOf({definite, provisional, unresolved}: ClassCount): number {
  return sumOfCounts([definite, provisional, unresolved]);
}

function tooltip({definite, provisional, unresolved}: ClassCount): string {
  return `${formatCount(definite)} definite, ${formatCount(provisional)} provisional, ${formatCount(unresolved)} cannot be told`;
}
