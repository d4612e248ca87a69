import {describe, expect, it} from "vitest";
import * as d from "../../src/stats/distributions.js";
import {Agreement} from "./agreement.js";
import {fromR, ratio} from "./ratio.js";
import {readReference} from "./referenceCases.js";

type Answers = Record<"lower" | "upper" | "lower_log" | "upper_log", (...x: number[]) => number>;

interface Case {
  id: string;
  input: Record<string, number[]>;
  expected: Record<string, (number | string)[]>;
}

const tails: Record<string, Answers> = {
  pnorm: {lower: d.normalLower, upper: d.normalUpper, lower_log: d.normalLogLower, upper_log: d.normalLogUpper},
  pchisq: {
    lower: d.chiSquaredLower,
    upper: d.chiSquaredUpper,
    lower_log: d.chiSquaredLogLower,
    upper_log: d.chiSquaredLogUpper
  },
  pt: {lower: d.studentTLower, upper: d.studentTUpper, lower_log: d.studentTLogLower, upper_log: d.studentTLogUpper},
  pf: {lower: d.fLower, upper: d.fUpper, lower_log: d.fLogLower, upper_log: d.fLogUpper},
  pbeta: {lower: d.betaLower, upper: d.betaUpper, lower_log: d.betaLogLower, upper_log: d.betaLogUpper},
  phyper: {
    lower: d.hypergeometricLower,
    upper: d.hypergeometricUpper,
    lower_log: d.hypergeometricLogLower,
    upper_log: d.hypergeometricLogUpper
  },
  pgamma_poisson: {
    lower: d.poissonLower,
    upper: d.poissonUpper,
    lower_log: d.poissonLogLower,
    upper_log: d.poissonLogUpper
  }
};

const quantiles: Record<string, Partial<Answers>> = {
  qnorm: {
    lower: d.normalQuantile,
    upper: (p) => -d.normalQuantile(p),
    lower_log: d.normalLogQuantile,
    upper_log: (p) => -d.normalLogQuantile(p)
  },
  qchisq: {
    lower: d.chiSquaredQuantile,
    upper: d.chiSquaredUpperQuantile,
    lower_log: d.chiSquaredLogQuantile,
    upper_log: d.chiSquaredLogUpperQuantile
  },
  qbeta: {lower: d.betaQuantile, upper: d.betaUpperQuantile},
  qt: {lower: d.studentTQuantile, upper: (p, df) => -d.studentTQuantile(p, df)},
  qf: {lower: d.fQuantile, upper: d.fUpperQuantile}
};

const {cases} = readReference("statistics", "distributions.json") as {cases: Case[]};

/** The argument lists of a case; single parameters go with every point. R's `mean` and `sd` are 0 and 1. */
function points(input: Record<string, number[]>, first: number[]): number[][] {
  const parameters = Object.keys(input).filter((name) => !["q", "p", "mean", "sd"].includes(name));
  return first.map((q, i) => [q, ...parameters.map((name) => input[name][i % input[name].length])]);
}

describe("distribution functions against R", () => {
  const agreement = new Agreement("distributions, both tails, strictly relative");

  for (const {id, input, expected} of cases) {
    it(id, () => {
      const logP = expected.logp?.map((p) => fromR(p)!);
      for (const [field, answers] of Object.entries(expected)) {
        if (field === "logp") continue;
        const isTail = id in tails;
        const f = (isTail ? tails : quantiles)[id][field as keyof Answers];
        expect(f, `${id} ${field}`).toBeDefined();
        const first = !isTail && field.endsWith("_log") ? logP : (input.q ?? input.p);
        points(input, first).forEach((point, i) => {
          const {actual, expected: theirs} = ratio(f!(...point), fromR(answers[i]));
          agreement.compare(id, `${field}(${point.join(", ")})`, actual, theirs, isTail ? 5e-12 : 1e-9);
        });
      }
    });
  }

  it("agrees on every case", () => agreement.settle(12));
});
