import type {DisclosureRule} from "../../model/siteData.js";
import type {CountsSummary} from "../../stats/summariseCounts.js";
import {hideEnough} from "../../cohort/guards/hiddenParts.js";
import {withheld} from "../../model/hiddenCounts.js";
import type {DescribedNumbers, TableOne} from "./tableOne.js";
import type {VariableTest} from "./tableTests.js";

/**
 * The table of a cohort as a reader of a release with a rule may see it. Counts of 1 to k − 1 patients are NaN, which is
 * written as a dash, and so are those that would tell them: other parts of the same group, and of the same level in other
 * groups, whose sum is a number of the panel. A group that is too small, and one that would tell its size, has no number.
 * Medians of fewer than k are not known, and variables with anything hidden are not compared. Where all patients of a group
 * share the value of something that became known after the start (an outcome), it is hidden. Without a rule, the table as
 * it is.
 *
 * @param unknown patients of the cohort who are in no group of the table
 */
export function guardedTableOne(table: TableOne, rule: DisclosureRule | null, unknown = 0): TableOne {
  if (rule === null) return table;
  const {k} = rule;
  const sizes = table.groups.map(({n}) => n);
  const closed = new Set([...sizes, unknown].flatMap((n, g) => (n > 0 && n < k ? [g] : [])));
  hideEnough([...sizes, unknown], closed, k);
  return {
    groups: table.groups.map((group, g) => {
      if (!closed.has(g)) return group;
      return {...group, n: group.n < k ? NaN : withheld};
    }),
    rows: table.rows.map((row) =>
      row.variable.kind === "number" ? guardedNumber(row, closed, k) : guardedLevels(row, sizes, closed, k)
    )
  };
}

/** Tests without those of variables of which something is hidden; `q` of the others is as it was. */
export function guardedTests(table: TableOne, tests: readonly VariableTest[] | null): readonly VariableTest[] | null {
  if (tests === null) return null;
  return tests.map((test, i) =>
    hidesSomething(table.rows[i]) ? {test: null, p: null, q: null, why: "counts too small to be shown"} : test
  );
}

/** True of a variable with a hidden number. */
export function hidesSomething({missing, levels, summaries}: DescribedNumbers): boolean {
  return [...missing, ...levels.flat(), ...summaries.map(({n}) => n)].some((n) => Number.isNaN(n));
}

const nothingKnown: Omit<CountsSummary, "n"> = {
  ...{mean: null, variance: null, min: null, p5: null, lowerQuartile: null, median: null},
  ...{upperQuartile: null, p95: null, max: null}
};

function guardedNumber(row: DescribedNumbers, closed: ReadonlySet<number>, k: number): DescribedNumbers {
  const isSmall = (n: number) => n > 0 && n < k;
  const open = row.summaries.map(({n}, g) => closed.has(g) || isSmall(n) || isSmall(row.missing[g]));
  const hidden = new Set(open.flatMap((d, g) => (d ? [g] : [])));
  // How many of all groups have no value is a number of the panel.
  hideEnough(row.missing, hidden, k);
  const summaries = row.summaries.map((own, g) => {
    if (closed.has(g) || isSmall(own.n)) return {...nothingKnown, n: own.n === 0 ? 0 : NaN};
    // How many have the value would tell how many have not.
    return hidden.has(g) ? {...own, n: NaN} : own;
  });
  const missing = row.missing.map((n, g) => (hidden.has(g) && n > 0 ? NaN : n));
  return {...row, counts: null, summaries, missing, smd: hidden.size > 0 ? null : row.smd};
}

function guardedLevels(
  row: DescribedNumbers,
  sizes: readonly number[],
  closed: ReadonlySet<number>,
  k: number
): DescribedNumbers {
  const cells = [...row.levels, row.missing].map((own) => [...own]);
  const isOutcome = row.variable.variable.knownAt !== "diagnosis";
  const groups = sizes.map((_, g) => {
    const own = cells.map((counts) => counts[g]);
    const homogeneous = isOutcome && row.levels.filter((counts) => counts[g] > 0).length === 1;
    return new Set(own.flatMap((n, i) => (n > 0 && (n < k || closed.has(g) || homogeneous) ? [i] : [])));
  });
  for (let added = 1; added > 0;) {
    added = groups.reduce((sum, hide, g) => sum + hideEnough(cells.map((counts) => counts[g]), hide, k), 0); // prettier-ignore
    if (sizes.length > 1) added += hideAcross(cells, groups, k);
  }
  if (groups.every((hide) => hide.size === 0)) return row;
  // With the total, the number of those without a value would be known.
  const known = groups.map((hide, g) =>
    hide.has(cells.length - 1) ? NaN : row.levels.reduce((sum, counts) => sum + counts[g], 0)
  );
  groups.forEach((hide, g) => hide.forEach((i) => (cells[i][g] = NaN)));
  return {...row, levels: cells.slice(0, -1), missing: cells[cells.length - 1], known, smd: null};
}

/** Hides, of each level, what would tell its hidden numbers by its sum over all groups; returns how many. */
function hideAcross(cells: readonly (readonly number[])[], groups: readonly Set<number>[], k: number): number {
  return cells.reduce((added, counts, i) => {
    const hidden = new Set(groups.flatMap((hide, g) => (hide.has(i) ? [g] : [])));
    const more = hideEnough(counts, hidden, k);
    for (const g of hidden) groups[g].add(i);
    return added + more;
  }, 0);
}
