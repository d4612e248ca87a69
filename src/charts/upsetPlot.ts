import {scaleLinear} from "d3-scale";
import {formatCount} from "./format.js";
import type {GroupStyle} from "./palette.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth, textLines} from "./textLines.js";

/** A set: a kind of data, and how many patients have it. */
export interface UpsetSet {
  readonly label: string;
  readonly n: number;
}

/** Patients who have exactly these sets and no other. */
export interface UpsetCombination {
  /** Places of the sets. */
  readonly sets: readonly number[];
  readonly n: number;
  /** The same by part (source), in the order of the parts. */
  readonly parts: readonly number[];
}

/** How the figure is drawn. */
export interface UpsetPlotOptions {
  readonly width?: number;
  readonly sets: readonly UpsetSet[];
  /** What the bars are made of. */
  readonly parts: readonly {readonly label: string; readonly style: GroupStyle}[];
  /** What a patient has exactly. */
  readonly words?: string;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const barHeight = 150;
const top = 30;
const textHeight = 13;

/** How many combinations find room in a width. */
export function upsetColumns(width: number, sets: readonly UpsetSet[]): number {
  const {left, step} = layoutOf(width, sets);
  return Math.max(1, Math.floor((width - left - 8) / step));
}

/**
 * Which sets occur together (UpSet): a column per combination, its patients as a bar made of parts, and under it a dot in the
 * line of every set that it has; the size of each set beside its name. Draws the combinations it is given, in their order.
 */
export function upsetPlot(
  combinations: readonly UpsetCombination[],
  {width = 720, sets, parts, words = "these data", title, summary, document}: UpsetPlotOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const {left, step} = layoutOf(width, sets);
  const bottom = top + barHeight + 14;
  const places = placesOf(sets, left, bottom);
  const end = places.reduce((y, place) => Math.max(y, place.y + place.height), bottom);
  const figure = pen.drawing(width, end + 10, title, summary);
  const y = scaleLinear([0, Math.max(1, ...combinations.map(({n}) => n))], [top + barHeight, top]).nice(4);
  figure.append(axisOf(pen, y, left, width, words), ...lines(pen, sets, places, left, width));
  combinations.forEach((combination, i) => {
    const x = left + step * (i + 0.5);
    const names = combination.sets.map((set) => sets[set].label).join(", ") || "none of them";
    const group = pen.svg("g", {class: "combination", "data-sets": names, "data-n": combination.n});
    const byPart = parts.map(({label}, p) => `${label} ${formatCount(combination.parts[p])}`).join(", ");
    group.append(pen.svg("title", {}, `${names}: ${formatCount(combination.n)} patients (${byPart})`));
    let from = 0;
    combination.parts.forEach((n, p) => {
      const bar = {
        x: px(x - step * 0.34),
        width: px(step * 0.68),
        y: px(y(from + n)),
        height: px(y(from) - y(from + n))
      };
      if (n > 0) group.append(pen.svg("rect", {class: "part", style: `--group:${parts[p].style.colour}`, ...bar}));
      from += n;
    });
    group.append(
      pen.svg(
        "text",
        {x: px(x), y: px(y(combination.n) - 5), "text-anchor": "middle", class: "number"},
        shortCount(combination.n)
      )
    );
    const middle = (set: number) => places[set].y + places[set].height / 2;
    if (combination.sets.length > 1) {
      const [first, last] = [combination.sets[0], combination.sets[combination.sets.length - 1]];
      group.append(pen.svg("path", {class: "upset-line", d: `M${px(x)},${px(middle(first))}V${px(middle(last))}`}));
    }
    sets.forEach((_, set) => {
      const has = combination.sets.includes(set);
      group.append(
        pen.svg("circle", {class: has ? "upset-dot" : "upset-hole", cx: px(x), cy: px(middle(set)), r: has ? 5 : 3})
      );
    });
    figure.append(group);
  });
  return figure;
}

function layoutOf(width: number, sets: readonly UpsetSet[]): {left: number; step: number} {
  const longest = Math.max(0, ...sets.map(({label}) => label.length));
  const left = Math.min(width < 560 ? 140 : 240, Math.max(90, letterWidth * longest + 70));
  return {left, step: width < 560 ? 30 : 38};
}

function axisOf(
  pen: Pen,
  y: ReturnType<typeof scaleLinear<number, number>>,
  left: number,
  width: number,
  words: string
): SVGElement {
  const group = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const tick of y.ticks(4).filter(Number.isInteger)) {
    const at = px(y(tick));
    group.append(
      pen.svg("line", {class: tick === 0 ? "baseline" : "grid", x1: left, x2: width, y1: at, y2: at}),
      pen.svg("text", {x: left - 8, y: px(y(tick) + 4), "text-anchor": "end"}, formatCount(tick))
    );
  }
  group.append(pen.svg("text", {x: left, y: 11, class: "axis-title"}, `Patients with exactly ${words}`));
  return group;
}

/** Where the line of a set is, and its name in lines of text. */
interface SetPlace {
  readonly y: number;
  readonly height: number;
  readonly lines: readonly string[];
}

function placesOf(sets: readonly UpsetSet[], left: number, top: number): SetPlace[] {
  let y = top;
  return sets.map(({label}) => {
    const lines = textLines(label, left - 62);
    const place = {y, height: textHeight * lines.length + 11, lines};
    y += place.height;
    return place;
  });
}

/** The names of the sets with their sizes, and a ground under every other line. */
function lines(pen: Pen, sets: readonly UpsetSet[], places: readonly SetPlace[], left: number, width: number) {
  return sets.map(({label, n}, set) => {
    const {y, height, lines: words} = places[set];
    const group = pen.svg("g", {class: "upset-set", "data-set": label, "data-n": n});
    if (set % 2 === 0) group.append(pen.svg("rect", {class: "upset-ground", x: 0, y, width, height}));
    group.append(pen.svg("title", {}, `${label}: ${formatCount(n)} patients`));
    words.forEach((line, i) => {
      group.append(pen.svg("text", {x: 4, y: y + 16 + textHeight * i, class: "row-label"}, line));
    });
    const count = {x: left - 8, y: px(y + height / 2 + 4), "text-anchor": "end", class: "number"};
    group.append(pen.svg("text", count, formatCount(n)));
    return group;
  });
}

/** Counts above narrow bars: thousands from ten thousand. */
function shortCount(n: number): string {
  return n < 10000 ? formatCount(n) : `${Math.round(n / 1000)}k`;
}
