import type {Pen} from "./svg.js";

/** How one reason for a missing value is filled. */
export interface ReasonFill {
  readonly fill: string;
  readonly definition: SVGElement;
}

/** Strokes of a pattern on a 6 × 6 tile: paths that differ in direction, weight and density, so that no colour is needed. */
const strokes: Readonly<Record<string, {readonly d: string; readonly width: number; readonly colour: string}>> = {
  NOT_TESTED: {d: "M-1,7L7,-1M-1,1L1,-1M5,7L7,5", width: 1.5, colour: "var(--unknown)"},
  NOT_COLLECTED: {d: "M3,2.2v1.6", width: 1.6, colour: "var(--secondary)"},
  FAILED: {d: "M0,0L6,6M6,0L0,6", width: 1.1, colour: "var(--group-2)"},
  UNKNOWN: {d: "M0,1.5H6M0,4.5H6", width: 1.3, colour: "var(--group-5)"},
  NOT_APPLICABLE: {d: "M0,3H6", width: 0.7, colour: "var(--unknown)"},
  INVALID: {d: "M-1,-1L7,7M-1,5L1,7M5,-1L7,1", width: 2.4, colour: "var(--group-4)"},
  MASKED: {d: "M0,3H6", width: 5, colour: "var(--group-6)"},
  CENSORED_LOD: {d: "M1.5,0V6M4.5,0V6", width: 1.3, colour: "var(--group-1)"}
};

let patterns = 0;

/** Patterns for reasons of missing values (codes of the vocabulary `nullReason`), told apart without colour; each drawing defines its own. */
export function reasonPatterns(pen: Pen, reasons: readonly string[]): Map<string, ReasonFill> {
  const other = {d: "M0,0L6,6", width: 1, colour: "var(--unknown)"};
  return new Map(
    reasons.map((reason) => {
      const id = `reason-${++patterns}`;
      const {d, width, colour} = strokes[reason] ?? other;
      const stroke = pen.svg("path", {d, fill: "none", "stroke-width": width, style: `stroke:${colour}`});
      const tile = {id, width: 6, height: 6, patternUnits: "userSpaceOnUse"};
      return [reason, {fill: `url(#${id})`, definition: pen.svg("pattern", tile, stroke)}];
    })
  );
}
