import {columnBlocks} from "./columnBlocks.js";
import {formatCount} from "./format.js";
import {type ReasonFill, reasonPatterns} from "./reasonPatterns.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth, textLines} from "./textLines.js";

/** One variable: for each column how many of its rows lack it, by reason. */
export interface MissingnessRow {
  readonly label: string;
  readonly cells: readonly {readonly rows: number; readonly missing: Readonly<Record<string, number>>}[];
}

/** How the figure is drawn. */
export interface MissingnessMapOptions {
  readonly width?: number;
  /** Names of the columns, e.g. sources. */
  readonly columns: readonly string[];
  /** Codes and words of the reasons, in order. */
  readonly reasons: readonly {readonly code: string; readonly label: string}[];
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const rowHeight = 20;
const lineHeight = 14;

/**
 * Variables by source: each cell is a bar of all rows of the source, plain where the value is known, patterned by
 * reason where it is not, and the share known. Columns that do not fit stand below, the variables repeated.
 */
export function missingnessMap(
  rows: readonly MissingnessRow[],
  {width = 720, columns, reasons, title, summary, document}: MissingnessMapOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const narrow = width < 560;
  const longest = Math.max(0, ...rows.map(({label}) => label.length));
  const left = Math.min(narrow ? 150 : 260, Math.max(80, letterWidth * longest + 12));
  const used = reasons.filter(({code}) => rows.some(({cells}) => cells.some(({missing}) => (missing[code] ?? 0) > 0)));
  const fills = reasonPatterns(
    pen,
    used.map(({code}) => code)
  );
  const legend = legendOf(pen, used, fills, width);
  const blocks = columnBlocks(columns.length, width - left, 92);
  const names = rows.map(({label}) => textLines(label, left - 10));
  const tops: number[] = [];
  let rowsHeight = 0;
  for (const lines of names) {
    tops.push(rowsHeight);
    rowsHeight += rowHeight + lineHeight * (lines.length - 1);
  }
  const blockHeight = 26 + rowsHeight + 16;
  const figure = pen.drawing(width, legend.height + blockHeight * blocks.length, title, summary);
  figure.append(pen.svg("defs", {}, ...[...fills.values()].map(({definition}) => definition)), legend.element);
  blocks.forEach((block, b) => {
    const top = legend.height + b * blockHeight;
    const columnWidth = (width - left) / block.length;
    block.forEach((index, i) => {
      const n = rows[0]?.cells[index].rows ?? 0;
      const head = {x: px(left + i * columnWidth), y: top + 14, class: "table-head"};
      figure.append(pen.svg("text", head, `${columns[index]} (${formatCount(n)})`));
    });
    rows.forEach((row, r) => {
      const y = top + 26 + tops[r];
      const line = pen.svg("g", {class: "missing-row", "data-row": row.label});
      names[r].forEach((name, i) => {
        const at = {x: left - 10, y: y + 13 + lineHeight * i, "text-anchor": "end", class: "row-label"};
        line.append(pen.svg("text", at, name));
      });
      block.forEach((index, i) => {
        const cell = cellOf(pen, row.cells[index], fills, {x: left + i * columnWidth, y, width: columnWidth - 14});
        cell.append(pen.svg("title", {}, tooltip(row, columns[index], index, reasons)));
        line.append(cell);
      });
      figure.append(line);
    });
  });
  return figure;
}

function cellOf(
  pen: Pen,
  {rows, missing}: MissingnessRow["cells"][number],
  fills: ReadonlyMap<string, ReasonFill>,
  {x, y, width}: {x: number; y: number; width: number}
): SVGElement {
  const absent = Object.values(missing).reduce((sum, n) => sum + n, 0);
  const cell = pen.svg("g", {"data-known": rows - absent, "data-rows": rows});
  if (rows === 0) {
    cell.append(pen.svg("text", {x: px(x), y: y + 13, class: "minor"}, "no rows"));
    return cell;
  }
  const bar = width - 42;
  const part = (from: number, n: number, attributes: Record<string, string>) =>
    pen.svg("rect", {
      x: px(x + (bar * from) / rows),
      y: y + 4,
      width: px(Math.max(1, (bar * n) / rows)),
      height: 12,
      ...attributes
    });
  let from = rows - absent;
  if (from > 0) cell.append(part(0, from, {class: "known"}));
  for (const [reason, {fill}] of fills) {
    const n = missing[reason] ?? 0;
    if (n > 0) cell.append(part(from, n, {class: "untested", fill, "data-reason": reason}));
    from += n;
  }
  const share = {x: px(x + width), y: y + 14, "text-anchor": "end", class: "number minor"};
  cell.append(pen.svg("text", share, knownShare(rows - absent, rows)));
  return cell;
}

/** The share known as a percentage, which is 100 only if nothing is missing. */
function knownShare(known: number, rows: number): string {
  return known === rows ? "100 %" : `${Math.min(99, Math.round((100 * known) / rows)).toString()} %`;
}

function legendOf(
  pen: Pen,
  reasons: MissingnessMapOptions["reasons"],
  fills: ReadonlyMap<string, ReasonFill>,
  width: number
): {element: SVGElement; height: number} {
  const element = pen.svg("g", {class: "legend-row"});
  let [x, y] = [0, 0];
  const entry = (label: string, attributes: Record<string, string>) => {
    const room = 26 + letterWidth * label.length + 18;
    if (x > 0 && x + room > width) [x, y] = [0, y + 20];
    element.append(
      pen.svg("rect", {x, y: y + 2, width: 20, height: 12, ...attributes}),
      pen.svg("text", {x: x + 26, y: y + 12}, label)
    );
    x += room;
  };
  entry("Known", {class: "known"});
  for (const {code, label} of reasons) entry(label, {class: "untested", fill: fills.get(code)?.fill ?? "none"});
  return {element, height: y + 36};
}

function tooltip(
  {label, cells}: MissingnessRow,
  column: string,
  index: number,
  reasons: MissingnessMapOptions["reasons"]
): string {
  const {rows, missing} = cells[index];
  const absent = Object.values(missing).reduce((sum, n) => sum + n, 0);
  const why = reasons.flatMap(({code, label: words}) =>
    (missing[code] ?? 0) > 0 ? [`${formatCount(missing[code])} ${words.toLowerCase()}`] : []
  );
  return [`${label}, ${column}: ${formatCount(rows - absent)} of ${formatCount(rows)} known`, ...why].join("; ");
}
