import {type Box, hatchedBox} from "./hatchedBox.js";
import {columnBlocks} from "./columnBlocks.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth, textLines} from "./textLines.js";

/** A cell: the share that shades it, 0–1, and its text; null where there is nothing to share. */
export interface ShareMatrixCell {
  readonly share: number | null;
  readonly text: string;
}

/** One line of the matrix. */
export interface ShareMatrixRow {
  readonly label: string;
  /** Stands above the row and names it and the rows that follow. */
  readonly heading?: string;
  readonly cells: readonly (ShareMatrixCell | null)[];
}

/** How the figure is drawn. */
export interface ShareMatrixOptions {
  readonly width?: number;
  readonly columns: readonly string[];
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const rowHeight = 26;
const line = 14;

/**
 * Shares in rows and columns, darker where they are larger, each written in its cell: completeness, coverage of panels.
 * Hatched where it does not apply. Columns that do not fit stand below, the rows repeated.
 */
export function shareMatrix(
  rows: readonly ShareMatrixRow[],
  {width = 720, columns, title, summary, document}: ShareMatrixOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const longest = Math.max(0, ...rows.map(({label}) => label.length));
  const left = Math.min(width < 560 ? 130 : 240, Math.max(80, letterWidth * longest + 14));
  const blocks = columnBlocks(columns.length, width - left, 76);
  const labels = rows.map(({label}) => textLines(label, left - 12));
  const heads = columns.map((label) => textLines(label, (width - left) / (blocks[0]?.length ?? 1) - 8));
  const headHeight = 10 + line * Math.max(1, ...heads.map((lines) => lines.length));
  const heightOf = (r: number) =>
    Math.max(rowHeight, line * labels[r].length + 8) + (rows[r].heading === undefined ? 0 : rowHeight);
  const blockHeight = headHeight + rows.reduce((sum, _, r) => sum + heightOf(r), 0) + 20;
  const figure = pen.drawing(width, Math.max(1, blockHeight * blocks.length), title, summary);
  blocks.forEach((block, b) => {
    const cellWidth = (width - left) / block.length;
    let y = b * blockHeight;
    block.forEach((column, i) =>
      heads[column].forEach((text, k) =>
        figure.append(pen.svg("text", {x: px(left + i * cellWidth), y: y + 12 + line * k, class: "table-head"}, text))
      )
    );
    y += headHeight;
    rows.forEach((row, r) => {
      if (row.heading !== undefined) {
        figure.append(pen.svg("text", {x: 0, y: y + 18, class: "table-head"}, row.heading));
        y += rowHeight;
      }
      const height = Math.max(rowHeight, line * labels[r].length + 8);
      labels[r].forEach((text, k) => {
        const at = {x: left - 10, y: px(y + height / 2 + 4 + line * (k - (labels[r].length - 1) / 2))};
        figure.append(pen.svg("text", {...at, "text-anchor": "end", class: "row-label"}, text));
      });
      block.forEach((column, i) => {
        const box = {x: left + i * cellWidth, y: y + 1, width: cellWidth - 2, height: height - 2};
        figure.append(...cellOf(pen, row.cells[column], box));
      });
      y += height;
    });
  });
  return figure;
}

function cellOf(pen: Pen, cell: ShareMatrixCell | null, box: Box): SVGElement[] {
  if (cell === null) return hatchedBox(pen, box);
  // At most 45 % of the accent: the text above it keeps its contrast.
  const shade = cell.share === null ? 0 : Math.round(45 * cell.share);
  const text = {x: px(box.x + 8), y: box.y + box.height / 2 + 4, class: "number"};
  return [
    pen.svg("rect", {
      ...box,
      x: px(box.x),
      width: px(box.width),
      style: `fill:color-mix(in srgb, var(--accent) ${shade}%, var(--paper))`
    }),
    pen.svg("text", text, cell.text)
  ];
}
