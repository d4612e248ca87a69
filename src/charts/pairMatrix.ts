import {divergingColours} from "./palette.js";
import {hatchedBox} from "./hatchedBox.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** A pair of names: positions with first < second, its odds ratio, and how many have both as it may be shown. */
export interface PairCell {
  readonly first: number;
  readonly second: number;
  /** Null: not estimable or not shown. */
  readonly oddsRatio: number | null;
  /** Benjamini–Hochberg; null where there was no test. */
  readonly q: number | null;
  readonly both: string;
}

/** How the figure is drawn. */
export interface PairMatrixOptions {
  readonly width?: number;
  readonly names: readonly string[];
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

/** Ratios at and beyond which the scale has its end colours: 1/8 and 8. */
const widest = 3;
const legendHeight = 60;
/** Cells in which a count can be read. */
const legible = 24;
/** Cells beside which a name can be read. */
const smallest = 14;

/**
 * Pairs for a page that is read without script: below the diagonal the odds ratio on a diverging scale centred at 1, with dots for q below 0.05
 * and 0.01; above it how many patients have both. Hatched: no estimate. With so many names that they would stand on each other
 * the drawing is wider than asked for.
 */
export function pairMatrix(
  cells: readonly PairCell[],
  {width = 720, names, title, summary, document}: PairMatrixOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const upright = width < 560;
  const left = Math.min(140, Math.max(60, letterWidth * Math.max(...names.map((d) => d.length), 1) + 12));
  const beyond = upright ? 8 : 60;
  const room = Math.floor((width - left - beyond) / Math.max(1, names.length));
  const side = Math.max(smallest, Math.min(34, room));
  // The steeper the names stand, the nearer to each other they may be.
  const angle = upright ? 90 : side < 20 ? 65 : 45;
  const top = legendHeight + (upright ? 16 : 0) + left * Math.sin((angle * Math.PI) / 180);
  const whole = Math.max(width, left + side * names.length + beyond);
  const figure = pen.drawing(whole, top + side * names.length + 8, title, summary);
  figure.append(legendOf(pen, width));
  const x = (i: number) => px(left + i * side);
  const y = (i: number) => px(top + i * side);
  names.forEach((name, i) => {
    const turn = `translate(${px(left + i * side + side / 2 + 4)},${px(top - 6)}) rotate(${-angle})`;
    const row = {x: px(left - 8), y: px(top + i * side + side / 2 + 4), "text-anchor": "end", class: "row-label"};
    figure.append(
      pen.svg("text", row, name),
      pen.svg("text", {transform: turn, class: "row-label"}, name),
      pen.svg("rect", {x: x(i), y: y(i), width: side - 1, height: side - 1, class: "all"})
    );
  });
  const box = {width: side - 1, height: side - 1};
  for (const {first, second, oddsRatio, q, both} of cells) {
    const low = {...box, x: x(first), y: y(second)};
    if (oddsRatio === null) figure.append(...hatchedBox(pen, {...box, x: left + first * side, y: top + second * side}));
    else figure.append(pen.svg("rect", {...low, style: `fill:${colourOf(strength(oddsRatio))}`}));
    const [cx, cy] = [left + first * side + (side - 1) / 2, top + second * side + (side - 1) / 2];
    const shifts = q === null || oddsRatio === null ? [] : q < 0.01 ? [-3, 3] : q < 0.05 ? [0] : [];
    for (const shift of shifts)
      figure.append(pen.svg("circle", {cx: px(cx + shift), cy: px(cy), r: 1.8, class: "pair-dot"}));
    if (side < legible) continue;
    const at = {
      x: px(left + second * side + side / 2),
      y: px(top + first * side + side / 2 + 4),
      "text-anchor": "middle"
    };
    figure.append(pen.svg("text", {...at, class: "number cell-count"}, both));
  }
  return figure;
}

/** Position of an odds ratio on the scale, −1 (1/8 and less) to 1 (8 and more), linear in its logarithm. */
function strength(oddsRatio: number): number {
  return Math.max(-1, Math.min(1, Math.log2(oddsRatio) / widest));
}

/** A colour that follows light, dark and print: mixed by the style sheet, not here. */
function colourOf(position: number): string {
  const end = position < 0 ? divergingColours.apart : divergingColours.together;
  return `color-mix(in srgb, ${end} ${Math.round(85 * Math.abs(position))}%, ${divergingColours.middle})`;
}

function legendOf(pen: Pen, width: number): SVGElement {
  const group = pen.svg("g", {class: "axis"});
  const length = Math.min(240, width - 40);
  const steps = 16;
  for (let i = 0; i < steps; ++i) {
    const step = {x: px((i * length) / steps), y: 16, width: px(length / steps + 0.5), height: 10};
    group.append(pen.svg("rect", {...step, style: `fill:${colourOf((2 * (i + 0.5)) / steps - 1)}`}));
  }
  group.append(pen.svg("text", {x: 0, y: 11, class: "axis-title"}, "Odds ratio"));
  for (const [place, label, anchor] of [
    [0, "≤ ⅛", "start"],
    [0.5, "1", "middle"],
    [1, "≥ 8", "end"]
  ] as const)
    group.append(pen.svg("text", {x: px(place * length), y: 40, "text-anchor": anchor}, label));
  const key = width >= 560 ? {x: length + 28, y: 14} : {x: 0, y: 48};
  group.append(
    ...hatchedBox(pen, {x: key.x, y: key.y, width: 12, height: 12}),
    pen.svg("text", {x: key.x + 18, y: key.y + 11}, "no estimate"),
    pen.svg("text", {x: key.x + 104, y: key.y + 11}, "•• q < 0.01  • q < 0.05")
  );
  return group;
}
