import {describe, expect, it} from "vitest";
import {blockValue} from "../../loaders/report/claims/blockValues.js";
import {evaluate, parseExpression, type Value} from "../../loaders/report/claims/expression.js";
import {printedValue} from "../../loaders/report/claims/formatValue.js";
import {claimNotes, withClaims} from "../../loaders/report/claims/withClaims.js";
import {reportSchema} from "../../loaders/report/declare/reportSchema.js";
import type {BlockFrame, CountsBlock, ForestBlock, ReportResult} from "../../src/model/report.js";

const values: Readonly<Record<string, Value>> = {a: 2, b: 3, none: null, yes: true, no: false};
const result = (text: string) => evaluate(parseExpression(text), (block) => values[block]);

describe("an assertion", () => {
  it("is arithmetic, comparison and logic with the usual precedence", () => {
    expect(result("a.n + b.n * 2 == 8")).toBe(true);
    expect(result("(a.n + b.n) * 2 == 8")).toBe(false);
    expect(result("a.n < b.n and b.n < 3 or a.n == 2")).toBe(true);
    expect(result("not a.n > b.n and b.n >= 3")).toBe(true);
    expect(result("-a.n < 0")).toBe(true);
    expect(result("a.n - -b.n == 5")).toBe(true);
  });

  it("is unknown where a part is hidden, unless the other part decides", () => {
    expect(result("none.n > 1")).toBeNull();
    expect(result("none.n > 1 and a.n > 5")).toBe(false);
    expect(result("none.n > 1 and a.n > 1")).toBeNull();
    expect(result("none.n > 1 or a.n > 1")).toBe(true);
    expect(result("not none.n > 1")).toBeNull();
    expect(result("1 / (a.n - 2) > 0")).toBeNull();
  });

  it("says in one line what it does not understand, and runs nothing", () => {
    expect(() => parseExpression("a.n >")).toThrow("invalid expression: a.n >: ends too early");
    expect(() => parseExpression("a.n > 1; b")).toThrow(/not understood/);
    expect(() => parseExpression("process")).toThrow("expected a value of block process");
    expect(() => parseExpression('a.at("x" 5)')).toThrow("expected , at 5");
    expect(() => result("a.n and b.n")).toThrow("expected a comparison, found 2");
  });
});

describe("a number in a sentence", () => {
  const estimate = (value: number | null, lower: number | null, upper: number | null) => ({
    estimate: value,
    lower,
    upper
  });

  it("carries its interval and its unit", () => {
    expect(printedValue(estimate(849.2, 739.6, 1007), "months")).toBe("27.9 months (95 % CI 24.3–33.1)");
    expect(printedValue(estimate(849.2, 739.6, null), "months")).toBe("27.9 months (95 % CI 24.3–not reached)");
    expect(printedValue(estimate(0.414, 0.389, 0.44), "percent")).toBe("41 % (95 % CI 39–44 %)");
    expect(printedValue(estimate(3.2349, 2.714, 3.85), "ratio")).toBe("3.23 (95 % CI 2.71–3.85)");
    expect(printedValue({n: 436, of: 1540, estimate: 0.283, lower: 0.261, upper: 0.306}, "share")).toBe("28 % (436/1,540; 95 % CI 26–31 %)"); // prettier-ignore
    expect(printedValue({n: 1540}, "count")).toBe("1,540");
    expect(printedValue(0.00049, "p")).toBe("p < 0.001");
    expect(printedValue(1, "sources")).toBe("1 source");
  });

  it("is not printed where it is hidden; a median that is not reached is", () => {
    expect(printedValue(null, "count")).toBeNull();
    expect(printedValue({n: null, of: 20, estimate: null, lower: null, upper: null}, "share")).toBeNull();
    expect(printedValue(estimate(null, null, null), "months")).toBeNull();
    expect(printedValue(estimate(null, 900, null), "months")).toBe("not reached (95 % CI 29.6–not reached)");
  });
});

const frame: Omit<BlockFrame, "id"> = {
  title: "T",
  subtitle: "",
  caption: "",
  population: {set: "all", n: 100},
  sources: ["A"],
  notes: [],
  methods: [],
  explorer: null
};

