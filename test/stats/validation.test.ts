import {describe, expect, it} from "vitest";
import {coxFit} from "../../src/stats/coxFit.js";
import {interactionColumns} from "../../src/stats/designMatrix.js";
import {StatsInputError} from "../../src/stats/errors.js";
import {localRegression} from "../../src/stats/localRegression.js";
import {pseudoObservations} from "../../src/stats/pseudoObservations.js";
import {relativeExcessRisk} from "../../src/stats/relativeExcessRisk.js";
import {timeDependentAuc} from "../../src/stats/timeDependentAuc.js";
import {unoConcordance} from "../../src/stats/unoConcordance.js";
import {Agreement} from "./agreement.js";
import {readReference} from "./referenceCases.js";

interface Case<Input, Expected> {
  readonly id: string;
  readonly input: Readonly<Record<Input & string, number[]>>;
  readonly expected: Expected;
}

interface Reference {
  readonly discrimination: Case<
    "time" | "status" | "score" | "weight" | "stratum",
    Record<"horizon" | "uno" | "at" | "auc", number[]>
  >[];
  readonly pseudo: Case<"time" | "status", {readonly at: number[]; readonly pseudo: number[][]}>[];
  readonly smooth: (Case<"x" | "y", Record<"points" | "estimate" | "se", number[]>> & {
    readonly input: {readonly span: number};
  })[];
  readonly reri: Case<"time" | "status" | "a" | "b" | "age", number[]>[];
}

const reference = readReference("r", "validation.json") as Reference;

describe("measures of prediction", () => {
  it("equal survival's Uno C, and the AUC by its definition", () => {
    const agreement = new Agreement("Uno's C and time-dependent AUC");
    for (const {id, input, expected} of reference.discrimination) {
      const {time, status, score, weight: weights, stratum: strata} = input;
      const data = {time, status, score, weights, strata};
      agreement.compare(
        id,
        "uno",
        expected.horizon.map((h) => unoConcordance(data, h)),
        expected.uno
      );
      agreement.compare(
        id,
        "auc",
        expected.at.map((t) => timeDependentAuc(data, t)),
        expected.auc
      );
    }
    agreement.settle(5);
  });

  it("give the pseudo-observations of leaving out one patient after the other", () => {
    const agreement = new Agreement("pseudo-observations");
    for (const {id, input, expected} of reference.pseudo) {
      expected.at.forEach((t, k) =>
        agreement.compare(id, `at ${t}`, pseudoObservations(input, t), expected.pseudo[k], 1e-8)
      );
    }
    agreement.settle(3);
  });

  it("smooth as loess does, with limits from the residuals", () => {
    const agreement = new Agreement("local regression");
    for (const {id, input, expected} of reference.smooth) {
      const fits = localRegression(input.x, input.y, expected.points, {span: input.span});
      agreement.compare(
        id,
        "estimate",
        fits.map((d) => d.estimate),
        expected.estimate
      );
      const width = fits.map((d) => (d.upper! - d.lower!) / (2 * 1.959963984540054));
      agreement.compare(id, "se", width, expected.se);
    }
    agreement.settle(3);
  });

  it("give the relative excess risk with the limits of the delta method", () => {
    const agreement = new Agreement("relative excess risk due to interaction");
    for (const {id, input, expected} of reference.reri) {
      const [a, b] = [
        {name: "a", values: input.a},
        {name: "b", values: input.b}
      ];
      const x = [a, b, ...interactionColumns([a], [b]), {name: "age", values: input.age}];
      const fit = coxFit({time: input.time, status: input.status, x});
      const reri = relativeExcessRisk(fit, {both: [1, 1, 1, 0], first: [1, 0, 0, 0], second: [0, 1, 0, 0]})!;
      agreement.compare(id, "reri", [reri.estimate, reri.stdErr, reri.lower, reri.upper], expected, 1e-6);
    }
    agreement.settle(1);
  });

  it("do not exist without a pair, a neighbour or an estimate", () => {
    const nobodyDies = {time: [5, 6], status: [0, 0], score: [1, 2]};
    expect(unoConcordance(nobodyDies, 10)).toBeNull();
    expect(timeDependentAuc(nobodyDies, 5.5)).toBeNull();
    expect(timeDependentAuc({time: [5, 6], status: [1, 1], score: [1, 2]}, 10)).toBeNull();
    expect(localRegression([1, 1, 1], [1, 2, 3], [1])[0].estimate).toBeNull();
    expect(localRegression([], [], [1])[0].estimate).toBeNull();
    expect([...pseudoObservations({time: [1], status: [1]}, 2)]).toEqual([0]);
    // Without censoring a pseudo-observation says who is alive.
    const alive = pseudoObservations({time: [1, 2, 3, 4], status: [1, 1, 1, 1]}, 2);
    expect([...alive].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([0, 0, 1, 1]);
  });

  it("refuse scores, spans and contrasts that cannot be", () => {
    const data = {time: [1, 2], status: [1, 0], score: [NaN, 1]};
    expect(() => unoConcordance(data, 5)).toThrow("invalid score at row 0: NaN");
    expect(() => unoConcordance({...data, score: [1, 2]}, 0)).toThrow(StatsInputError);
    expect(() => timeDependentAuc({...data, score: [1]}, 1)).toThrow("length mismatch");
    expect(() => localRegression([1], [1], [1], {span: 2})).toThrow("invalid span: 2");
    expect(() => pseudoObservations({time: [1], status: [1], weights: [2]}, 1)).toThrow("unsupported");
  });
});
