import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {auditRelease} from "../../../loaders/disclosure/audit/auditRelease.js";
import type {PublishedResults} from "../../../loaders/disclosure/audit/publishedResults.js";
import {publishedResults} from "../../../loaders/disclosure/audit/publishedResults.js";
import {boundHidden} from "../../../loaders/disclosure/audit/boundHidden.js";
import {curveBreaches} from "../../../loaders/disclosure/audit/curveBreaches.js";
import {homogeneous, sharesOf} from "../../../loaders/disclosure/audit/rules/homogeneityRule.js";
import {nestedDifferences} from "../../../loaders/disclosure/audit/rules/differencesRule.js";
import {numbersBesideHidden} from "../../../loaders/disclosure/audit/rules/percentagesRule.js";
import {scanBytes} from "../../../loaders/disclosure/audit/scanBytes.js";
import {gateSingleBlock} from "../../../loaders/disclosure/gate/gateReport.js";
import {curveAtKnots, knotMonths, monthlyEvents, monthlyValues} from "../../../loaders/disclosure/public/knots.js";
import {loadLinearBounds} from "../../../loaders/disclosure/public/linearBounds.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import {publicGate} from "../../../loaders/disclosure/public/publicGate.js";
import type {Count, ReportBlock, ReportCurve, SurvivalBlock} from "../../../src/model/report.js";
import {readRelease} from "../../../loaders/release/readRelease.js";
import {root} from "../../support/sharedData.js";
import {contextOf, crossTable, frameOf, type Invented} from "../support/invented.js";
import {ungatedRelease} from "../support/publicRelease.js";
import {
  invertPercentage,
  type KnownRow,
  reconstruct,
  searchBytes,
  subtractMicrodata,
  subtractTables
} from "./attacks.js";

const policy = readPublicPolicy(root);
const k = policy.k.plain;

/** 600 patients of three sources, AMLSG among them; 4 of AMLSG and 3 of each other source have the rare type. */
const patients: Invented = Array.from({length: 600}, (_, i) => ({
  source_id: ["AMLSG", "B", "C"][i % 3],
  sex: i % 2 === 0 ? "f" : "m",
  aml_type: i < 10 ? "rare" : i % 5 === 0 ? "secondary" : "de_novo",
  died: i % 7 < 3 ? "yes" : "no"
}));
const context = contextOf(patients);
const exactBlocks: ReportBlock[] = [
  crossTable(context, "sources", ["aml_type", ["de_novo", "secondary", "rare"]], ["source_id", ["AMLSG", "B", "C"]]),
  crossTable(context, "sex", ["aml_type", ["de_novo", "secondary", "rare"]], ["sex", ["f", "m"]])
];
let ours: PublishedResults;
/** The same tables with small counts left out and nothing else done. */
let weak: PublishedResults;

function published(blocks: readonly ReportBlock[]): PublishedResults {
  const found = publishedResults([], blocks, []);
  return publishedResults(
    [],
    blocks,
    [...found.counts].map(([set, n]) => ({set, n}))
  );
}

beforeAll(async () => {
  const sources = ["AMLSG", "B", "C"].map((id) => ({id, members: context.members(`source_id=${id}`)}));
  const {rules} = await publicGate(context, {reports: [], blocks: exactBlocks, sources}, policy);
  ours = published(exactBlocks.map((block) => gateSingleBlock(block, rules)));
  const small = (count: Count): Count =>
    (count.n ?? 0) > 0 && (count.n ?? 0) < k ? {...count, n: null, hidden: "small"} : count;
  weak = published(
    exactBlocks.map((block) => {
      if (block.kind !== "counts") return block;
      const rows = block.rows.map((row) => ({
        ...row,
        cells: row.cells.map((share) => share && {count: small(share.count), of: small(share.of)})
      }));
      return {...block, rows};
    })
  );
});

