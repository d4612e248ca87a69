import {describe, it} from "vitest";
import {binomialTest} from "../../src/stats/binomialTest.js";
import {breslowDay} from "../../src/stats/breslowDay.js";
import type {TwoByTwo} from "../../src/stats/countsInput.js";
import {fisherExact} from "../../src/stats/fisherExact.js";
import {fisherExactTable} from "../../src/stats/fisherExactTable.js";
import {mantelHaenszel} from "../../src/stats/mantelHaenszel.js";
import {mcNemar} from "../../src/stats/mcNemar.js";
import {newcombeDifference} from "../../src/stats/newcombeDifference.js";
import {Agreement} from "./agreement.js";
import {fromR, ratio} from "./ratio.js";
import {readReference} from "./referenceCases.js";

type RNumber = number | string;

interface Fisher {
  alternative: "two.sided" | "less" | "greater";
  conf: number;
  p: number;
  odds_ratio: RNumber;
  ci: RNumber[];
}

interface Strata {
  tests: {correct: boolean; conf: number; chisq: number; p: number; odds_ratio: number; ci: number[]}[];
  breslow_day: Record<"chisq" | "p" | "chisq_tarone" | "p_tarone" | "df", number>;
}

interface Case {
  id: string;
  input: unknown;
  expected: unknown;
}

const {cases} = readReference("r", "counts.json") as {cases: Case[]};

describe("counts against R: exact limits, r×c, strata, pairs, differences", () => {
  const agreement = new Agreement("counts, further references");
  const rough = new Agreement("r×c exact p as R's network gives it");
  const compare = (id: string, field: string, ours: number | null, theirs: RNumber, tolerance?: number): void => {
    const {actual, expected} = ratio(ours, fromR(theirs));
    agreement.compare(id, field, actual, expected, tolerance);
  };

  const checks: Record<string, (id: string, input: never, expected: never) => void> = {
    fisher(id, {table}: {table: TwoByTwo}, expected: Fisher[]) {
      for (const theirs of expected) {
        const alternative = theirs.alternative === "two.sided" ? "two-sided" : theirs.alternative;
        const ours = fisherExact(table, {alternative, confLevel: theirs.conf});
        const field = `${alternative} ${theirs.conf}`;
        compare(id, `${field} p`, ours.p, theirs.p);
        compare(id, `${field} odds ratio`, ours.oddsRatio, theirs.odds_ratio);
        compare(id, `${field} lower`, ours.lower, theirs.ci[0]);
        compare(id, `${field} upper`, ours.upper, theirs.ci[1]);
      }
    },
    rxc(id, {table}: {table: number[][]}, expected: {p?: number; p_fisher: number}) {
      const ours = fisherExactTable(table);
      if (expected.p !== undefined) compare(id, "p", ours, expected.p);
      // FEXACT works with keys of limited precision: 7 digits and more.
      rough.compare(id, "p", ours / expected.p_fisher, 1, 1e-6);
    },
    strata(id, {strata}: {strata: TwoByTwo[]}, expected: Strata) {
      for (const theirs of expected.tests) {
        const ours = mantelHaenszel(strata, {correct: theirs.correct, confLevel: theirs.conf});
        compare(id, "chisq", ours.chisq, theirs.chisq);
        compare(id, "p", ours.p, theirs.p);
        compare(id, "odds ratio", ours.oddsRatio, theirs.odds_ratio);
        compare(id, "lower", ours.lower, theirs.ci[0]);
        compare(id, "upper", ours.upper, theirs.ci[1]);
      }
      const ours = breslowDay(strata);
      const theirs = expected.breslow_day;
      compare(id, "Breslow–Day", ours.chisq, theirs.chisq);
      compare(id, "Breslow–Day p", ours.p, theirs.p);
      compare(id, "Tarone", ours.chisqTarone, theirs.chisq_tarone);
      compare(id, "Tarone p", ours.pTarone, theirs.p_tarone);
      compare(id, "df", ours.df, theirs.df);
    },
    mcnemar(id, {table}: {table: TwoByTwo}, expected: Record<string, RNumber> & {ci: RNumber[]}) {
      const ours = mcNemar(table);
      const corrected = mcNemar(table, {correct: true});
      compare(id, "p", ours.p, expected.p);
      compare(id, "chisq", ours.chisq, expected.chisq);
      compare(id, "asymptotic p", ours.pAsymptotic, expected.p_asymptotic);
      compare(id, "corrected chisq", corrected.chisq, expected.chisq_corrected);
      compare(id, "corrected p", corrected.pAsymptotic, expected.p_corrected);
      compare(id, "odds ratio", ours.oddsRatio, expected.odds_ratio);
      compare(id, "lower", ours.lower, expected.ci[0]);
      compare(id, "upper", ours.upper, expected.ci[1]);
    },
    newcombe(id, input: {x: number[]; n: number[]; conf: number}, expected: {estimate: number; ci: number[]}) {
      const {x, n, conf} = input;
      const ours = newcombeDifference(x[0], n[0], x[1], n[1], conf);
      compare(id, "difference", ours.estimate, expected.estimate);
      compare(id, "lower", ours.lower, expected.ci[0]);
      compare(id, "upper", ours.upper, expected.ci[1]);
    },
    binomial(id, {x, n, p}: Record<"x" | "n" | "p", number>, expected: {p: number}) {
      compare(id, "p", binomialTest(x, n, p), expected.p);
    }
  };

  for (const {id, input, expected} of cases) {
    it(id, () => {
      checks[id.slice(0, id.indexOf("_"))](id, input as never, expected as never);
    });
  }

  it("agrees on every case", () => {
    // Four of the r×c tables are too large to be enumerated: for them there is only R's own p.
    agreement.settle(37);
    rough.settle(10);
  });
});
