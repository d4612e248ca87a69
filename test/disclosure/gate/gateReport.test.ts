import {describe, expect, it} from "vitest";
import {consortiumRules} from "../../../loaders/disclosure/gate/consortiumRules.js";
import {gateReport} from "../../../loaders/disclosure/gate/gateReport.js";
import {internalRules} from "../../../loaders/disclosure/gate/internalRules.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import {publicGate} from "../../../loaders/disclosure/public/publicGate.js";
import type {ForestBlock, ReportResult, SurvivalBlock} from "../../../src/model/report.js";
import {contextOf, crossTable, frameOf, keyOf, randomNumbers, reportOf} from "../support/invented.js";

const policy = readPublicPolicy(".");
const levels = {row: ["a", "b", "c"], column: ["x", "y", "z"]};

/** 400 invented patients, seven of them of level c. */
function invented(seed: number) {
  const random = randomNumbers(seed);
  const pick = (names: readonly string[]) => names[Math.floor(random() ** 3 * names.length)];
  return contextOf(
    Array.from({length: 400}, (_, i) => ({
      row: i < 7 ? "c" : pick(["a", "b"]),
      column: pick(levels.column),
      source_id: random() < 0.6 ? "one" : "two",
      OS: random() < 0.5 ? "event" : "censored"
    }))
  );
}

/** A marker that no other number is: the n-th fraction of its kind. */
const marker = (n: number) => 1000 + n + 0.123456;

function survivalBlock(context: ReturnType<typeof contextOf>): SurvivalBlock {
  const estimate = (n: number) => ({estimate: marker(n), lower: marker(n), upper: marker(n)});
  return {
    ...frameOf(context, "os"),
    kind: "survival",
    endpoint: {definition: "OS", label: "Overall survival", start: "diagnosis", words: ""},
    groups: levels.row.map((level, g) => ({
      label: level,
      code: null,
      n: context.count(`row=${level}`),
      events: context.count(keyOf("OS:event", `row=${level}`)),
      curve: {
        resolution: "exact",
        time: [17.25, 91.75],
        value: [0.123456, 0.0123456],
        lower: [0.0123, null],
        upper: [0.7654321, 1],
        atRisk: [7, 3],
        event: [4, 3],
        censored: [0, 0]
      },
      risk: [{day: 0, atRisk: marker(10 + g), events: marker(20 + g), censored: marker(30 + g)}],
      median: estimate(40 + g),
      at: [estimate(50 + g)],
      followUp: marker(60 + g)
    })),
    times: [365],
    test: {method: "Log-rank test", statistic: marker(70), df: 2, p: 0.0123456},
    contrasts: [
      {
        label: "c",
        reference: "a",
        adjustment: "",
        hazardRatio: estimate(80),
        n: context.count("row=c"),
        events: context.count("OS:event & row=c"),
        test: null
      }
    ],
    proportionality: null,
    restrictedMean: {horizon: 365, groups: [estimate(90)], differences: [estimate(91)]}
  };
}

function forestBlock(context: ReturnType<typeof contextOf>): ForestBlock {
  const row = (level: string, n: number) => ({
    label: level,
    n: context.count(`row=${level}`),
    events: context.count(keyOf("OS:event", `row=${level}`)),
    effect: {estimate: marker(n), lower: marker(n), upper: marker(n)}
  });
  return {
    ...frameOf(context, "hazards"),
    kind: "forest",
    measure: "Hazard ratio",
    scale: "log",
    none: 1,
    rows: [
      row("a", 100),
      row("b", 101),
      row("c", 102),
      {...row("a", 103), label: "All", n: null, events: null, pooled: true}
    ],
    heterogeneity: {i2: marker(104), q: marker(105), df: 2, p: 0.123456},
    tests: [],
    fit: null
  };
}

function results(context: ReturnType<typeof contextOf>): ReportResult {
  const table = crossTable(context, "table", ["row", levels.row], ["column", levels.column]);
  const small = context.count("row=c").n;
  return {
    ...reportOf([
      {...table, notes: [`Of these, ${small} patients are rare.`, "The ELN 2022 rules are from 2022."]},
      survivalBlock(context),
      forestBlock(context)
    ]),
    answer: [
      {id: "rare", text: `${small} patients are rare.`, assertion: "table.n > 0", holds: true, blocks: ["table"]},
      {id: "all", text: "400 patients are in it.", assertion: "table.n > 0", holds: true, blocks: ["table"]}
    ]
  };
}

const open = (context: ReturnType<typeof contextOf>, result: ReportResult) =>
  publicGate(context, {reports: [result], sources: []}, policy);

/** Every number in a value, with its path. */
function numbersOf(value: unknown, path = ""): {path: string; value: number}[] {
  if (typeof value === "number") return [{path, value}];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, part]) => numbersOf(part, `${path}.${key}`));
}