describe("attacks on tables", () => {
  it("subtraction of totals and parts", () => {
    expect(subtractTables(weak, k).map(({n}) => n)).toContain(5);
    expect(subtractTables(ours, k)).toEqual([]);
    expect([...ours.counts.values()].filter((n) => n !== null).length).toBeGreaterThan(8);
  });

  it("bounds by linear programming", async () => {
    const solver = await loadLinearBounds();
    const small = ({counts}: PublishedResults) =>
      [...boundHidden(counts, solver, () => k).bounds].filter(([, {upper}]) => upper + 1e-6 < k).length;
    expect(small(weak)).toBeGreaterThan(0);
    expect(small(ours)).toBe(0);
    expect(boundHidden(ours.counts, solver, () => k).contradictions).toEqual([]);
  });

  it("differences of nested sets", () => {
    const counts = new Map([
      ["sex=f", 300],
      ["aml_type=de_novo & sex=f", 296]
    ]);
    expect(nestedDifferences(counts, policy)).toEqual([{large: "sex=f", small: "aml_type=de_novo & sex=f", n: 4}]);
    expect(nestedDifferences(ours.counts, policy)).toEqual([]);
  });

  it("subtraction of microdata that anybody has", () => {
    const amlsg = patients.filter(({source_id: id}) => id === "AMLSG");
    const isIn = (row: KnownRow, set: string) =>
      set === "all" || set.split(" & ").every((clause) => row[clause.split("=")[0]] === clause.split("=")[1]);
    const pooled = new Map<string, number | null>([["aml_type=rare", 10]]);
    expect(subtractMicrodata({...weak, counts: pooled}, amlsg, isIn, k)).toEqual([{set: "aml_type=rare", n: 6}]);
    expect(subtractMicrodata(ours, amlsg, isIn, k)).toEqual([]);
  });

  it("a percentage with decimals of a hidden count", () => {
    // One decimal of 200 patients means one count; the gate shows neither count nor percentage.
    expect(invertPercentage(1.5, 1, 200)).toEqual([3]);
    const table = crossTable(context, "told", ["aml_type", ["rare"]], ["sex", ["f"]]);
    const told: ReportBlock = {
      ...table,
      rows: [{...table.rows[0], cells: [{count: {set: "x", n: null}, of: {set: "all", n: 600}}], smd: 0.2}]
    };
    expect(numbersBesideHidden(told)).toHaveLength(1);
    expect(ours.blocks.flatMap(numbersBesideHidden)).toEqual([]);
  });

  it("an outcome of all of a group", () => {
    const told = {count: {set: "aml_type=rare & died=yes", n: 12}, of: {set: "aml_type=rare", n: 12}};
    expect(homogeneous(told, policy)).toEqual(["aml_type=rare & died=yes: all of 12 patients have this outcome"]);
    expect(ours.blocks.flatMap(sharesOf).flatMap(({share}) => homogeneous(share, policy))).toEqual([]);
  });
});

describe("attacks on curves", () => {
  const n = 240;
  const time = Array.from({length: 120}, (_, i) => 15 * (i + 1));
  const exact: ReportCurve = {
    resolution: "exact",
    time,
    value: time.map((_, i) => 1 - (i + 1) / n),
    lower: time.map(() => null),
    upper: time.map(() => null),
    atRisk: time.map((_, i) => n - i),
    event: time.map(() => 1),
    censored: time.map(() => 0)
  };
  const block = (curve: ReportCurve, atRisk: number): SurvivalBlock => ({
    ...frameOf(context, "os"),
    kind: "survival",
    endpoint: {definition: "OS", label: "Overall survival", start: "diagnosis", words: ""},
    groups: [
      {
        label: "All",
        code: null,
        n: {set: "all", n},
        events: {set: "OS:event", n: 120},
        curve,
        risk: [{day: 0, atRisk, events: null, censored: null}],
        median: {estimate: null, lower: null, upper: null},
        at: [],
        followUp: null
      }
    ],
    times: [],
    test: null,
    contrasts: [],
    proportionality: null,
    restrictedMean: null
  });

  it("reconstruction of patients from steps and numbers at risk", () => {
    expect(reconstruct([1, ...exact.value], (i) => n - i).every((events) => events === 1)).toBe(true);
    const monthly = monthlyEvents(exact, policy.curves.at_risk);
    const knots = knotMonths(monthly, monthlyValues(exact, monthly.last, 1), policy.curves.events);
    const shown = curveAtKnots(exact, knots, monthly.last, 1).curve;
    const events = reconstruct([...shown.value], (i) => n * shown.value[i]);
    // The last point only marks the flat end.
    expect(Math.min(...events.filter((d) => d > 0))).toBeGreaterThanOrEqual(4);
    expect(shown.time.length).toBeGreaterThan(8);
    expect(curveBreaches(block(shown, 240), policy)).toEqual([]);
  });

  it("is noticed where a curve is exact, a number at risk is not rounded, or knots lie too close", () => {
    expect(curveBreaches(block(exact, 240), policy).join("\n")).toContain("a step at every event");
    expect(curveBreaches(block(exact, 237), policy).join("\n")).toContain(
      "237 at risk on day 0, expected a multiple of 5"
    );
    const close: ReportCurve = {
      resolution: "knots",
      time: [0, 30, 61, 91],
      value: [1, 0.99, 0.98, 0.7],
      lower: [],
      upper: []
    };
    const narrow = {...block(close, 20)};
    expect(
      curveBreaches(
        {
          ...narrow,
          groups: narrow.groups.map((group) => ({...group, n: {set: "OS:event", n: 60}, events: {set: "b", n: 30}}))
        },
        policy
      ).join("\n")
    ).toMatch(/at most 0 events|at most [1-9] events/u);
  });
});

