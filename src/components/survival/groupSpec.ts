import {formatCount} from "../../charts/format.js";
import {quantiles} from "../../stats/quantile.js";
import type {Cut} from "./survivalChoices.js";

/** The groups of a comparison and who is in which. */
export interface GroupSpec {
  /** What patients are split by, in the reader's words. */
  readonly label: string;
  /** In the order of drawing. A code with a fixed meaning has a fixed colour. */
  readonly levels: readonly {readonly code: string; readonly label: string}[];
  /** Position in `levels` by patient; −1 = not known. */
  readonly codes: Int16Array;
  /** What not known means here: "Sex unknown", "NPM1 not tested". */
  readonly unknownLabel: string;
  /** Names of the two states where patients move from one to the other on the way. */
  readonly moving?: {readonly before: string; readonly after: string};
  /** How the groups were formed, a sentence for the caption; empty if it needs none. */
  readonly note: string;
}

/**
 * Splits a number: [−∞, a), [a, b), … at declared cuts; or into groups of equal size at the quantiles (R's type 7) of
 * the patients given. Ties stay together, so that groups of quantiles need not be equal. Fewer groups where quantiles
 * coincide.
 *
 * @param unit as printed; empty for none
 */
export function numberGroups({label, unit}: {label: string; unit: string}, values: Float64Array, cut: Cut): GroupSpec {
  const known = values.filter((value) => !Number.isNaN(value));
  const edges = cut.kind === "at" ? cut.values : quantileEdges(known, cut.groups);
  const codes = Int16Array.from(values, (value) =>
    Number.isNaN(value) ? -1 : edges.reduce((group, edge) => group + (value >= edge ? 1 : 0), 0)
  );
  const name = unit === "" ? label : `${label}, ${unit}`;
  const levels = Array.from({length: edges.length + 1}, (_, i) => ({
    code: `range-${i + 1}`,
    label: rangeLabel(label, edges[i - 1], edges[i])
  }));
  const note =
    cut.kind === "at"
      ? `${label} is cut at ${edges.map(edgeText).join(" and ")}${unit === "" ? "" : ` ${unit}`}, as declared; no search for the best cut was made.`
      : `${label} is cut at its ${cut.groups === 2 ? "median" : `${cut.groups}-quantiles`} in this cohort (${edges.map(edgeText).join(", ")}${unit === "" ? "" : ` ${unit}`}; ${formatCount(known.length)} known values): another cohort has other cuts.`;
  return {label: name, levels, codes, unknownLabel: `${label} unknown`, note};
}

function quantileEdges(known: Float64Array, groups: number): number[] {
  if (known.length === 0) return [];
  const probs = Array.from({length: groups - 1}, (_, i) => (i + 1) / groups);
  const edges = quantiles(known, probs).filter((edge) => edge !== null);
  // An edge at the smallest value would leave the first group empty.
  const least = known.reduce((a, b) => Math.min(a, b), Infinity);
  return [...new Set(edges)].filter((edge) => edge > least);
}

function rangeLabel(label: string, from: number | undefined, to: number | undefined): string {
  if (from === undefined && to === undefined) return `${label} known`;
  if (from === undefined) return `${label} < ${edgeText(to!)}`;
  if (to === undefined) return `${label} ≥ ${edgeText(from)}`;
  return `${label} ${edgeText(from)} to < ${edgeText(to)}`;
}

function edgeText(value: number): string {
  return String(Number(value.toPrecision(4)));
}
