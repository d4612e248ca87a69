import {interpolateRgb} from "d3-interpolate";
import {canvasFigure, type CanvasFigure} from "./canvasFigure.js";
import {formatCount, formatP} from "./format.js";
import {divergingColours} from "./palette.js";
import type {ResolveColour, Surface} from "./surface.js";
import {type Pen, px} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** A pair of alterations. */
export interface MatrixCell {
  /** Positions in the names, first < second. */
  readonly first: number;
  readonly second: number;
  readonly state: "estimated" | "few" | "not_tested" | "same_gene";
  readonly both: number;
  /** Patients expected with both if they were independent. */
  readonly expected: number;
  readonly tested: number;
  readonly oddsRatio: number | null;
  readonly q: number | null;
  /** All patients together point in the opposite direction. */
  readonly reversed: boolean;
}

/** How the figure is drawn. */
export interface CoMutationMatrixOptions {
  readonly width?: number;
  readonly names: readonly string[];
  readonly title: string;
  readonly summary: string;
  readonly colour: ResolveColour;
  /** What is said of a pair under pointer or cursor. */
  readonly describe: (cell: MatrixCell) => string;
  /** A pair was clicked, or chosen by Enter. */
  readonly pick: (cell: MatrixCell) => void;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

/** Ratios at and beyond which the scale has its end colours: 1/8 and 8. */
const widest = 3;
/** Cells in which a count can be read. */
const legible = 24;

/** How many alterations fit into a width with cells that a finger can hit. */
export function matrixCapacity(width: number): number {
  return Math.max(4, Math.min(40, Math.floor(width < 560 ? (width - 132) / 19 : (width - 172) / 24)));
}

/**
 * Pairs of alterations: below the diagonal the odds ratio on a diverging scale centred at 1, with dots for q below
 * 0.05 and 0.01, small where fewer than 5 patients with both are expected and found; above it how many patients have
 * both. Hatched: nobody was tested for both; empty: too few to estimate; a line on top: reversed.
 */
export function coMutationMatrix(cells: readonly MatrixCell[], options: CoMutationMatrixOptions): CanvasFigure {
  const {width = 720, names, title, summary, colour, describe, pick} = options;
  // On a phone slanted names would lean out of the page.
  const upright = width < 560;
  const someReversed = cells.some(({reversed}) => reversed);
  const legendHeight = upright && someReversed ? 82 : 64;
  const left = Math.min(140, Math.max(60, letterWidth * Math.max(...names.map((name) => name.length), 1) + 12));
  const top = legendHeight + left * (upright ? 0.95 : 0.72);
  const side = Math.min(34, Math.floor((width - left - (upright ? 8 : 40)) / Math.max(1, names.length)));
  const at = new Map(cells.map((cell) => [`${cell.first} ${cell.second}`, cell]));
  const size = side * names.length;
  const x = (column: number) => left + column * side;
  const y = (row: number) => top + row * side;
  const figure = canvasFigure({
    ...options,
    width,
    height: top + size + 8,
    title,
    summary,
    keys: "Arrow keys move from pair to pair, Enter filters by the pair.",
    colour,
    drawLabels: (pen, drawing, hatch) => {
      drawing.append(legendOf(pen, width, hatch, someReversed));
      names.forEach((name, i) => {
        const turn = upright ? -90 : -45;
        const column = {transform: `translate(${px(x(i) + side / 2 + 4)},${px(top - 6)}) rotate(${turn})`};
        drawing.append(
          pen.svg(
            "text",
            {x: px(left - 8), y: px(y(i) + side / 2 + 4), "text-anchor": "end", class: "row-label"},
            name
          ),
          pen.svg("text", {...column, class: "row-label"}, name)
        );
      });
      if (side < legible) return;
      for (const {first, second, state, both} of cells) {
        if (state === "not_tested" || state === "same_gene") continue;
        const place = {x: px(x(second) + side / 2), y: px(y(first) + side / 2 + 4), "text-anchor": "middle"};
        drawing.append(pen.svg("text", {...place, class: "number cell-count"}, compact(both)));
      }
    },
    paintMarks: (surface) => paint(surface, cells, {x, y, side, count: names.length}, colour)
  });
  const cursor = penCursor(figure, side);
  let [row, column] = [1, 0];
  const cellAt = (r: number, c: number) => at.get(`${Math.min(r, c)} ${Math.max(r, c)}`);
  const show = () => {
    const cell = cellAt(row, column);
    cursor.move(x(column), y(row), true);
    figure.say(cell === undefined ? (names[row] ?? "") : describe(cell));
  };
  figure.pointer.addEventListener("keydown", (event) => {
    const steps: Record<string, readonly [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1]
    };
    const cell = cellAt(row, column);
    if (event.key in steps) {
      event.preventDefault();
      row = Math.max(0, Math.min(names.length - 1, row + steps[event.key][0]));
      column = Math.max(0, Math.min(names.length - 1, column + steps[event.key][1]));
      show();
    } else if (event.key === "Enter" && cell !== undefined) pick(cell);
  });
  figure.pointer.addEventListener("focus", show);
  figure.pointer.addEventListener("blur", () => cursor.move(0, 0, false));
  const under = (event: MouseEvent): boolean => {
    const box = figure.pointer.getBoundingClientRect();
    const [c, r] = [(event.clientX - box.left - left) / side, (event.clientY - box.top - top) / side].map(Math.floor);
    const inside = r >= 0 && c >= 0 && r < names.length && c < names.length;
    if (inside) [row, column] = [r, c];
    return inside;
  };
  figure.pointer.addEventListener("pointermove", (event) => {
    if (under(event)) show();
    else cursor.move(0, 0, false);
  });
  figure.pointer.addEventListener("pointerleave", () => cursor.move(0, 0, false));
  figure.pointer.addEventListener("click", (event) => {
    const cell = under(event) ? cellAt(row, column) : undefined;
    if (cell !== undefined) pick(cell);
  });
  return figure;
}