describe("attack on the bytes of a site", () => {
  const counts = new Map<string, number | null>([
    ["all", 600],
    ["aml_type=rare", null]
  ]);
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  it("finds keys, rows, karyotypes, days and hidden counts, and nothing in what the registry shows", () => {
    const scan = (file: string, content: Uint8Array) => scanBytes(file, content, {tier: "public", counts});
    const key = bytes({id: "AMLSG-0123456789abcdef"});
    const rows = new Uint8Array([0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0, 0]);
    expect([searchBytes(key), searchBytes(rows)]).toEqual([["key"], ["rows"]]);
    expect(scan("a.html", key)).toEqual(["a key of a source, 1 times"]);
    expect(scan("a.arrow", rows)).toEqual(["a table of rows, expected none in a public site"]);
    expect(scan("a.json", bytes({set: "aml_type=rare", n: 10}))).toEqual([
      "aml_type=rare is 10, which the cell registry does not show"
    ]);
    expect(scan("a.json", bytes({time: [0, 30, 47]}))).toEqual(["a time that is no whole month"]);
    expect(scan("a.txt", new TextEncoder().encode("46,XY,t(8;21)(q22;q22)"))).toEqual(["a karyotype"]);
    expect(scan("a.json", bytes({set: "all", n: 600, time: [0, 30, 61]}))).toEqual([]);
  });

  it("finds counts in the text, the descriptions and the tooltips of a page", () => {
    const scan = (html: string) => scanBytes("a.html", new TextEncoder().encode(html), {tier: "public", counts, declared: new Set(["10"])}); // prettier-ignore
    const said = (n: number) => [`says a count of ${n}, which the cell registry does not show`];
    expect(scan("<p>of whom <b>7</b> patients died</p>")).toEqual(said(7));
    expect(scan('<svg aria-label="Overall survival, n = 213"><title>x</title></svg>')).toEqual(said(213));
    expect(scan('<td title="31 events">–</td>')).toEqual(said(31));
    expect(scan("<p>n = 600; groups of fewer than 10 patients are hidden</p><td>7</td><td>patients</td>")).toEqual([]);
  });
});

