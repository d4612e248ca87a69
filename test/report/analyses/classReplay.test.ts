import {afterAll, describe, expect, it} from "vitest";
import {reportContext, type ReportContext} from "../../../loaders/report/reportContext.js";
import {kaplanMeier} from "../../../src/stats/kaplanMeier.js";
import {survivalAt} from "../../../src/stats/survivalAt.js";
import {transport} from "../../../src/stats/transport.js";
import {blockOf, blocksOf, countsIn, membersOf} from "../../support/reportBlocks.js";
import {type ReportPatient, reportRelease} from "../../support/reportRelease.js";

const open: {remove(): Promise<void>}[] = [];
afterAll(() => Promise.all(open.map((release) => release.remove())));

async function contextOf(patients: readonly ReportPatient[]): Promise<ReportContext> {
  const release = await reportRelease(patients);
  open.push(release);
  return reportContext(release);
}

/** NPM1 doubles every time to death; in B all live longer by half, whatever they have. */
const patients = ["A", "B"].flatMap((source) =>
  Array.from({length: 120}, (_, i): ReportPatient => {
    const npm1 = i % 3 === 0;
    const days = Math.round((20 + 7 * i) * (npm1 ? 2 : 1) * (source === "B" ? 1.5 : 1));
    return {source, days, died: i % 5 !== 4, age: 40 + (i % 30), npm1};
  })
);
const declared = {
  kind: "class-replay",
  system: "NPM1",
  class: "mutated",
  endpoint: "OS",
  years: ["1"],
  events: "5",
  patients: "20"
};

describe("a class in the source left out", () => {
  it("is predicted by a model of the other sources, of which it shares nothing", async () => {
    const context = await contextOf(patients);
    const block = blockOf(context, "forest", declared);
    expect(block.rows.map(({label, n}) => [label, n?.n])).toEqual([
      ["in A", 40],
      ["in B", 40]
    ]);
    const inside = patients.map(({source}) => Number(source === "B"));
    const x = [{name: "npm1", values: Float64Array.from(patients, (d) => Number(d.npm1))}];
    const [time, status] = [patients.map((d) => d.days), patients.map((d) => Number(d.died))];
    const {predicted} = transport({time, status, x, inside}, [365.25])!;
    const of = patients.filter(({source}) => source === "B");
    const own = of.filter((d) => d.npm1);
    const expected = own.map((d) => predicted[0][of.indexOf(d)]).reduce((sum, d) => sum + d, 0) / own.length;
    const curve = kaplanMeier({time: own.map((d) => d.days), status: own.map((d) => Number(d.died))});
    const [{survival}] = survivalAt(curve, [365.25]);
    expect(block.rows[1].effect.estimate).toBeCloseTo(100 * (survival - expected), 9);
    // They live longer in B than A foretells, and shorter in A than B does.
    expect(block.rows[1].effect.estimate).toBeGreaterThan(0);
    expect(block.rows[0].effect.estimate).toBeLessThan(0);
    for (const count of countsIn(block)) expect(membersOf(context, count)).toBe(count.n);
  });

  it("is not shown of few patients, of one source, or of a class with few events among the others", async () => {
    const context = await contextOf(patients);
    expect(blocksOf(context, {...declared, patients: "41"})).toEqual([]);
    expect(blocksOf(context, {...declared, events: "33"})).toEqual([]);
    const one = await contextOf(patients.filter(({source}) => source === "A"));
    expect(blocksOf(one, declared)).toEqual([]);
  });
});