describe("gateReport, public", () => {
  it("lets no hidden count and nothing made of one out, by any way", async () => {
    for (const seed of [1, 2, 3, 4]) {
      const context = invented(seed);
      const result = results(context);
      const {registry, rules} = await open(context, result);
      const gated = gateReport(result, rules);
      const shown = new Map(registry.cells.flatMap(({hidden, keys, n}) => keys.map((key) => [key, hidden ? null : n])));
      const walk = (value: unknown): void => {
        if (value === null || typeof value !== "object") return;
        if ("set" in value && "n" in value) expect(value.n).toBe(shown.get(String(value.set)));
        Object.values(value).forEach(walk);
      };
      walk(gated);
      expect([...shown.values()]).toContain(null);
      // Group c is rare: its estimates, curve and risk table are gone, and nothing has its full digits.
      const text = JSON.stringify(gated);
      for (const n of [12, 22, 32, 42, 52, 62, 80, 102]) expect(text).not.toContain(String(Math.floor(marker(n))));
      for (const {path, value} of numbersOf(gated)) expect(value * 100, path).toBeCloseTo(Math.round(value * 100), 1);
    }
  });

  it("leaves out sentences with a number that is not shown, and keeps the others", async () => {
    const context = invented(1);
    const result = results(context);
    const {rules} = await open(context, result);
    const gated = gateReport(result, rules);
    expect(gated.answer.map(({text}) => text)).toEqual([null, "400 patients are in it."]);
    const [first, second] = gated.sections[0].blocks[0].notes;
    expect(first).toContain("left out");
    expect(second).toBe("The ELN 2022 rules are from 2022.");
  });

  it("refuses a field that it does not know, and a count that was not registered", async () => {
    const context = invented(1);
    const result = results(context);
    const {rules} = await open(context, result);
    const [block] = result.sections[0].blocks;
    const strange = {...result, sections: [{...result.sections[0], blocks: [{...block, youngest: 17}]}]};
    expect(() => gateReport(strange, rules)).toThrow(/sections.0.blocks.0: the gate does not know this: .*youngest/u);
    const other = {...block, population: {set: "row=a|b", n: 300}};
    const unknown = {...result, sections: [{...result.sections[0], blocks: [other]}]};
    expect(() => gateReport(unknown, rules)).toThrow("a count that is not in the cell registry: row=a|b");
  });

  it("refuses a source of three patients, a total of a public source and another, and a set by centre", async () => {
    const context = invented(1);
    const result = results(context);
    const sized = (id: string, n: number) => ({id, members: Uint8Array.from({length: 400}, (_, i) => Number(i < n))});
    const gate = (sources: ReturnType<typeof sized>[]) => publicGate(context, {reports: [result], sources}, policy);
    await expect(gate([sized("small", 3)])).rejects.toThrow("source small: 3 patients, expected at least 10");
    await expect(gate([sized("AMLSG", 200), sized("other", 100)])).rejects.toThrow(
      /total of two sources.*count of other/u
    );
    const byCentre = reportOf([crossTable(context, "centres", ["centre", ["1"]], ["row", ["a"]])]);
    await expect(publicGate(context, {reports: [byCentre], sources: []}, policy)).rejects.toThrow(
      /may not name.*centre=1/u
    );
  });
});

describe("gateReport, consortium and internal", () => {
  it("hides counts below five, what is made of them and in tables what would tell them, and is exact otherwise", () => {
    const context = invented(3);
    const result = results(context);
    const gated = gateReport(result, consortiumRules({k: 5, curve: 10}));
    const {rows} = gated.sections[0].blocks[0] as ReturnType<typeof crossTable>;
    const exact = (result.sections[0].blocks[0] as ReturnType<typeof crossTable>).rows;
    let [hidden, shown] = [0, 0];
    rows.forEach(({cells}, r) =>
      cells.forEach((share, c) => {
        const n = exact[r].cells[c]?.count.n ?? 0;
        const small = n > 0 && n < 5;
        const {n: told, hidden: why} = share!.count;
        expect([told, why]).toEqual(told === null ? [null, small ? "small" : "complementary"] : [n, undefined]);
        if (small) expect(told).toBeNull();
        hidden += Number(small);
        shown += Number(told !== null);
      })
    );
    expect(hidden).toBeGreaterThan(0);
    expect(shown).toBeGreaterThan(3);
    expect(gated.tier).toBe("consortium");
    expect((gated.sections[0].blocks[1] as SurvivalBlock).groups[0].curve?.resolution).toBe("exact");
  });

  it("passes everything in the secure environment", () => {
    const result = results(invented(2));
    expect(gateReport(result, internalRules)).toEqual({...result, tier: "internal"});
  });
});