function paint(
  surface: Surface,
  cells: readonly MatrixCell[],
  {x, y, side, count}: {x: (i: number) => number; y: (i: number) => number; side: number; count: number},
  colour: ResolveColour
): void {
  const scale = oddsRatioScale(colour);
  const [frame, blank, ink, paper] = ["var(--hairline)", "var(--surface)", "var(--text)", "var(--paper)"].map(colour);
  for (let i = 0; i < count; ++i) surface.rect(x(i), y(i), side - 1, side - 1, frame);
  for (const {first, second, state, both, expected, oddsRatio, q, reversed} of cells) {
    const [low, high] = [
      [x(first), y(second)],
      [x(second), y(first)]
    ] as const;
    if (state === "not_tested") {
      for (const [cx, cy] of [low, high]) surface.hatch(cx, cy, side - 1, side - 1);
      continue;
    }
    surface.rect(...high, side - 1, side - 1, blank);
    if (state === "same_gene") surface.rect(...low, side - 1, side - 1, blank);
    if (state === "same_gene") continue;
    if (both > 0 && side < legible) {
      const part = Math.max(1.5, Math.min(side - 3, Math.sqrt(both) * 0.6));
      surface.rect(
        high[0] + (side - 1 - part) / 2,
        high[1] + (side - 1 - part) / 2,
        part,
        part,
        colour("var(--unknown)")
      );
    }
    if (state === "few" || oddsRatio === null) {
      surface.rect(...low, side - 1, side - 1, blank);
      continue;
    }
    const strength = strengthOf(oddsRatio);
    surface.rect(...low, side - 1, side - 1, blank);
    // Few patients, expected and found: a small mark, so that a chance extreme does not shout.
    const margin = Math.max(expected, both) < 5 ? side * 0.28 : 0.5;
    surface.rect(low[0] + margin, low[1] + margin, side - 1 - 2 * margin, side - 1 - 2 * margin, scale(strength));
    if (reversed) surface.rect(low[0] + 0.5, low[1] + 0.5, side - 2, 2.5, ink);
    const dots = q === null ? 0 : q < 0.01 ? 2 : q < 0.05 ? 1 : 0;
    const [cx, cy] = [low[0] + (side - 1) / 2, low[1] + (side - 1) / 2];
    const mark = Math.abs(strength) > 0.55 ? paper : ink;
    if (dots === 1) surface.dot(cx, cy, 1.8, mark);
    if (dots === 2) for (const shift of [-3, 3]) surface.dot(cx + shift, cy, 1.8, mark);
  }
}

/** Position of an odds ratio on the scale, −1 (1/8 and less) to 1 (8 and more), linear in its logarithm. */
export function strengthOf(oddsRatio: number): number {
  return Math.max(-1, Math.min(1, Math.log2(oddsRatio) / widest));
}

