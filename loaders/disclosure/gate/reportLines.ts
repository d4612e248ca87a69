import type {Count, FlowBlock, ReportBlock, ValuesBlock} from "../../../src/model/report.js";
import {countsOf} from "../public/countsOf.js";
import {clausesOf, follows} from "../public/setClauses.js";
import {type CountLine, countLines, sumsTo} from "./countLines.js";

/**
 * The sums that a reader of a report can make of its exact counts: those of its tables, patients with and without a value,
 * steps of a flow, groups and those left out of a figure, and wherever one set holds another, by their words, and fewer
 * than k patients more.
 */
export function reportLines(blocks: readonly ReportBlock[], k: number): CountLine[] {
  return [
    ...blocks.flatMap((block) => [...ownLines(block), ...figureLines(block)]),
    ...nestedLines(countsOf(blocks), k)
  ];
}

function ownLines(block: ReportBlock): CountLine[] {
  if (block.kind === "counts") return countLines(block);
  if (block.kind === "values") return valuesLines(block);
  return block.kind === "flow" ? flowLines(block) : [];
}

function valuesLines({columns, rows}: ValuesBlock): CountLine[] {
  return rows.flatMap(({cells}) =>
    cells.flatMap(({known, missing}, j) => (columns[j] ? sumsTo(columns[j].set, [known, missing]) : []))
  );
}

function flowLines({steps}: FlowBlock): CountLine[] {
  return steps.slice(1).flatMap(({count, left}, i) => {
    const before = steps[i];
    return [left, before.left].flatMap((gone) => sumsTo(before.count, [count, ...gone.map((d) => d.count)]));
  });
}

/** Groups of a figure, with those left out of it or without: where they are all of its patients. */
function figureLines(block: ReportBlock): CountLine[] {
  if (block.kind !== "survival" && block.kind !== "incidence" && block.kind !== "lines") return [];
  const groups = block.kind === "lines" ? block.lines.map(({n}) => n) : block.groups.map(({n}) => n);
  const out = (block.leftOut ?? []).map(({count}) => count);
  return [...sumsTo(block.population, groups), ...sumsTo(block.population, [...groups, ...out])];
}

/** A set with one that it holds and those few more. */
function nestedLines(counts: readonly Count[], k: number): CountLine[] {
  const sizes = new Map(counts.flatMap(({n, set}) => (n === null || n === 0 ? [] : [[set, n]])));
  const sorted = [...sizes].map(([set, n]) => ({set, n, clauses: clausesOf(set)})).sort((a, b) => a.n - b.n);
  const lines: CountLine[] = [];
  sorted.forEach((part, i) => {
    for (let j = i + 1; j < sorted.length && sorted[j].n - part.n < k; ++j) {
      const whole = sorted[j];
      if (whole.n === part.n || !whole.clauses.every((clause) => follows(clause, part.clauses))) continue;
      const rest = {set: `${whole.set} but ${part.set}`, n: whole.n - part.n};
      lines.push({total: {set: whole.set, n: whole.n}, parts: [{set: part.set, n: part.n}, rest]});
    }
  });
  return lines;
}