function forest(upper: number): ForestBlock {
  const row = (label: string, estimate: number, high: number) => ({
    label,
    n: {set: `${label}=mutated`, n: 30},
    events: {set: `${label}=mutated & OS:event`, n: 12},
    effect: {estimate, lower: estimate / 1.2, upper: high}
  });
  return {
    ...frame,
    id: "hr",
    kind: "forest",
    measure: "Hazard ratio",
    scale: "log",
    none: 1,
    rows: [row("NPM1", 0.7, upper), row("TP53", 2, 2.6)],
    heterogeneity: null,
    tests: [],
    fit: null
  };
}

function counts(n: number | null): CountsBlock {
  const columns = ["low", "high"].map((code) => ({label: code, code, set: {set: `y=${code}`, n: 50}}));
  const of = {set: "x=low", n: 50};
  const cell = (count: number | null) => ({count: {set: "x=low & y=low", n: count}, of});
  return {
    ...frame,
    id: "change",
    kind: "counts",
    draw: "alluvial",
    columns,
    rows: [
      {label: "low", code: "low", cells: [cell(40), cell(10)]},
      {label: "high", code: "high", cells: [cell(n), cell(45)]}
    ]
  };
}

const declared = reportSchema.parse({
  id: "test",
  title: "Test",
  audience: "clinician",
  answer: [
    {id: "npm1", text: 'Lower with NPM1: {hr.row("NPM1") | ratio}.', assert: 'hr.row("NPM1").upper < 1'},
    {id: "change", text: "{change.changed | share} change.", assert: "change.changed.estimate > 0.1"},
    {id: "kras", text: 'KRAS: {hr.row("KRAS") | ratio}.', assert: 'hr.row("KRAS").upper < 1'}
  ],
  sections: [{heading: "One"}],
  limitations: ["None of it is real."]
});

function reportOf(upper: number, n: number | null): ReportResult {
  return withClaims(
    {
      id: "test",
      title: "Test",
      audience: "clinician",
      group: "report",
      answer: [],
      sections: [{heading: "One", text: [], claims: [], blocks: [forest(upper), counts(n)]}],
      limitations: [],
      references: [],
      disclaimer: null,
      tier: "internal"
    },
    declared
  );
}

describe("the claims of a report", () => {
  it("hold or not by the numbers of the release, and are the same sentence either way", () => {
    const [holding, change] = reportOf(0.9, 5).answer;
    expect(holding).toEqual({
      id: "npm1",
      text: "Lower with NPM1: 0.70 (95 % CI 0.58–0.90).",
      assertion: "hr.row(\"NPM1\").upper < 1", // prettier-ignore
      holds: true,
      blocks: ["hr"]
    });
    expect(change.text).toBe("15 % (15/100; 95 % CI 9–23 %) change.");
    const later = reportOf(1.1, 5);
    expect(later.answer[0].holds).toBe(false);
    expect(claimNotes(later, declared).broken).toEqual(['report test: claim npm1 is no longer supported: hr.row("NPM1").upper < 1']); // prettier-ignore
  });

  it("have no text and no verdict where a gate has hidden a number", () => {
    const [, change] = reportOf(0.9, null).answer;
    expect(change).toMatchObject({id: "change", text: null, holds: null});
    expect(claimNotes(reportOf(0.9, null), declared).broken).toEqual([]);
  });

  it("are left out where the release does not have what they are about, and the build says so", () => {
    const report = reportOf(0.9, 5);
    expect(report.answer.map(({id}) => id)).toEqual(["npm1", "change"]);
    expect(claimNotes(report, declared).absent).toEqual(["report test: claim kras is left out: block hr: unknown row: KRAS"]); // prettier-ignore
  });

  it("say what a block does not have", () => {
    expect(() => blockValue(forest(1), [{name: "median", args: []}])).toThrow(
      /^block hr: unknown value: median, expected one of /
    );
    expect(() => blockValue(forest(1), [{name: "row", args: ["NPM1"]}, {name: "mean", args: []}])).toThrow("block hr: row has no mean"); // prettier-ignore
  });
});
