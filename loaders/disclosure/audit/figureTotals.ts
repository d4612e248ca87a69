import type {Count, ReportBlock} from "../../../src/model/report.js";

/**
 * Events that figures of curves say they have in all: the sum over their groups, and for competing events over the causes.
 * A figure with a hidden number has no total.
 */
export function figureTotals(blocks: readonly ReportBlock[]): number[] {
  return blocks.flatMap((block) => {
    if (block.kind === "survival") return totalOf(block.groups.map(({events}) => events));
    if (block.kind !== "incidence") return [];
    return totalOf(block.groups.flatMap(({causes}) => causes.map(({events}) => events)));
  });
}

function totalOf(counts: readonly Count[]): number[] {
  const shown = counts.flatMap(({n}) => n ?? []);
  return shown.length < counts.length ? [] : [shown.reduce((sum, n) => sum + n, 0)];
}
