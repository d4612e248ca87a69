import {formatCount} from "./format.js";
import {columnBlocks} from "./columnBlocks.js";
import {type Pen, penOf} from "./svg.js";
import {textLines} from "./textLines.js";

/** A number of rows or patients, and why some of them are not in the next one. */
export interface FlowStage {
  readonly label: string;
  readonly n: number;
  /** Stands in place of the number where it may not be shown, e.g. "< 10". */
  readonly shown?: string;
  /** What leaves after this stage. */
  readonly leaving: readonly {readonly label: string; readonly n: number; readonly shown?: string}[];
}

/** The way of one source. */
export interface FlowColumn {
  readonly label: string;
  readonly stages: readonly FlowStage[];
}

/** How the figure is drawn. */
export interface FlowDiagramOptions {
  readonly width?: number;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const line = 16;
const pad = 10;
const gap = 14;
const heading = 28;
/** Narrowest and widest column. */
const least = 300;
const most = 480;
let diagrams = 0;

/**
 * From what was received to what is analysed, after the flow diagram of CONSORT: the boxes of a source below each
 * other, to their right what left between two of them with reason and number. Sources stand side by side where there
 * is room, else below each other.
 */
export function flowDiagram(
  columns: readonly FlowColumn[],
  {width = 720, title, summary, document}: FlowDiagramOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const blocks = columnBlocks(columns.length, width, least + 24);
  const columnWidth = Math.min(most, Math.floor(width / Math.max(1, blocks[0]?.length ?? 1)) - 24);
  const tip = `flow-arrow-${++diagrams}`;
  const parts: SVGElement[] = [];
  let top = 0;
  for (const block of blocks) {
    let bottom = top;
    block.forEach((index, i) => {
      const part = flowColumn(pen, columns[index], columnWidth, tip);
      part.element.setAttribute("transform", `translate(${i * (columnWidth + 24)},${top})`);
      bottom = Math.max(bottom, top + part.height);
      parts.push(part.element);
    });
    top = bottom + 24;
  }
  const figure = pen.drawing(width, Math.max(1, top - 24), title, summary);
  const marker = {id: tip, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto"};
  const head = pen.svg("path", {d: "M0,0.5L8,4L0,7.5Z", class: "flow-tip"});
  figure.append(pen.svg("defs", {}, pen.svg("marker", marker, head)), ...parts);
  return figure;
}

function flowColumn(
  pen: Pen,
  {label, stages}: FlowColumn,
  width: number,
  tip: string
): {element: SVGElement; height: number} {
  const element = pen.svg("g", {class: "flow", "data-source": label});
  element.append(pen.svg("text", {x: 0, y: 14, class: "table-head"}, label));
  const main = Math.round(width * 0.42);
  const side = main + 28;
  let y = heading;
  stages.forEach(({label: words, n, shown = formatCount(n), leaving}, i) => {
    const box = boxOf(pen, {x: 0, y, width: main}, [...textLines(words, main - 2 * pad), shown], "flow-box");
    if (shown === formatCount(n)) box.element.setAttribute("data-n", String(n));
    element.append(box.element);
    y += box.height;
    if (i === stages.length - 1) return;
    const from = y;
    if (leaving.length > 0) {
      const lines = leaving.flatMap((d) =>
        textLines(`${d.shown ?? formatCount(d.n)} ${d.label}`, width - side - 2 * pad)
      );
      const out = boxOf(pen, {x: side, y: y + gap, width: width - side}, lines, "flow-out");
      const middle = y + gap + out.height / 2;
      element.append(arrow(pen, `M${main / 2},${middle}H${side - 1}`, tip), out.element);
      y += gap + out.height;
    }
    y += gap + 6;
    element.append(arrow(pen, `M${main / 2},${from}V${y - 1}`, tip));
  });
  return {element, height: y};
}

function boxOf(
  pen: Pen,
  {x, y, width}: {x: number; y: number; width: number},
  lines: readonly string[],
  name: string
): {element: SVGElement; height: number} {
  const height = lines.length * line + 2 * (pad - 3);
  const element = pen.svg("g", {class: name});
  element.append(pen.svg("rect", {x, y, width, height, rx: 2}));
  lines.forEach((text, i) => {
    const last = name === "flow-box" && i === lines.length - 1;
    const at = {x: x + pad, y: y + pad + 8 + line * i, class: last ? "number table-head" : null};
    element.append(pen.svg("text", at, text));
  });
  return {element, height};
}

function arrow(pen: Pen, d: string, tip: string): SVGElement {
  return pen.svg("path", {d, class: "flow-arrow", "marker-end": `url(#${tip})`});
}
