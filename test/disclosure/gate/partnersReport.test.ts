import {describe, expect, it} from "vitest";
import {consortiumRules} from "../../../loaders/disclosure/gate/consortiumRules.js";
import {gateReport} from "../../../loaders/disclosure/gate/gateReport.js";
import type {FactsBlock, ReportBlock, SurvivalBlock, ValuesBlock} from "../../../src/model/report.js";
import {contextOf, frameOf, reportOf} from "../support/invented.js";

const rules = consortiumRules({k: 5, curve: 10});
const none = {estimate: null, lower: null, upper: null};

/** 40 patients of one arm; `lost` of them are not followed. */
function trialOf(lost: number) {
  const patients = Array.from({length: 40}, (_, i) => ({
    arm: "new",
    age: i < lost ? null : "60",
    OS: i < lost ? null : i % 2 === 0 ? "event" : "censored"
  }));
  return contextOf(patients);
}

function survivalOf(context: ReturnType<typeof trialOf>): SurvivalBlock {
  const n = context.count("OS:followed & arm=new");
  return {
    ...frameOf(context, "os", "arm=new"),
    kind: "survival",
    endpoint: {definition: "OS", label: "Overall survival", start: "diagnosis", words: ""},
    groups: [
      {
        label: "New",
        code: "new",
        n,
        events: context.count("OS:event & arm=new"),
        curve: {
          resolution: "exact",
          time: [30, 60, 90],
          value: [0.9, 0.5, 0.4],
          lower: [null, null, null],
          upper: [null, null, null],
          atRisk: [n.n!, 20, 3],
          event: [4, 16, 1],
          censored: [2, 1, 0]
        },
        risk: [
          {day: 0, atRisk: n.n, events: 0, censored: 0},
          {day: 60, atRisk: 20, events: 16, censored: 3}
        ],
        median: none,
        at: [],
        followUp: null
      }
    ],
    times: [],
    test: null,
    contrasts: [],
    proportionality: null,
    restrictedMean: null
  };
}

const gated = (...blocks: ReportBlock[]) => gateReport(reportOf(blocks), rules).sections[0].blocks;

describe("a report for partners", () => {
  it("does not tell how few were not followed: neither the size of a curve, nor at risk at its start, nor who left", () => {
    const of = (lost: number) => (gated(survivalOf(trialOf(lost)))[0] as SurvivalBlock).groups[0];
    expect(of(2)).toMatchObject({n: {n: null, hidden: "complementary"}, risk: [{day: 60, atRisk: 20, events: null, censored: null}]}); // prettier-ignore
    expect(of(8)).toMatchObject({
      n: {n: 32},
      risk: [
        {day: 0, atRisk: 32},
        {day: 60, events: 16, censored: null}
      ]
    });
    expect(of(0).n.n).toBe(40);
  });

  it("gives curves without counts by step, as long as k are at risk", () => {
    const [group] = (gated(survivalOf(trialOf(0)))[0] as SurvivalBlock).groups;
    expect(group.curve).toEqual({resolution: "exact", time: [30, 60], value: [0.9, 0.5], lower: [null, null], upper: [null, null], atRisk: [40, 20]}); // prettier-ignore
  });

  it("hides a number in all of its blocks that another block's total would tell", () => {
    const context = trialOf(3);
    const known = context.count("age=known & arm=new");
    const values: ValuesBlock = {
      ...frameOf(context, "age", "arm=new"),
      kind: "values",
      columns: [{label: "New", set: context.count("arm=new")}],
      rows: [{label: "Age", unit: "a", cells: [{known, missing: {set: "age=unknown & arm=new", n: 3}, median: 60, q1: 50, q3: 70}]}] // prettier-ignore
    };
    const [own] = gated(values) as ValuesBlock[];
    // The median is of many, and stays.
    expect(own.rows[0].cells[0]).toMatchObject({known: {n: null}, missing: {n: null, hidden: "small"}, median: 60});
    const [, other] = gated(values, {...survivalOf(context), population: known}) as [ValuesBlock, SurvivalBlock];
    expect(other.population.n).toBeNull();
  });

  it("hides small numbers of records with what is made of them, and the next smallest of a source", () => {
    const context = trialOf(0);
    const facts = (columns: FactsBlock["columns"], rows: FactsBlock["rows"]): FactsBlock => ({
      ...frameOf(context, "facts"),
      kind: "facts",
      records: true,
      columns,
      rows
    });
    const counts = (label: string) => ({label, numeric: true, counts: true as const});
    const [words, percent] = [{label: "Source", numeric: false}, {label: "%", numeric: true}]; // prettier-ignore
    const [checks, reasons] = gated(
      facts(
        [words, counts("Found"), counts("Checked"), percent],
        [["A", 2, 40, 5], ["A", 38, 40, 95], ["B", 0, 40, 0], ["B", 20, 40, 50]] // prettier-ignore
      ),
      facts([words, counts("Values"), percent], [["A", 3, 1], ["A", 30, 10], ["A", 300, 89], ["B", 9, 2]]) // prettier-ignore
    ) as FactsBlock[];
    expect(checks.rows).toEqual([["A", "< 5", null, null], ["A", null, null, null], ["B", 0, 40, 0], ["B", 20, 40, 50]]); // prettier-ignore
    expect(reasons.rows).toEqual([
      ["A", "< 5", null],
      ["A", null, null],
      ["A", 300, 89],
      ["B", 9, 2]
    ]);
  });
});
