import type {DisclosureRule} from "../../model/siteData.js";
import type {CountsSummary} from "../../stats/summariseCounts.js";
import {hideNextSmallest} from "../../model/nextSmallest.js";
import type {DescribedNumbers, TableOne} from "./tableOne.js";
import type {VariableTest} from "./tableTests.js";

/**
 * The table of a cohort as a reader of a release with a rule may see it: counts of 1 to k − 1 patients are NaN, which is
 * written as a dash. In a variable of a group where a single count is hidden, the next smallest is hidden with it, or it would
 * be the difference to the total. Medians of fewer than k are not known, and variables with anything hidden are not compared.
 * Where all patients of a group share the value of something that became known after the start (an outcome), it is hidden.
 * Without a rule, the table as it is.
 */
export function guardedTableOne(table: TableOne, rule: DisclosureRule | null): TableOne {
  if (rule === null) return table;
  return {
    groups: table.groups.map((group) => ({...group, n: shown(group.n, rule.k)})),
    rows: table.rows.map((row) =>
      row.variable.kind === "number"
        ? guardedNumber(row, table, rule.k)
        : guardedLevels(
            row,
            table.groups.map(({n}) => n),
            rule.k
          )
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

function shown(n: number, k: number): number {
  return n > 0 && n < k ? NaN : n;
}

const nothingKnown: Omit<CountsSummary, "n"> = {
  ...{mean: null, variance: null, min: null, p5: null, lowerQuartile: null, median: null},
  ...{upperQuartile: null, p95: null, max: null}
};

function guardedNumber(row: DescribedNumbers, {groups}: TableOne, k: number): DescribedNumbers {
  const small = row.summaries.map(({n}, g) => [n, row.missing[g], groups[g].n].some((m) => m > 0 && m < k));
  const summaries = row.summaries.map((own, g) => {
    if (own.n > 0 && own.n < k) return {...nothingKnown, n: NaN};
    // How many have the value would tell how many have not.
    return small[g] ? {...own, n: NaN} : own;
  });
  const missing = row.missing.map((n, g) => (small[g] && n > 0 ? NaN : n));
  return {...row, counts: null, summaries, missing, smd: small.includes(true) ? null : row.smd};
}

function guardedLevels(row: DescribedNumbers, sizes: readonly number[], k: number): DescribedNumbers {
  const cells = [...row.levels, row.missing].map((own) => [...own]);
  const isOutcome = row.variable.variable.knownAt !== "diagnosis";
  const known = sizes.map(() => 0);
  let hidden = false;
  sizes.forEach((size, g) => {
    const own = cells.map((counts) => counts[g]);
    const homogeneous = isOutcome && row.levels.filter((counts) => counts[g] > 0).length === 1;
    const hide = new Set(own.flatMap((n, i) => (n > 0 && (n < k || size < k) ? [i] : [])));
    if (homogeneous) own.forEach((n, i) => n > 0 && hide.add(i));
    hideNextSmallest(own, hide);
    hidden ||= hide.size > 0;
    // With the total, the number of those without a value would be known.
    known[g] = hide.has(own.length - 1) ? NaN : own.slice(0, -1).reduce((sum, n) => sum + n, 0);
    for (const i of hide) cells[i][g] = NaN;
  });
  if (!hidden) return row;
  return {...row, levels: cells.slice(0, -1), missing: cells[cells.length - 1], known, smd: null};
}
