import {describe, expect, it} from "vitest";
import {cumulativeIncidence, incidenceAt} from "../../src/stats/cumulativeIncidence.js";
import {fineGray} from "../../src/stats/fineGray.js";
import {grayTest} from "../../src/stats/grayTest.js";
import type {IncidenceConfType} from "../../src/stats/incidenceLimits.js";
import {Agreement} from "./agreement.js";
import {readReference} from "./referenceCases.js";

interface Gray {
  rho: number;
  strata: boolean;
  cause: number[];
  stat: number[];
  df: number[];
  p: number[];
}

interface Interval {
  type: IncidenceConfType;
  level: number;
  time: number[];
  pstate: number[][];
  std_err: number[][];
  lower: (number | null)[][];
  upper: (number | null)[][];
}

interface FineGrayExpected {
  cause: number;
  coef: number[];
  var: number[][];
  loglik: [number, number];
  last_step: number;
}

interface Case {
  id: string;
  input: Record<"time" | "status" | "group" | "strata" | "a" | "b", number[]>;
  expected: unknown;
}

const {cases} = readReference("r", "competing-risks.json") as {cases: Case[]};

describe("competing risks against R: strata, rho, interval types, three causes", () => {
  const agreement = new Agreement("competing risks, further references");

  for (const {id, input, expected} of cases) {
    const {time, status, group, strata} = input;
    it(id, () => {
      if (id.startsWith("gray_")) {
        for (const theirs of expected as Gray[]) {
          const tests = grayTest({time, status, group, strata: theirs.strata ? strata : undefined}, {rho: theirs.rho});
          const field = `rho ${theirs.rho}${theirs.strata ? " stratified" : ""}`;
          agreement.compare(
            id,
            `${field} cause`,
            tests.map((t) => t.cause),
            theirs.cause
          );
          agreement.compare(
            id,
            `${field} stat`,
            tests.map((t) => t.chisq),
            theirs.stat
          );
          agreement.compare(
            id,
            `${field} df`,
            tests.map((t) => t.df),
            theirs.df
          );
          agreement.compare(
            id,
            `${field} p`,
            tests.map((t) => t.p),
            theirs.p
          );
        }
      } else if (id.startsWith("intervals_")) {
        for (const theirs of expected as Interval[]) {
          const options = {variance: "jackknife", confType: theirs.type, confLevel: theirs.level} as const;
          const [all] = cumulativeIncidence({time, status}, options);
          const states = [all.eventFree, ...all.causes];
          agreement.compare(id, "time", all.time, theirs.time);
          states.forEach((curve, k) => {
            const field = `${theirs.type} state ${k}`;
            agreement.compare(
              id,
              `${field} p`,
              curve.estimate,
              theirs.pstate.map((r) => r[k])
            );
            agreement.compare(
              id,
              `${field} se`,
              curve.variance.map(Math.sqrt),
              theirs.std_err.map((r) => r[k])
            );
            agreement.compare(
              id,
              `${field} lower`,
              curve.lower,
              theirs.lower.map((r) => r[k])
            );
            agreement.compare(
              id,
              `${field} upper`,
              curve.upper,
              theirs.upper.map((r) => r[k])
            );
          });
        }
      } else if (id === "aalen_three_causes") {
        const theirs = expected as {
          times: number[];
          curve: string[];
          est: (number | null)[][];
          var: (number | null)[][];
        };
        const groups = cumulativeIncidence({time, status, group});
        theirs.curve.forEach((name, k) => {
          const [g, cause] = name.split(" ").map(Number);
          const at = incidenceAt(
            groups[g],
            groups[g].causes.find((c) => c.cause === cause)!,
            theirs.times
          );
          agreement.compare(
            id,
            `${name} est`,
            at.map((v) => v?.estimate ?? null),
            theirs.est[k]
          );
          agreement.compare(
            id,
            `${name} var`,
            at.map((v) => v?.variance ?? null),
            theirs.var[k]
          );
        });
      } else {
        const x = (["a", "b"] as const).map((name) => ({name, values: input[name]}));
        for (const theirs of expected as FineGrayExpected[]) {
          expect(theirs.last_step).toBeLessThan(1e-14);
          const fit = fineGray({time, status, x}, {cause: theirs.cause});
          const field = `cause ${theirs.cause}`;
          expect(fit.warnings).toEqual([]);
          agreement.compare(
            id,
            `${field} coef`,
            fit.coefficients.map((c) => c.estimate),
            theirs.coef,
            1e-7
          );
          agreement.compare(id, `${field} var`, fit.vcov, theirs.var, 1e-7);
          agreement.compare(id, `${field} loglik`, fit.loglik, theirs.loglik);
        }
      }
    });
  }

  it("covers every case", () => {
    agreement.settle(9);
    expect(cases.length).toBe(9);
  });
});
