import {scaleLinear} from "d3-scale";
import {formatCount, formatShare} from "./format.js";
import {groupSymbol} from "./groupSymbol.js";
import {hatchedBox} from "./hatchedBox.js";
import type {GroupStyle} from "./palette.js";
import {type Pen, penOf, px} from "./svg.js";
import {textLines} from "./textLines.js";

/** How often something was found in one group, with its interval; shares are 0–1, null if nobody was tested. */
export interface FrequencyMark {
  readonly found: number;
  /** Denominator: patients in whom it could be decided. */
  readonly tested: number;
  readonly patients: number;
  readonly share: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Stands in place of the counts where they may not be shown, e.g. "< 10"; nothing is drawn then. */
  readonly shown?: string;
}

/** One line of the figure: an alteration, a finding; one mark per group in the order of the groups. */
export interface FrequencyRow {
  readonly label: string;
  /** Stands above the row and names it and the rows that follow. */
  readonly heading?: string;
  readonly marks: readonly FrequencyMark[];
  /** The row's own style, for levels whose colour has a meaning; of one group only. */
  readonly style?: GroupStyle;
  /** Shares by source, as small open symbols over the bar of one group. */
  readonly sources?: readonly SourceMark[];
}

/** The share found in one source, 0–1. */
export interface SourceMark {
  readonly label: string;
  readonly style: GroupStyle;
  readonly found: number;
  readonly tested: number;
}

