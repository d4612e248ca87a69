import {formatCount} from "./format.js";
import type {GroupStyle} from "./palette.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth, textLines} from "./textLines.js";

/** A class on one side. */
export interface AlluvialNode {
  readonly label: string;
  readonly style: GroupStyle;
}

/** Patients who go from one class to another, by position in the lists of nodes. */
export interface AlluvialFlow {
  readonly from: number;
  readonly to: number;
  readonly n: number;
}

/** How the figure is drawn. */
export interface AlluvialOptions {
  readonly width?: number;
  readonly from: {readonly label: string; readonly nodes: readonly AlluvialNode[]};
  readonly to: {readonly label: string; readonly nodes: readonly AlluvialNode[]};
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

/** A node with its place. */
interface Placed extends AlluvialNode {
  readonly n: number;
  readonly y: number;
  readonly height: number;
}

const head = 30;
const bar = 10;
const gap = 8;
const lineHeight = 14;

/**
 * Ribbons from the classes of one classification to those of another, as wide as they have patients, in the colour of
 * the class they come from; names and numbers at both ends. Classes without patients are left out.
 */
export function alluvial(
  flows: readonly AlluvialFlow[],
  {width = 720, from, to, title, summary, document}: AlluvialOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const side = Math.min(220, Math.max(104, width * 0.28));
  const total = flows.reduce((sum, {n}) => sum + n, 0);
  const rows = Math.max(from.nodes.length, to.nodes.length);
  const scale = Math.max(280, 34 * rows) / Math.max(1, total);
  const room = side - 8;
  const left = placed(from.nodes, (i) => flows.filter((flow) => flow.from === i), scale, room);
  const right = placed(to.nodes, (i) => flows.filter((flow) => flow.to === i), scale, room);
  const bottom = Math.max(
    ...[...left, ...right].map((node) => node.y + Math.max(node.height, labelHeight(node, room))),
    head
  );
  const figure = pen.drawing(width, bottom + 8, title, summary);
  figure.append(
    pen.svg("text", {x: side, y: 14, "text-anchor": "end", class: "table-head"}, from.label),
    pen.svg("text", {x: width - side, y: 14, class: "table-head"}, to.label)
  );
  figure.append(ribbons(pen, flows, left, right, {from: side + bar, to: width - side - bar}, scale));
  for (const node of left) figure.append(nodeOf(pen, node, {x: side, text: side - 8, anchor: "end"}, room));
  for (const node of right)
    figure.append(nodeOf(pen, node, {x: width - side - bar, text: width - side + 8, anchor: "start"}, room));
  return figure;
}

/** Nodes from top to bottom, each with room for its name. */
function placed(
  nodes: readonly AlluvialNode[],
  flowsOf: (i: number) => readonly AlluvialFlow[],
  scale: number,
  room: number
): Placed[] {
  let y = head;
  return nodes.map((node, i) => {
    const n = flowsOf(i).reduce((sum, flow) => sum + flow.n, 0);
    const place = {...node, n, y, height: n * scale};
    if (n > 0) y += Math.max(place.height, labelHeight(place, room)) + gap;
    return place;
  });
}

function labelHeight({label, n}: Placed, room: number): number {
  return n === 0 ? 0 : lineHeight * linesOf(label, n, room).length;
}

function linesOf(label: string, n: number, room: number): string[] {
  return textLines(`${label} ${formatCount(n)}`, room, letterWidth);
}

function ribbons(
  pen: Pen,
  flows: readonly AlluvialFlow[],
  left: readonly Placed[],
  right: readonly Placed[],
  {from: x0, to: x1}: {from: number; to: number},
  scale: number
): SVGElement {
  const group = pen.svg("g", {class: "ribbons"});
  const out = left.map(({y}) => y);
  const into = right.map(({y}) => y);
  const middle = (x0 + x1) / 2;
  for (const {from, to, n} of [...flows].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (n === 0) continue;
    const [a, b, height] = [out[from], into[to], n * scale];
    out[from] += height;
    into[to] += height;
    const d =
      `M${px(x0)},${px(a)}C${px(middle)},${px(a)} ${px(middle)},${px(b)} ${px(x1)},${px(b)}` +
      `V${px(b + height)}C${px(middle)},${px(b + height)} ${px(middle)},${px(a + height)} ${px(x0)},${px(a + height)}Z`;
    const ribbon = pen.svg("path", {d, class: "ribbon", style: `--group:${left[from].style.colour}`, "data-n": n});
    ribbon.append(pen.svg("title", {}, `${left[from].label} → ${right[to].label}: ${formatCount(n)}`));
    group.append(ribbon);
  }
  return group;
}

function nodeOf(
  pen: Pen,
  {label, style, n, y, height}: Placed,
  {x, text, anchor}: {x: number; text: number; anchor: string},
  room: number
): SVGElement {
  const node = pen.svg("g", {class: "node", style: `--group:${style.colour}`, "data-node": label, "data-n": n});
  if (n === 0) return node;
  node.append(pen.svg("rect", {x, y: px(y), width: bar, height: px(Math.max(1, height)), class: "definite"}));
  const lines = linesOf(label, n, room);
  const first = y + Math.max(0, (height - lineHeight * lines.length) / 2) + 11;
  lines.forEach((line, i) =>
    node.append(pen.svg("text", {x: text, y: px(first + lineHeight * i), "text-anchor": anchor}, line))
  );
  return node;
}
