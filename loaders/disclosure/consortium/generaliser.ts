import type {Cell} from "../../release/tableData.js";
import type {LadderLevel} from "../policySchema.js";

/** Replaces a value by what its level of a ladder shows of it; null stays null. */
export type Generaliser = (cell: Cell) => Cell;

/**
 * The generaliser of a level. A number in a band between two cuts becomes the band's midpoint, the mean of the whole
 * numbers in it rounded down; a band of age written as a code, of a source that knows no more, becomes the same number if
 * it lies in the band, and else stays; in one of the two open bands the median of those who are in it, so that means, medians and
 * models still work on the released number.
 *
 * @param cells the exact values of the release, from which the values of open bands are taken
 */
export function generaliser({cuts, groups, top, drop}: LadderLevel, cells: readonly Cell[]): Generaliser {
  if (drop === true) return () => null;
  if (groups !== undefined) {
    const groupOf = new Map(Object.entries(groups).flatMap(([group, members]) => members.map((d) => [d, group])));
    return (cell) => (typeof cell === "string" ? (groupOf.get(cell) ?? cell) : cell);
  }
  if (cuts !== undefined) {
    const shown = bandValues(cuts, cells);
    return (cell) => {
      if (typeof cell === "number") return shown[bandOf(cell, cuts)];
      const [lower, upper] = typeof cell === "string" ? endsOf(cell) : [NaN, NaN];
      const band = bandOf(lower, cuts);
      return band === bandOf(upper, cuts) && !Number.isNaN(lower) ? shown[band] : cell;
    };
  }
  if (top !== undefined) return (cell) => (typeof cell === "number" ? Math.min(cell, top) : cell);
  return (cell) => cell;
}

/** Position of a number's band: 0 below the first cut, then that of the last cut not above it, counted from 1. */
export function bandOf(value: number, cuts: readonly number[]): number {
  let band = 0;
  while (band < cuts.length && value >= cuts[band]) ++band;
  return band;
}

/** First and last whole number of a band written as a code: 30-39, 70+. */
function endsOf(code: string): [lower: number, upper: number] {
  const [lower, upper] = code.split(/[-+]/).map((text) => (text === "" ? Infinity : Number(text)));
  return [lower, upper ?? NaN];
}

function bandValues(cuts: readonly number[], cells: readonly Cell[]): number[] {
  const open = [0, cuts.length].map((band) => {
    const members = cells.filter((cell): cell is number => typeof cell === "number" && bandOf(cell, cuts) === band);
    members.sort((a, b) => a - b);
    return members.length === 0 ? cuts[Math.max(0, band - 1)] : members[members.length >> 1];
  });
  return [
    open[0],
    ...cuts.slice(1).map((upper, i) => Math.floor((cuts[i] + upper - 1) / 2)),
    ...(cuts.length > 0 ? [open[1]] : [])
  ];
}
