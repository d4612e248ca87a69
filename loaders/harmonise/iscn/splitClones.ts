import type {Span} from "./karyotype.js";

/** A piece of a text with its place. */
export type Piece = Span;

const modal = /^\s?~?\d{2,3}(?:\s?[-~<>]\s?\d{2,3})?(?:<[^>]{0,6}>)?\s?,/;

/** Whether a text begins like a clone: with a modal number and a comma. */
export function beginsClone(text: string): boolean {
  return modal.test(text);
}

/**
 * Cuts a karyotype into clones: at `/`, line ends and `;` outside parentheses where a modal number follows. Pieces that
 * do not begin with one are given back as well: they are words, not clones.
 */
export function splitClones(text: string): Piece[] {
  return cut(text, (at) => {
    const char = text[at];
    if (char === "/" || char === "\n" || char === "\r") return true;
    return char === ";" && beginsClone(text.slice(at + 1, at + 24).trimStart());
  });
}

/** Cuts a clone into its items: at commas outside parentheses. */
export function splitItems(text: string): Piece[] {
  return cut(text, (at) => text[at] === ",");
}

function cut(text: string, isCut: (at: number) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; ++at) {
    if (at < text.length) {
      if (text[at] === "(") ++depth;
      else if (text[at] === ")") depth = Math.max(0, depth - 1);
      if (depth > 0 || !isCut(at)) continue;
    }
    pieces.push(piece(text, start, at));
    start = at + 1;
  }
  return pieces.filter((d) => d.text !== "");
}

/** A piece without the white space around it. */
function piece(text: string, from: number, to: number): Piece {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text[start])) ++start;
  while (end > start && /\s/.test(text[end - 1])) --end;
  return {start, end, text: text.slice(start, end)};
}
