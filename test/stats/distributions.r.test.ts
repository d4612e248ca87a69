import {describe, it} from "vitest";
import * as d from "../../src/stats/distributions.js";
import {Agreement} from "./agreement.js";
import {ratio} from "./ratio.js";
import {readReference} from "./referenceCases.js";

type Answer = "lower" | "upper" | "lower_log" | "upper_log";
type Family = "pchisq" | "ppois" | "pbeta" | "pt";

const tails: Record<Family, Record<Answer, (...point: number[]) => number>> = {
  pchisq: {
    lower: d.chiSquaredLower,
    upper: d.chiSquaredUpper,
    lower_log: d.chiSquaredLogLower,
    upper_log: d.chiSquaredLogUpper
  },
  ppois: {
    lower: d.poissonLower,
    upper: d.poissonUpper,
    lower_log: d.poissonLogLower,
    upper_log: d.poissonLogUpper
  },
  pbeta: {lower: d.betaLower, upper: d.betaUpper, lower_log: d.betaLogLower, upper_log: d.betaLogUpper},
  pt: {lower: d.studentTLower, upper: d.studentTUpper, lower_log: d.studentTLogLower, upper_log: d.studentTLogUpper}
};

const {cases} = readReference("r", "distributions.json") as {
  cases: ({id: Family; point: number[]} & Record<Answer, number>)[];
};

describe("distribution functions with large parameters against R", () => {
  const agreement = new Agreement("distributions, large parameters, strictly relative");

  it.each(Object.keys(tails) as Family[])("%s", (family) => {
    for (const theirs of cases.filter(({id}) => id === family)) {
      for (const answer of ["lower", "upper", "lower_log", "upper_log"] as const) {
        const {actual, expected} = ratio(tails[family][answer](...theirs.point), theirs[answer]);
        const point = theirs.point.join(", ");
        agreement.compare(`${family}(${point})`, answer, actual, expected);
      }
    }
  });

  it("agrees on every case", () => agreement.settle(468));
});
