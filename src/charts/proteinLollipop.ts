import {scaleLinear} from "d3-scale";
import {formatCount} from "./format.js";
import {groupSymbol} from "./groupSymbol.js";
import {groupStyles, type GroupStyle} from "./palette.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** Patients with a call at one codon. */
export interface LollipopRow {
  readonly codon: number;
  readonly patients: number;
  /** The reader's words for the commonest effect at the codon. */
  readonly consequence: string;
}

/** How the figure is drawn. */
export interface ProteinLollipopOptions {
  readonly width?: number;
  /** Patients at rarer codons only, and how many codons those are. */
  readonly other: {readonly patients: number; readonly codons: number};
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const top = 62;
const plotHeight = 190;

/**
 * Patients by codon: a stem as high as their number with the symbol of the commonest consequence, the most frequent with
 * their codon in figures; at the right the rarer codons together. The axis ends at the last codon drawn, not at the end
 * of the protein.
 */
export function proteinLollipop(
  rows: readonly LollipopRow[],
  {width = 720, other, title, summary, document}: ProteinLollipopOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const bottom = top + plotHeight;
  const figure = pen.drawing(width, bottom + 46, title, summary);
  const otherWidth = other.patients > 0 ? 88 : 0;
  const left = 48;
  const right = width - otherWidth - 20;
  const codons = rows.map(({codon}) => codon);
  const [first, last] = codons.length === 0 ? [1, 100] : [Math.min(...codons), Math.max(...codons)];
  // Hot spots of a few codons are not squeezed into one end.
  const margin = Math.max(5, Math.round((last - first) * 0.06));
  const x = scaleLinear([Math.max(1, first - margin), last + margin], [left, right]);
  const highest = Math.max(1, other.patients, ...rows.map(({patients}) => patients));
  const y = scaleLinear([0, highest], [bottom, top]).nice(4);
  const consequences = [...new Set(rows.map(({consequence}) => consequence))];
  const styles = new Map(groupStyles(consequences).map((style, i) => [consequences[i], style]));
  figure.append(axisOf(pen, x, y, {left, right, bottom, narrow: width < 560}), legendOf(pen, styles, width));
  const labelled = placedLabels(rows, x);
  for (const row of rows) {
    const style = styles.get(row.consequence)!;
    const at = {x: px(x(row.codon)), y: px(y(row.patients))};
    const stem = pen.svg("g", {class: "lollipop", "data-codon": row.codon, style: `--group:${style.colour}`});
    const symbol = groupSymbol(pen, style, 48);
    symbol.setAttribute("transform", `translate(${at.x},${at.y})`);
    stem.append(
      pen.svg(
        "title",
        {},
        `Codon ${row.codon}: ${formatCount(row.patients)} patients, mostly ${row.consequence.toLowerCase()}`
      ),
      pen.svg("line", {class: "tick", x1: at.x, x2: at.x, y1: bottom, y2: at.y}),
      symbol
    );
    if (labelled.has(row.codon)) {
      const place = {x: at.x, y: px(y(row.patients) - 9), "text-anchor": "middle", class: "number"};
      stem.append(pen.svg("text", place, String(row.codon)));
    }
    figure.append(stem);
  }
  if (other.patients > 0) {
    const middle = width - otherWidth / 2;
    const bar = {x: px(middle - 9), y: px(y(other.patients)), width: 18, height: px(bottom - y(other.patients))};
    const words = {x: px(middle), "text-anchor": "middle"};
    figure.append(
      pen.svg("rect", {...bar, class: "bar"}),
      pen.svg("text", {...words, y: px(y(other.patients) - 6), class: "number"}, formatCount(other.patients)),
      pen.svg("text", {...words, y: bottom + 18}, "other"),
      pen.svg("text", {...words, y: bottom + 33}, `${formatCount(other.codons)} codons`)
    );
  }
  return figure;
}

/** The codons whose figures do not run into those of a more frequent one. */
function placedLabels(rows: readonly LollipopRow[], x: (codon: number) => number): Set<number> {
  const placed: LollipopRow[] = [];
  for (const row of [...rows].sort((a, b) => b.patients - a.patients)) {
    const clear = placed.every(({codon}) => Math.abs(x(codon) - x(row.codon)) > letterWidth * 4.5);
    if (clear && placed.length < 12) placed.push(row);
  }
  return new Set(placed.map(({codon}) => codon));
}

function axisOf(
  pen: Pen,
  x: {(value: number): number; ticks(count: number): number[]},
  y: {(value: number): number; ticks(count: number): number[]},
  {left, right, bottom, narrow}: {left: number; right: number; bottom: number; narrow: boolean}
): SVGElement {
  const axis = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const tick of y.ticks(4).filter(Number.isInteger)) {
    const at = px(y(tick));
    axis.append(
      pen.svg("line", {class: tick === 0 ? "baseline" : "grid", x1: left, x2: right, y1: at, y2: at}),
      pen.svg("text", {x: left - 8, y: px(y(tick) + 4), "text-anchor": "end"}, formatCount(tick))
    );
  }
  for (const tick of x.ticks(narrow ? 4 : 8).filter(Number.isInteger)) {
    axis.append(pen.svg("text", {x: px(x(tick)), y: bottom + 18, "text-anchor": "middle"}, String(tick)));
  }
  axis.append(
    pen.svg("text", {x: 0, y: top - 22, class: "axis-title"}, "Patients"),
    pen.svg("text", {x: px((left + right) / 2), y: bottom + 38, "text-anchor": "middle", class: "axis-title"}, "Codon")
  );
  return axis;
}

function legendOf(pen: Pen, styles: ReadonlyMap<string, GroupStyle>, width: number): SVGElement {
  const group = pen.svg("g", {class: "legend-row"});
  let [left, line] = [0, 0];
  for (const [label, style] of styles) {
    const room = 34 + letterWidth * label.length;
    if (left > 0 && left + room > width) [left, line] = [0, line + 18];
    const symbol = groupSymbol(pen, style, 48);
    symbol.setAttribute("transform", `translate(${left + 7},${line + 7})`);
    group.append(symbol, pen.svg("text", {x: left + 18, y: line + 11}, label));
    left += room;
  }
  return group;
}
