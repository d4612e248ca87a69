import {describe, it} from "vitest";
import type {PooledEstimate} from "../../src/stats/poolEstimates.js";
import {poolEstimates} from "../../src/stats/poolEstimates.js";
import {Agreement} from "./agreement.js";
import {ratio} from "./ratio.js";
import {readReference} from "./referenceCases.js";

interface Model {
  estimate: number;
  std_err: number;
  ci: [number, number];
  z: number;
  p: number;
  weights: number[];
}

interface Case {
  id: string;
  input: {y: number[]; s: number[]; conf: number};
  expected: {
    fixed: Model;
    dl: Model & {tau2: number};
    reml: Model & {tau2: number};
    q: number;
    p_q: number;
    i2: number;
  };
}

const {cases} = readReference("r", "pooling.json") as {cases: Case[]};

describe("pooling against metafor", () => {
  const closed = new Agreement("pooling, closed forms");
  const iterated = new Agreement("pooling, restricted maximum likelihood");

  const compare = (to: Agreement, id: string, field: string, ours: number | null, theirs: number): void => {
    const {actual, expected} = ratio(ours, theirs);
    to.compare(id, field, actual, expected, to === closed ? 1e-9 : 1e-7);
  };

  function compareModel(to: Agreement, id: string, name: string, ours: PooledEstimate, theirs: Model): void {
    compare(to, id, `${name} estimate`, ours.estimate, theirs.estimate);
    compare(to, id, `${name} stdErr`, ours.stdErr, theirs.std_err);
    compare(to, id, `${name} lower`, ours.lower, theirs.ci[0]);
    compare(to, id, `${name} upper`, ours.upper, theirs.ci[1]);
    compare(to, id, `${name} z`, ours.z, theirs.z);
    compare(to, id, `${name} p`, ours.p, theirs.p);
    theirs.weights.forEach((w, i) => compare(to, id, `${name} weight ${i}`, ours.weights[i], w));
  }

  for (const {id, input, expected} of cases) {
    it(id, () => {
      const dl = poolEstimates(input.y, input.s, {method: "DL", confLevel: input.conf})!;
      const reml = poolEstimates(input.y, input.s, {confLevel: input.conf})!;
      compareModel(closed, id, "fixed", reml.fixed, expected.fixed);
      compareModel(closed, id, "DL", dl.random, expected.dl);
      compare(closed, id, "DL tau²", dl.tau2, expected.dl.tau2);
      compare(closed, id, "Q", dl.q, expected.q);
      compare(closed, id, "Q p", dl.pHeterogeneity, expected.p_q);
      compare(closed, id, "I²", dl.iSquared, expected.i2);
      compareModel(iterated, id, "REML", reml.random, expected.reml);
      compare(iterated, id, "REML tau²", reml.tau2, expected.reml.tau2);
    });
  }

  it("agrees on every case", () => {
    closed.settle(7);
    iterated.settle(7);
  });
});
