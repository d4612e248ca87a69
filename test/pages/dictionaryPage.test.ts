import {parse} from "parse5";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {siteDictionary} from "../../loaders/extract/siteDictionary.js";
import {dictionaryPage} from "../../loaders/pages/dictionaryPage.js";
import {escapeText, tag} from "../../loaders/pages/markup.js";
import {attribute, elements} from "../../loaders/publish/htmlTree.js";
import type {Release} from "../../loaders/release/readRelease.js";
import {attack} from "../hostile/hostileLabels.js";
import {dictionaryRows} from "../support/qualityRows.js";
import {syntheticRelease} from "../support/syntheticRelease.js";

let release: Release & {remove(): Promise<void>};
beforeAll(async () => {
  release = await syntheticRelease(dictionaryRows);
});
afterAll(() => release.remove());

const rowsOf = (page: string) => elements(parse(page), "tr").filter((row) => attribute(row, "id") !== undefined);

describe("siteDictionary", () => {
  it("says for each source how many rows know a variable, and from where", () => {
    const {tables} = siteDictionary(release);
    expect(tables.map(({name}) => name)).toEqual(["patients", "summary_levels"]);
    const [patients, levels] = tables;
    const wbc = patients.variables.find(({name}) => name === "wbc");
    expect(wbc?.supply).toEqual([
      {source: "A", known: 1, rows: 2, origins: ["clinical.csv WBC: number"]},
      {source: "B", known: 0, rows: 1, origins: []}
    ]);
    expect(levels.variables[0].supply).toEqual([]);
    expect(patients.grain).toBe("one row per patient and source");
  });

  it("gives a closed list its words", () => {
    const [patients] = siteDictionary(release).tables;
    expect(patients.variables.find(({name}) => name === "sex")?.allowed).toEqual([
      {code: "female", label: "Female"},
      {code: "male", label: "Male"}
    ]);
  });
});

describe("dictionaryPage", () => {
  it("has a row with an address of its own for every variable", () => {
    const rows = rowsOf(dictionaryPage(siteDictionary(release)));
    expect(rows.map((row) => attribute(row, "id"))).toEqual([
      "patients.sex",
      "patients.wbc",
      "patients.hostile",
      "summary_levels.n"
    ]);
  });

  it("shows a label as text, whatever it holds, and gives Framework nothing to run", () => {
    const page = dictionaryPage(siteDictionary(release));
    expect(elements(parse(page), "script")).toEqual([]);
    expect(elements(parse(page), "img")).toEqual([]);
    expect(page).not.toContain("${");
    expect(page).not.toMatch(/\n/);
    const label = elements(rowsOf(page)[2], "span")[0].childNodes.map((child) => ("value" in child ? child.value : ""));
    expect(label.join("")).toBe(`${attack} \${alert(1)}`);
  });

  it("says so where the release has no dictionary", () => {
    const page = dictionaryPage({...siteDictionary(release), tables: []});
    expect(page).toContain("This release has no dictionary.");
  });
});

describe("markup", () => {
  it("escapes what HTML, Markdown and Framework read, in text and attributes", () => {
    const {html} = tag("p", {title: '"${x}"', hidden: true, id: null}, "a\n\n`b` <i> $\\{c}");
    expect(html).toBe(
      '<p title="&#34;&#36;&#123;x&#125;&#34;" hidden>a &#96;b&#96; &#60;i&#62; &#36;&#92;&#123;c&#125;</p>'
    );
    expect(escapeText("10*9/L")).toBe("10&#42;9/L");
  });
});