/** How the figure is drawn. */
export interface FrequencyBarsOptions {
  readonly width?: number;
  /** One per mark of each row. */
  readonly groups: readonly {readonly label: string; readonly style: GroupStyle}[];
  readonly title: string;
  readonly summary: string;
  /** Words for what was found and for the denominator. */
  readonly words?: {readonly found: string; readonly tested: string};
  /** Share at the end of the scale, where several drawings have one scale; the largest of the rows unless given. */
  readonly most?: number;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

/** Horizontal positions, in pixels. */
interface Layout {
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly narrow: boolean;
  /** Where the strip of the tested and not tested begins, and its length; 0 where there is no room. */
  readonly stripX: number;
  readonly strip: number;
}

const top = 44;
const headingHeight = 26;
const nameHeight = 13;

/**
 * Frequencies from zero with 95 % intervals: bars for one group, a symbol per group for several; found/tested in
 * figures at the right edge. Beside them a strip, whose hatched part is the share not tested: a gene that was not
 * tested is never drawn as absent, nor left blank.
 */
export function frequencyBars(
  rows: readonly FrequencyRow[],
  {
    width = 720,
    groups,
    title,
    summary,
    words = {found: "mutated", tested: "tested"},
    most,
    document
  }: FrequencyBarsOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const layout = layoutOf(width, Math.max(0, ...rows.map((row) => row.label.length)));
  const several = groups.length > 1;
  const lineHeight = several ? 16 : 24;
  const names = rows.map(({label}) => textLines(label, layout.left - 10));
  const heights = names.map((lines) =>
    Math.max(lineHeight * groups.length + (several ? 10 : 0), lines.length * nameHeight + 8)
  );
  const highest = most ?? highestShare(rows);
  const x = scaleLinear([0, Math.min(1, highest * 1.05)], [layout.left, layout.right]).nice(layout.narrow ? 3 : 6);
  const starts: number[] = [];
  let below = top;
  rows.forEach(({heading}, i) => {
    if (heading !== undefined) below += headingHeight;
    starts.push(below);
    below += heights[i];
  });
  const height = below + 8;
  const figure = pen.drawing(width, height, title, summary);
  figure.append(axis(pen, x, height - 8, layout, words));
  rows.forEach((row, i) => {
    const middle = starts[i] + heights[i] / 2;
    if (row.heading !== undefined) {
      const at = {x: 0, y: px(starts[i] - 6), class: "table-head row-heading"};
      figure.append(pen.svg("text", at, row.heading));
    }
    const line = pen.svg(
      "g",
      {class: "frequency", "data-row": row.label},
      nameOf(pen, names[i], layout.left - 10, middle)
    );
    row.marks.forEach((mark, g) => {
      const y = middle + (g - (row.marks.length - 1) / 2) * lineHeight;
      const {label: name} = groups[g];
      const style = several ? groups[g].style : (row.style ?? groups[g].style);
      const data = {
        "data-group": name,
        "data-found": mark.shown === undefined ? mark.found : null,
        "data-tested": mark.tested
      };
      const group = pen.svg("g", {style: `--group:${style.colour}`, ...data});
      group.append(pen.svg("title", {}, tooltip(row.label, several ? name : "", mark, words)));
      group.append(...markShapes(pen, mark, y, x, several ? style : null));
      group.append(...figures(pen, mark, y, layout, words));
      if (layout.strip > 0) group.append(...testedStrip(pen, mark, y, layout));
      line.append(group);
    });
    line.append(...sourceSymbols(pen, row, middle, x));
    figure.append(line);
  });
  return figure;
}

/** The largest share that is drawn, or the end of its interval; at least 1 %. */
export function highestShare(rows: readonly FrequencyRow[]): number {
  const shares = rows.flatMap(({marks, sources = []}) => [
    ...marks.map((mark) => mark.upper ?? mark.share ?? 0),
    ...sources.map(({found, tested}) => found / tested)
  ]);
  return Math.max(0.01, ...shares);
}

/** The name of a row, in as many lines as it needs, about the middle of the row. */
function nameOf(pen: Pen, lines: readonly string[], x: number, middle: number): SVGElement {
  const text = {x, y: px(middle + 4 - ((lines.length - 1) * nameHeight) / 2), "text-anchor": "end", class: "row-label"};
  if (lines.length === 1) return pen.svg("text", text, lines[0]);
  return pen.svg("text", text, ...lines.map((line, i) => pen.svg("tspan", {x, dy: i === 0 ? 0 : nameHeight}, line)));
}

function layoutOf(width: number, longest: number): Layout {
  const narrow = width < 560;
  const left = Math.min(narrow ? 132 : 190, Math.max(80, 6.8 * longest + 16));
  const strip = narrow ? 0 : 48;
  const right = width - (narrow ? 96 : 150 + strip + 36);
  return {left, right, width, narrow, strip, stripX: right + 28};
}

function markShapes(
  pen: Pen,
  {share, lower, upper}: FrequencyMark,
  middle: number,
  x: (share: number) => number,
  style: GroupStyle | null
): SVGElement[] {
  if (share === null) return [];
  const shapes: SVGElement[] = [];
  if (style === null) {
    const bar = {class: "bar", x: px(x(0)), y: px(middle - 6), width: px(Math.max(0, x(share) - x(0))), height: 12};
    shapes.push(pen.svg("rect", bar));
  }
  if (lower !== null && upper !== null) {
    shapes.push(pen.svg("path", {class: "interval", d: `M${px(x(lower))},${px(middle)}H${px(x(upper))}`}));
  }
  if (style !== null) {
    const symbol = groupSymbol(pen, style);
    symbol.setAttribute("transform", `translate(${px(x(share))},${px(middle)})`);
    shapes.push(symbol);
  }
  return shapes;
}

function sourceSymbols(
  pen: Pen,
  {label, sources = []}: FrequencyRow,
  middle: number,
  x: (share: number) => number
): SVGElement[] {
  return sources.map((source) => {
    const {found, tested, style} = source;
    const symbol = groupSymbol(pen, style, 34);
    symbol.setAttribute("class", "dot open source-dot");
    symbol.setAttribute("transform", `translate(${px(x(found / tested))},${px(middle)})`);
    const words = `${label}, ${source.label}: ${formatCount(found)} of ${formatCount(tested)} (${formatShare(found, tested)})`;
    symbol.append(pen.svg("title", {}, words));
    return symbol;
  });
}

/** The share and the counts it comes from, right-aligned. */
function figures(
  pen: Pen,
  {found, tested, shown}: FrequencyMark,
  middle: number,
  {width, narrow}: Layout,
  words: {tested: string}
): SVGElement[] {
  const at = {y: px(middle + 4), "text-anchor": "end", class: "number"};
  if (shown !== undefined) return [pen.svg("text", {...at, x: width}, shown)];
  if (tested === 0) return [pen.svg("text", {...at, x: width}, `not ${words.tested}`)];
  const counts = pen.svg("text", {...at, x: width}, `${formatCount(found)}/${formatCount(tested)}`);
  if (narrow) return [counts];
  return [pen.svg("text", {...at, x: width - 92}, formatShare(found, tested)), counts];
}

/** How many of the patients were tested (plain) and how many not (hatched). */
function testedStrip(
  pen: Pen,
  {tested, patients}: FrequencyMark,
  middle: number,
  {stripX, strip}: Layout
): SVGElement[] {
  const length = patients === 0 ? 0 : (strip * tested) / patients;
  const box = {y: px(middle - 4), height: 8};
  const shapes = [pen.svg("rect", {...box, class: "tested", x: px(stripX), width: px(length)})];
  // A few among many are drawn wide enough to be seen.
  const rest = Math.max(3, strip - length);
  if (tested < patients) {
    shapes.push(...hatchedBox(pen, {x: stripX + strip - rest, y: middle - 4, width: rest, height: 8}));
  }
  return shapes;
}

function axis(
  pen: Pen,
  x: ReturnType<typeof scaleLinear<number, number>>,
  to: number,
  {right, width, narrow, strip, stripX}: Layout,
  words: {found: string; tested: string}
): SVGElement {
  const group = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const tick of x.ticks(narrow ? 3 : 6)) {
    const at = px(x(tick));
    group.append(
      pen.svg("line", {class: tick === 0 ? "baseline" : "grid", x1: at, x2: at, y1: top - 6, y2: to}),
      pen.svg("text", {x: at, y: top - 12, "text-anchor": "middle"}, String(Number((100 * tick).toFixed(1))))
    );
  }
  const head = (at: number, text: string, anchor: string) =>
    pen.svg("text", {x: at, y: 12, "text-anchor": anchor, class: "axis-title"}, text);
  group.append(
    narrow
      ? head(right, `${words.found}, %`, "end")
      : head((x.range()[0] + right) / 2, `${words.found}, % of the ${words.tested}`, "middle")
  );
  group.append(head(width, narrow ? `of ${words.tested}` : `${words.found}/${words.tested}`, "end"));
  if (strip > 0) group.append(head(stripX + strip, `not ${words.tested}`, "end"));
  return group;
}

function tooltip(
  label: string,
  group: string,
  {found, tested, patients, shown}: FrequencyMark,
  words: {found: string; tested: string}
): string {
  const share = tested === 0 ? "" : ` (${formatShare(found, tested)})`;
  const name = group === "" ? label : `${label}, ${group}`;
  if (shown !== undefined) return `${name}: ${shown}`;
  return `${name}: ${formatCount(found)} ${words.found} of ${formatCount(tested)} ${words.tested}${share}; ${formatCount(patients - tested)} not ${words.tested}`;
}
