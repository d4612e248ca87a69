import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {AlterationFacts} from "../../../src/cohort/mutations/alterationBits.js";
import {oncoprintOrder, oncoprintStates} from "../../../src/cohort/mutations/oncoprintOrder.js";
import {factsOf} from "./facts.js";

/** Members mutated and tested, counted one by one. */
const countsOf = (facts: readonly AlterationFacts[], members: ArrayLike<number>) =>
  facts.map(({mutated, tested}) => ({
    mutated: mutated.filter((d, i) => d === 1 && members[i] === 1).length,
    tested: tested.filter((d, i) => d === 1 && members[i] === 1).length
  }));

const rank = new Map<number | null, number>([
  [1, oncoprintStates.mutated],
  [0, oncoprintStates.wildType],
  [null, oncoprintStates.notTested]
]);

describe("oncoprintOrder(facts, members, options)", () => {
  const statuses = fc.array(
    fc.record({
      status: fc.array(fc.constantFrom(1, 0, null), {minLength: 20, maxLength: 20}),
      member: fc.boolean()
    }),
    {minLength: 1, maxLength: 60}
  );

  it("sorts alterations by count, and patients by their states from the first row down, ties by the release", () => {
    fc.assert(
      fc.property(statuses, (rows) => {
        const facts = factsOf(rows.map(({status}) => status));
        const members = rows.map(({member}) => (member ? 1 : 0));
        const order = oncoprintOrder(facts, countsOf(facts, members), members, {alterations: 20, most: 1000});
        const counts = order.rows.map(({mutated}) => mutated);
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
        expect([...order.patients].sort((a, b) => a - b)).toEqual(members.flatMap((d, i) => (d === 1 ? [i] : [])));
        const gene = order.rows.map(({name}) => facts.findIndex((d) => d.name === name));
        const keys = [...order.patients].map((patient) =>
          gene.map((g) => 2 - (rank.get(rows[patient].status[g]) ?? 0)).join("")
        );
        const wanted = keys.map((key, i) => ({key, patient: order.patients[i]}));
        const sorted = [...wanted].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.patient - b.patient));
        expect(wanted).toEqual(sorted);
        order.rows.forEach((_, r) =>
          order.patients.forEach((patient, k) =>
            expect(order.states[r * order.patients.length + k]).toBe(rank.get(rows[patient].status[gene[r]]))
          )
        );
      }),
      {numRuns: 40}
    );
  });

  it("takes part of a large cohort, evenly over the release, and counts all of it", () => {
    const rows = Array.from({length: 1000}, (_, i) => [i % 4 === 0 ? 1 : 0]);
    const facts = factsOf(rows);
    const all = new Uint8Array(1000).fill(1);
    const order = oncoprintOrder(facts, countsOf(facts, all), all, {alterations: 40, most: 100});
    expect(order.members).toBe(1000);
    expect(order.patients).toHaveLength(100);
    expect(order.rows).toEqual([{name: "A", mutated: 250, tested: 1000}]);
    expect([...order.patients].sort((a, b) => a - b)).toEqual(Array.from({length: 100}, (_, i) => 10 * i));
  });

  it("leaves out alterations for which nobody was tested", () => {
    const facts = factsOf([
      [null, 1],
      [null, 0]
    ]);
    const order = oncoprintOrder(facts, countsOf(facts, [1, 1]), [1, 1], {alterations: 40, most: 100});
    expect(order.rows.map(({name}) => name)).toEqual(["B"]);
  });
});
