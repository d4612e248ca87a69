import {formatCount, formatShare} from "./format.js";
import {area, edgesOf, type GenomeBin, type GenomeRow, type Stretch, stretchesOf} from "./genomeLayout.js";
import {type Pen, penOf, px} from "./svg.js";

/** How the figure is drawn. */
export interface GenomeProfileOptions {
  readonly width?: number;
  /** Bins in the order of the genome. */
  readonly bins: readonly GenomeBin[];
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const panelHeight = 56;
const headHeight = 22;
const legendHeight = 28;

/**
 * Gains and losses along the genome, a strip per group below each other: the share of the patients tested that have a
 * gain upwards, a loss downwards, on one scale; hatched where nobody was tested. Chromosomes are told apart by lines, and
 * named where there is room.
 */
export function genomeProfile(
  rows: readonly GenomeRow[],
  {width = 720, bins, title, summary, document}: GenomeProfileOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const left = 44;
  const total = bins.reduce((sum, bin) => sum + bin.end - bin.start + 1, 0);
  const scale = total === 0 ? 0 : (width - left - 4) / total;
  const edges = edgesOf(bins, left, scale);
  const stretches = stretchesOf(bins, edges);
  const highest = Math.max(0.1, ...rows.flatMap((row) => row.tested.map((_, b) => largestShare(row, b))));
  const limit = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].find((d) => highest <= d) ?? 1;
  const rowHeight = headHeight + panelHeight + 10;
  const foot = 36;
  const figure = pen.drawing(width, legendHeight + rowHeight * rows.length + foot, title, summary);
  const hatch = pen.hatching();
  figure.append(hatch.definition, legendOf(pen));
  rows.forEach((row, r) => {
    const top = legendHeight + r * rowHeight;
    const zero = top + headHeight + panelHeight / 2;
    const y = (share: number) => (share / limit) * (panelHeight / 2);
    const strip = pen.svg("g", {class: "genome-row", "data-row": row.label, "data-n": row.n});
    strip.append(
      pen.svg("text", {x: left, y: top + 15, class: "table-head"}, `${row.label} (${formatCount(row.n)})`),
      backdrop(pen, stretches, zero, limit, left, width - 4),
      pen.svg("path", {class: "gained", d: area(row, row.gain, edges, zero, (share) => -y(share))}),
      pen.svg("path", {class: "lost", d: area(row, row.loss, edges, zero, y)}),
      ...untested(pen, row, edges, zero, hatch.fill),
      ...stretches.map((stretch) => hover(pen, row, bins, stretch, zero))
    );
    figure.append(strip);
  });
  const last = legendHeight + rowHeight * rows.length;
  figure.append(names(pen, stretches, last, (left + width) / 2));
  return figure;
}

function largestShare({tested, gain, loss}: GenomeRow, b: number): number {
  return tested[b] === 0 ? 0 : Math.max(gain[b], loss[b]) / tested[b];
}

/** Stretches of bins in which nobody was tested. */
function untested(pen: Pen, {tested}: GenomeRow, edges: readonly number[], zero: number, fill: string): SVGElement[] {
  const boxes: SVGElement[] = [];
  for (let b = 0; b < tested.length; ++b) {
    if (tested[b] > 0) continue;
    const from = b;
    while (b + 1 < tested.length && tested[b + 1] === 0) ++b;
    const box = {
      x: px(edges[from]),
      y: zero - panelHeight / 2,
      width: px(edges[b + 1] - edges[from]),
      height: panelHeight
    };
    boxes.push(pen.svg("rect", {...box, class: "untested", fill}));
  }
  return boxes;
}

function backdrop(
  pen: Pen,
  stretches: readonly Stretch[],
  zero: number,
  limit: number,
  left: number,
  right: number
): SVGElement {
  const group = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  const half = panelHeight / 2;
  for (const {from} of stretches.slice(1))
    group.append(pen.svg("line", {class: "grid", x1: px(from), x2: px(from), y1: zero - half, y2: zero + half}));
  for (const side of [-1, 0, 1]) {
    const at = zero + side * half;
    group.append(
      pen.svg("line", {class: side === 0 ? "baseline" : "grid", x1: left, x2: right, y1: at, y2: at}),
      pen.svg("text", {x: left - 6, y: at + 4, "text-anchor": "end"}, String(Math.round(100 * limit * Math.abs(side))))
    );
  }
  return group;
}

/** An invisible box over a chromosome that says its largest shares. */
function hover(
  pen: Pen,
  row: GenomeRow,
  bins: readonly GenomeBin[],
  {chrom, from, to}: Stretch,
  zero: number
): SVGElement {
  const own = bins.flatMap((bin, b) => (bin.chrom === chrom ? [b] : []));
  const most = (counts: readonly number[]) => own.reduce((a, b) => (counts[b] > counts[a] ? b : a), own[0]);
  const words = (counts: readonly number[]) => {
    const b = most(counts);
    return `${formatCount(counts[b])}/${formatCount(row.tested[b])} (${formatShare(counts[b], row.tested[b])})`;
  };
  const box = {x: px(from), y: zero - panelHeight / 2, width: px(to - from), height: panelHeight, class: "hover"};
  const text = `${row.label}, chromosome ${chrom}: at most ${words(row.gain)} with a gain, ${words(row.loss)} with a loss`;
  return pen.svg("rect", box, pen.svg("title", {}, text));
}

/** Names of the chromosomes, left out where they would run into each other. */
function names(pen: Pen, stretches: readonly Stretch[], y: number, middle: number): SVGElement {
  const group = pen.svg("g", {class: "axis chromosomes", "aria-hidden": "true"});
  let end = -Infinity;
  for (const {chrom, from, to} of stretches) {
    const centre = (from + to) / 2;
    const half = 4 * chrom.length;
    if (centre - half < end + 3) continue;
    end = centre + half;
    group.append(pen.svg("text", {x: px(centre), y: y + 12, "text-anchor": "middle"}, chrom));
  }
  group.append(pen.svg("text", {x: middle, y: y + 30, "text-anchor": "middle", class: "axis-title"}, "Chromosome"));
  return group;
}

function legendOf(pen: Pen): SVGElement {
  const legend = pen.svg("g", {class: "legend-row"});
  const entry = (x: number, name: string, label: string) =>
    legend.append(
      pen.svg("rect", {x, y: 4, width: 20, height: 12, class: name}),
      pen.svg("text", {x: x + 26, y: 14}, label)
    );
  entry(44, "gained", "gain, up");
  entry(140, "lost", "loss, down");
  legend.append(pen.svg("text", {x: 0, y: 14, class: "minor"}, "%"));
  return legend;
}
