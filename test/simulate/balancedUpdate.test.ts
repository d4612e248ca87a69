import {describe, expect, it} from "vitest";
import {balancedUpdate, type Chain} from "../../loaders/simulate/balancedUpdate.js";
import type {ClassModel} from "../../loaders/simulate/classModel.js";
import {Random} from "../../loaders/simulate/random.js";

/** Two features, of which the second depends on the first; the pair may be forbidden. */
function modelOf(isAllowed: (present: Uint8Array) => boolean): ClassModel {
  return {
    genomicClass: "NPM1",
    names: ["a", "b"],
    targets: Float64Array.of(0.3, 0.2),
    normalKaryotype: 0.5,
    fields: Float64Array.of(-1, -1.5),
    couplings: [[[1, 1]], [[0, 1]]],
    bound: [0, 1],
    isDeciding: [true, true],
    exclusive: [],
    isAllowed,
    isNormal: () => true,
    offset: () => 0
  };
}

function chainsOf(n: number, a: (i: number) => number): Chain[] {
  return Array.from({length: n}, (_, i) => ({present: Uint8Array.of(a(i), 0), offsets: new Float64Array(2)}));
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

describe("balancedUpdate", () => {
  it("keeps the count within one of its expectation, over all and among those alike", () => {
    const chains = chainsOf(90, (i) => (i % 3) & 1);
    const model = modelOf(() => true);
    balancedUpdate([{model, chains}], "b", new Random(1, "balanced"));
    for (const a of [0, 1]) {
      const alike = chains.filter(({present}) => present[0] === a);
      const found = alike.filter(({present}) => present[1] === 1).length;
      expect(Math.abs(found - alike.length * logistic(a - 1.5))).toBeLessThan(1);
    }
  });

  it("leaves each genotype its own probability", () => {
    const model = modelOf(() => true);
    const counts = [0, 0, 0];
    const draws = 6000;
    const random = new Random(2, "balanced");
    for (let k = 0; k < draws; ++k) {
      const chains = chainsOf(3, (i) => (i === 2 ? 1 : 0));
      balancedUpdate([{model, chains}], "b", random);
      chains.forEach(({present}, i) => (counts[i] += present[1]));
    }
    counts.forEach((count, i) => {
      const p = logistic((i === 2 ? 1 : 0) - 1.5);
      expect(Math.abs(count / draws - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / draws));
    });
  });

  it("makes no change that the class forbids", () => {
    const chains = chainsOf(200, (i) => i % 2);
    const model = modelOf((present) => present[0] + present[1] < 2);
    balancedUpdate([{model, chains}], "b", new Random(3, "balanced"));
    expect(chains.some(({present}) => present[1] === 1)).toBe(true);
    expect(chains.every(({present}) => present[0] + present[1] < 2)).toBe(true);
  });
});
