import {describe, expect, it} from "vitest";
import {figureTotals} from "../../../loaders/disclosure/audit/figureTotals.js";
import type {ReportBlock} from "../../../src/model/report.js";

const count = (n: number | null) => (n === null ? {set: "x", n, hidden: "small"} : {set: "x", n});
const survival = (...events: (number | null)[]) =>
  ({kind: "survival", groups: events.map((n) => ({events: count(n)}))}) as unknown as ReportBlock;
const incidence = (...groups: number[][]) =>
  ({
    kind: "incidence",
    groups: groups.map((causes) => ({causes: causes.map((n) => ({events: count(n)}))}))
  }) as unknown as ReportBlock;

describe("events that a figure says in all", () => {
  it("are the sum of its groups and causes", () => {
    expect(figureTotals([survival(30, 40), incidence([10, 20], [30, 40])])).toEqual([70, 100]);
  });

  it("are none where one is hidden", () => {
    expect(figureTotals([survival(30, null)])).toEqual([]);
  });
});
