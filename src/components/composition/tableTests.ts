import {adjustP} from "../../stats/adjustP.js";
import {chiSquaredTest} from "../../stats/chiSquaredTest.js";
import {StatsSizeError} from "../../stats/errors.js";
import type {TwoByTwo} from "../../stats/countsInput.js";
import {fisherExactP} from "../../stats/fisherExactP.js";
import {fisherExactTable} from "../../stats/fisherExactTable.js";
import {kruskalWallisFromCounts} from "../../stats/kruskalWallis.js";
import {wilcoxonRankSumFromCounts} from "../../stats/wilcoxonRankSum.js";
import type {DescribedNumbers, TableGroup, TableOne} from "./tableOne.js";

/** What ran, as its name in a script: the reader's words are in {@link testWords}. */
export type TableTest = "wilcoxon" | "kruskal" | "fisher" | "chisq" | "chisq_small";

/** The test of one variable. */
export interface VariableTest {
  /** Null where none was made; `why` then says so. */
  readonly test: TableTest | null;
  readonly p: number | null;
  /** Adjusted over all tests of the table by Benjamini and Hochberg's method. */
  readonly q: number | null;
  readonly why: string | null;
}

/** Names of the tests. */
export const testWords: Readonly<Record<TableTest, string>> = {
  wilcoxon: "Wilcoxon rank-sum test",
  kruskal: "Kruskal–Wallis test",
  fisher: "Fisher’s exact test",
  chisq: "χ² test",
  chisq_small: "χ² test, rough for small counts"
};

/** Steps of the exact test of a larger table: some hundredths of a second, or about one millisecond. */
const steps = {patient: 2e6, quick: 5e4};

/** Why a variable is not tested; null if it is. */
type Unfit = (row: DescribedNumbers) => string | null;

/**
 * Tests of the compared groups, variable by variable: Wilcoxon's rank-sum test of two groups and Kruskal and Wallis's of more;
 * the χ² test of categories, Fisher's exact test if any expected count is below 5 (the χ² test is kept, and said to be rough,
 * where the exact one is too large to be made). Groups and levels without anybody do not count.
 */
export function tableTests(table: TableOne, unfit: Unfit): VariableTest[] {
  return testsOf(table, unfit, exactOrRough);
}

/** The same if it takes no more than some milliseconds; else null. */
export function quickTableTests(table: TableOne, unfit: Unfit): VariableTest[] | null {
  try {
    return testsOf(table, unfit, (counts) => ({test: "fisher", p: fisherExactTable(counts, {maxSteps: steps.quick})}));
  } catch (error) {
    if (!(error instanceof StatsSizeError)) throw error;
    return null;
  }
}

type Counts = readonly (readonly number[])[];
/** The test of a table larger than 2×2 with small expected counts. */
type SmallCountsTest = (counts: Counts, rough: number | null) => Pick<VariableTest, "test" | "p">;

const exactOrRough: SmallCountsTest = (counts, rough) => {
  try {
    return {test: "fisher", p: fisherExactTable(counts, {maxSteps: steps.patient})};
  } catch (error) {
    if (!(error instanceof StatsSizeError)) throw error;
    return {test: "chisq_small", p: rough};
  }
};

function testsOf({groups, rows}: TableOne, unfit: Unfit, ofSmall: SmallCountsTest): VariableTest[] {
  const tests = rows.map((row): Omit<VariableTest, "q"> => {
    const why = unfit(row);
    return why === null ? testOf(row, groups, ofSmall) : {test: null, p: null, why};
  });
  const q = adjustP(
    tests.map(({p}) => p),
    "BH"
  );
  return tests.map((test, i) => ({...test, q: q[i]}));
}

const nothing = {test: null, p: null, why: "Fewer than two groups with different values."};

function testOf(
  row: DescribedNumbers,
  groups: readonly TableGroup[],
  ofSmall: SmallCountsTest
): Omit<VariableTest, "q"> {
  const compared = groups.flatMap(({compared: yes}, g) => (yes ? [g] : []));
  if (row.counts !== null) {
    const samples = compared.map((g) => row.counts!.counts[g]).filter((own) => own.some((n) => n > 0));
    if (samples.length < 2) return nothing;
    const [test, p] =
      samples.length === 2
        ? (["wilcoxon", wilcoxonRankSumFromCounts(samples[0], samples[1]).p] as const)
        : (["kruskal", kruskalWallisFromCounts(samples).p] as const);
    return p === null ? nothing : {test, p, why: null};
  }
  return testOfCounts(
    row.levels.map((own) => compared.map((g) => own[g])),
    ofSmall
  );
}

function testOfCounts(counts: Counts, ofSmall: SmallCountsTest): Omit<VariableTest, "q"> {
  const filled = counts.filter((row) => row.some((n) => n > 0));
  const columns = (filled[0] ?? []).flatMap((_, j) => (filled.some((row) => row[j] > 0) ? [j] : []));
  const table = filled.map((row) => columns.map((j) => row[j]));
  if (table.length < 2 || columns.length < 2) return nothing;
  const {p, smallExpected} = chiSquaredTest(table);
  if (!smallExpected) return {test: "chisq", p, why: null};
  if (table.length > 2 || columns.length > 2) return {...ofSmall(table, p), why: null};
  const [[a, b], [c, d]] = table;
  const cells: TwoByTwo = [
    [a, b],
    [c, d]
  ];
  return {test: "fisher", p: fisherExactP(cells), why: null};
}