function oddsRatioScale(colour: ResolveColour): (strength: number) => string {
  const {apart, middle, together} = divergingColours;
  const [low, zero, high] = [apart, middle, together].map(colour);
  const [down, up] = [interpolateRgb(zero, low), interpolateRgb(zero, high)];
  return (strength) => (strength < 0 ? down(-strength) : up(strength));
}

/** Its colours are the page's own, not resolved ones: the drawing stays when the page turns dark. */
function legendOf(pen: Pen, width: number, hatch: string, someReversed: boolean): SVGElement {
  const group = pen.svg("g", {class: "axis"});
  const length = Math.min(260, width - 40);
  const steps = 24;
  const {apart, middle, together} = divergingColours;
  group.append(pen.svg("rect", {x: 0, y: 14, width: px(length), height: 10, style: `fill:${middle}`}));
  for (let i = 0; i < steps; ++i) {
    const strength = (2 * (i + 0.5)) / steps - 1;
    const step = {x: px((i * length) / steps), y: 14, width: px(length / steps), height: 10};
    const style = `fill:${strength < 0 ? apart : together};fill-opacity:${Math.abs(strength).toFixed(3)}`;
    group.append(pen.svg("rect", {...step, style}));
  }
  group.append(pen.svg("text", {x: 0, y: 10, class: "axis-title"}, "Odds ratio"));
  for (const [ratio, label] of [
    [1 / 8, "≤ ⅛"],
    [1 / 2, "½"],
    [1, "1"],
    [2, "2"],
    [8, "≥ 8"]
  ] as const) {
    const place = (length * (Math.log2(ratio) / widest + 1)) / 2;
    const anchor = ratio < 0.2 ? "start" : ratio > 4 ? "end" : "middle";
    group.append(pen.svg("text", {x: px(place), y: 38, "text-anchor": anchor}, label));
  }
  const key = width >= 560 ? {x: length + 28, y: 14} : {x: 0, y: 46};
  group.append(
    pen.svg("rect", {x: key.x, y: key.y, width: 12, height: 12, class: "untested", fill: hatch}),
    pen.svg("text", {x: key.x + 18, y: key.y + 11}, "not tested for both"),
    pen.svg("text", {x: key.x + 146, y: key.y + 11}, "•• q < 0.01  • q < 0.05")
  );
  if (someReversed)
    group.append(
      pen.svg("rect", {x: key.x, y: key.y + 23, width: 12, height: 2.5, style: "fill:var(--text)"}),
      pen.svg("text", {x: key.x + 18, y: key.y + 29}, "opposite direction in all patients together")
    );
  return group;
}

/** The frame around the cell under cursor or pointer. */
function penCursor({labels}: CanvasFigure, side: number): {move(x: number, y: number, shown: boolean): void} {
  const frame = labels.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const name of ["width", "height"]) frame.setAttribute(name, String(side + 1));
  frame.setAttribute("class", "cursor");
  frame.setAttribute("visibility", "hidden");
  labels.append(frame);
  return {
    move(x, y, shown) {
      frame.setAttribute("x", px(x - 1));
      frame.setAttribute("y", px(y - 1));
      frame.setAttribute("visibility", shown ? "visible" : "hidden");
    }
  };
}

function compact(count: number): string {
  return count >= 10000
    ? `${Math.round(count / 1000)}k`
    : count >= 1000
      ? `${(count / 1000).toFixed(1)}k`
      : String(count);
}

/** An odds ratio with its interval as printed. */
export function oddsRatioText(oddsRatio: number | null, lower: number | null, upper: number | null): string {
  if (oddsRatio === null) return "not estimable";
  const number = (value: number) => (value === Infinity ? "∞" : value >= 100 ? formatCount(value) : value.toFixed(2));
  const interval = lower === null || upper === null ? "" : ` (${number(lower)}–${number(upper)})`;
  return `${number(oddsRatio)}${interval}`;
}

/** A p- or q-value with its letter: "q = 0.031", "p < 0.0001". */
export function probabilityText(letter: "p" | "q", value: number | null): string {
  if (value === null) return `no ${letter}`;
  const text = formatP(value);
  return text.startsWith("<") ? `${letter} ${text}` : `${letter} = ${text}`;
}
