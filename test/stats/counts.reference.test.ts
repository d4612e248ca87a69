import {describe, expect, it} from "vitest";
import type {AdjustMethod} from "../../src/stats/adjustP.js";
import {adjustP} from "../../src/stats/adjustP.js";
import {binomialTest} from "../../src/stats/binomialTest.js";
import {chiSquaredTest} from "../../src/stats/chiSquaredTest.js";
import {clopperPearsonInterval} from "../../src/stats/clopperPearsonInterval.js";
import {cochranArmitage} from "../../src/stats/cochranArmitage.js";
import type {IntervalEstimate, TwoByTwo} from "../../src/stats/countsInput.js";
import {fisherExact} from "../../src/stats/fisherExact.js";
import {fisherExactTable} from "../../src/stats/fisherExactTable.js";
import {proportionTest} from "../../src/stats/proportionTest.js";
import {wilsonInterval} from "../../src/stats/wilsonInterval.js";
import {Agreement} from "./agreement.js";
import {fromR, ratio} from "./ratio.js";
import {readReference} from "./referenceCases.js";

type RNumber = number | string | null;

interface ChiSquared {
  stat: number | null;
  df: number;
  p: number | null;
  expected: number[][];
  warnings: string[];
}

interface TableExpected {
  table: number[][];
  fisher: Record<"p_two_sided" | "p_less" | "p_greater" | "odds_ratio_cmle" | "odds_ratio_cmle_tight", RNumber> &
    Record<"ci95" | "ci95_tight" | "ci_less" | "ci_greater", RNumber[]>;
  chisq_corrected: ChiSquared;
  chisq_uncorrected: ChiSquared;
}

type Levels = Record<"l90" | "l95" | "l99", [number, number]>;

interface Case {
  id: string;
  input: {table?: number[][]; p: (number | null)[]; x: number[]; n: number[]; score: number[]};
  expected: unknown;
}

const {cases} = readReference("statistics", "contingency.json") as {cases: Case[]};

/** What R's `uniroot` leaves of its estimates and limits at its default tolerance. */
const LOOSE = 8e-3;

describe("counts against R", () => {
  const agreement = new Agreement("counts");
  const rough = new Agreement("counts, estimates and limits as R leaves them");
  const compare = (id: string, field: string, ours: number | null, theirs: RNumber, tolerance?: number): void => {
    const {actual, expected} = ratio(ours, fromR(theirs));
    agreement.compare(id, field, actual, expected, tolerance);
  };

  function compareTable(id: string, table: number[][], expected: TableExpected): void {
    const {fisher, chisq_corrected, chisq_uncorrected} = expected;
    agreement.compare(id, "table", table, expected.table);
    compare(id, "fisher r×c p", fisherExactTable(table), fisher.p_two_sided);
    for (const [field, theirs] of Object.entries({chisq_corrected, chisq_uncorrected})) {
      const ours = chiSquaredTest(table, {correct: field === "chisq_corrected"});
      compare(id, `${field} stat`, ours.chisq, theirs.stat);
      compare(id, `${field} df`, ours.df, theirs.df);
      compare(id, `${field} p`, ours.p, theirs.p);
      agreement.compare(id, `${field} expected`, ours.expected, theirs.expected);
      agreement.compare(id, `${field} warning`, ours.smallExpected, theirs.warnings.length > 0);
    }
    if (table.length !== 2 || table[0].length !== 2) return;
    const square = table as unknown as TwoByTwo;
    const two = fisherExact(square);
    const less = fisherExact(square, {alternative: "less"});
    const greater = fisherExact(square, {alternative: "greater"});
    compare(id, "p two-sided", two.p, fisher.p_two_sided);
    compare(id, "p less", less.p, fisher.p_less);
    compare(id, "p greater", greater.p, fisher.p_greater);
    compare(id, "odds ratio", two.oddsRatio, fisher.odds_ratio_cmle_tight);
    compare(id, "lower", two.lower, fisher.ci95_tight[0]);
    compare(id, "upper", two.upper, fisher.ci95_tight[1]);
    // R's own, solved to 4 digits; it calls the odds ratio of a table with an empty row 0, where we estimate none.
    const ours = [two.lower, two.upper, less.lower, less.upper, greater.lower, greater.upper];
    const theirs = [...fisher.ci95, ...fisher.ci_less, ...fisher.ci_greater];
    rough.compare(id, "limits", ours, theirs.map(fromR), LOOSE);
    if (two.oddsRatio !== null) rough.compare(id, "odds ratio", two.oddsRatio, fromR(fisher.odds_ratio_cmle), LOOSE);
  }

  function compareProportions(id: string, expected: {cases: Record<string, unknown>[]}, input: Case["input"]): void {
    type Method = (x: number, n: number, level: number) => IntervalEstimate;
    const methods: Record<string, Method> = {wilson: wilsonInterval, clopper_pearson: clopperPearsonInterval};
    agreement.compare(
      id,
      "x",
      input.x,
      expected.cases.map((k) => k.x)
    );
    for (const theirs of expected.cases) {
      const [x, n] = [theirs.x as number, theirs.n as number];
      for (const [name, method] of Object.entries(methods)) {
        for (const [level, [lower, upper]] of Object.entries(theirs[name] as Levels)) {
          const ours = method(x, n, Number(level.slice(1)) / 100);
          compare(id, `${name} ${level} lower ${x}/${n}`, ours.lower, lower);
          compare(id, `${name} ${level} upper ${x}/${n}`, ours.upper, upper);
        }
      }
      compare(id, `binomial ${x}/${n}`, binomialTest(x, n), theirs.binom_p_half as number);
      compare(id, `score ${x}/${n}`, proportionTest(x, n), theirs.prop_test_p_half as number);
    }
  }

  for (const {id, input, expected} of cases) {
    it(id, () => {
      if (input.table) {
        compareTable(id, input.table, expected as TableExpected);
      } else if (id.startsWith("p_adjust")) {
        for (const [method, theirs] of Object.entries(expected as Record<string, (number | null)[]>)) {
          adjustP(input.p, method as AdjustMethod).forEach((p, i) => compare(id, method, p, theirs[i]));
        }
      } else if (id === "single_proportion_ci") {
        compareProportions(id, expected as {cases: Record<string, unknown>[]}, input);
      } else {
        const ours = cochranArmitage(input.x, input.n, input.score);
        const theirs = expected as {chisq: number; df: number; p: number};
        expect(theirs.df).toBe(1);
        compare(id, "trend", ours.chisq, theirs.chisq);
        compare(id, "trend p", ours.p, theirs.p);
        compare(id, "trend z", ours.z! ** 2, theirs.chisq);
      }
    });
  }

  it("agrees on every case", () => {
    agreement.settle(18);
    rough.settle(10);
  });
});