describe("audit of aggregates", () => {
  const out = mkdtempSync(join(tmpdir(), "hemiola-"));
  afterAll(() => rmSync(out, {recursive: true, force: true}));
  const people = contextOf(
    Array.from({length: 400}, (_, i) => ({
      source_id: i % 2 === 0 ? "B" : "C",
      sex: i % 4 < 2 ? "f" : "m",
      aml_type: i % 5 === 0 ? "secondary" : "de_novo",
      rare: i < 4 ? "yes" : "no",
      died: i < 40 ? "yes" : i % 3 === 0 ? "yes" : "no"
    }))
  );
  const table = crossTable(people, "types", ["aml_type", ["de_novo", "secondary"]], ["sex", ["f", "m"]]);
  const none = {estimate: null, lower: null, upper: null};
  const forest: ReportBlock = {
    ...frameOf(people, "hazards"),
    kind: "forest",
    measure: "Hazard ratio",
    scale: "log",
    none: 1,
    rows: [{label: "secondary", n: {set: "aml_type=secondary", n: 80}, events: {set: "aml_type=secondary & died=yes", n: 12}, effect: {...none, estimate: 1.4}}], // prettier-ignore
    heterogeneity: null,
    tests: [],
    fit: null
  };
  const [row] = table.rows;
  const [first, ...further] = row.cells;
  const hidden: ReportBlock = {...table, id: "hidden", rows: [{...row, cells: [{count: {set: "sex=f & x", n: null, hidden: "small"}, of: first!.of}, ...further], smd: 0.2}]}; // prettier-ignore
  const survival: ReportBlock = {
    ...frameOf(people, "os"),
    kind: "survival",
    endpoint: {definition: "OS", label: "Overall survival", start: "diagnosis", words: ""},
    groups: [{label: "All", code: null, n: people.count("all"), events: people.count("died=yes"), curve: {resolution: "exact", time: [10, 20], value: [0.9, 0.8], lower: [], upper: []}, risk: [{day: 0, atRisk: 400, events: 2, censored: 0}], median: none, at: [], followUp: null}], // prettier-ignore
    times: [],
    test: null,
    contrasts: [],
    proportionality: null,
    restrictedMean: null
  };
  const told = (set: string, n: number, of: string, all: number): ReportBlock => ({
    ...table,
    id: "told",
    rows: [{...row, cells: [{count: {set, n}, of: {set: of, n: all}}, ...further]}]
  });
  const audited = async (blocks: readonly ReportBlock[], answer: readonly string[] = []) => {
    const folder = await ungatedRelease(out, {sources: {B: 200, C: 200}, blocks, answer});
    const {rules} = await auditRelease({root, release: await readRelease(folder)});
    return rules.flatMap(({id, outcome}) => (outcome.status === "breach" ? [id] : []));
  };

  it("passes what keeps every rule", async () => {
    expect(await audited([table], ["400 patients are in it."])).toEqual([]);
  });

  it.each<[string, string, () => readonly ReportBlock[], readonly string[]]>([
    ["R5", "a small count", () => [told("sex=m", 4, "sex=m", 200)], []],
    ["R5", "a hidden count that the others of its table give", () => [fewHidden()], []], // prettier-ignore
    ["R6", "a set nearly as large as one that holds it", () => [table, told("aml_type=de_novo & rare=no", 316, "aml_type=de_novo", 320)], []], // prettier-ignore
    ["R7", "a curve with a step at every event", () => [survival], []],
    ["R8", "an estimate of a level with few events", () => [{...forest, rows: forest.rows.map((d) => ({...d, events: {set: "died=yes & rare=yes", n: null, hidden: "small" as const}}))}], []], // prettier-ignore
    ["R9", "a difference beside a hidden count", () => [hidden], []],
    ["R9", "a sentence with a number that no table shows", () => [table], ["Of them 37 patients died."]],
    ["R10", "an outcome of all of a group", () => [told("died=yes & sex=f", 100, "sex=f", 100)], []],
    ["R13", "a rare combination of three", () => [told("aml_type=secondary & rare=yes & sex=f", 3, "sex=f", 200)], []]
  ])("finds by %s %s", async (rule, _, blocks, answer) => {
    expect(await audited(blocks(), answer)).toContain(rule);
  });

  /** A table of which one cell is hidden and nothing else. */
  function fewHidden(): ReportBlock {
    const few = crossTable(people, "few", ["rare", ["yes", "no"]], ["sex", ["f", "m"]]);
    const small = (count: Count): Count => ((count.n ?? 0) > 0 && (count.n ?? 0) < k ? {...count, n: null, hidden: "small"} : count); // prettier-ignore
    return {...few, rows: few.rows.map((d) => ({...d, cells: d.cells.map((share) => share && {count: small(share.count), of: share.of})}))}; // prettier-ignore
  }
});
