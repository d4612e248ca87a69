import {JSDOM} from "jsdom";
import {expect, test} from "vitest";
import {drawCube} from "../../loaders/pages/cube/cubePages.js";
import {insteadPages} from "../../loaders/pages/insteadPages.js";
import type {RenderTools} from "../../loaders/report/render/renderReport.js";
import {drawingStyles} from "../../loaders/report/render/drawingStyles.js";
import {type Cube, type CubeAnswer, cubeFile} from "../../src/model/cube.js";
import {contextOf, crossTable} from "../disclosure/support/invented.js";

const patients = Array.from({length: 80}, (_, i) => ({arm: i % 4 < 2 ? "a" : "b", sex: i % 2 ? "f" : "m"}));
const context = contextOf(patients);
const block = crossTable(context, "table", ["arm", ["a", "b"]], ["sex", ["f", "m"]]);
const level = (id: string) => ({id, label: id, count: context.count(`sex=${id}`), reason: null});
const cube: Cube = {
  population: context.count("all"),
  dimensions: [
    {id: "sex", label: "Sex", levels: [level("f"), level("m")]},
    {id: "rare", label: "Type", levels: [{id: "x", label: "X", count: {set: "rare=x", n: null, hidden: "small"}, reason: "Too few <b>."}]} // prettier-ignore
  ],
  figures: [{page: "cohort", id: "table", name: "Table"}],
  entries: [{figure: "table", cohort: "all", split: "none", blocks: [block]}],
  gaps: [{figure: "table", cohort: "sex:f", split: "rare", reason: "Too small."}]
};
const tools: RenderTools = {
  release: {
    releaseId: "0123456789abcdef",
    studyTitle: "Invented",
    tier: "public",
    simulated: false,
    simulatedNotice: null,
    sources: [],
    versions: {},
    contact: null,
    genes: new Set()
  },
  glossary: [],
  styles: drawingStyles(":root{--text:#000;--paper:#fff;--sans:Arial}"),
  document: new JSDOM("<!doctype html>").window.document
};
const drawn = drawCube(cube, tools);
const answer = (cohort: string, split: string) =>
  JSON.parse(drawn.files.get(cubeFile({figure: "table", cohort, split})) ?? "null") as CubeAnswer;

test("the page is complete without a script: choices, the figures of all patients, what is not offered", () => {
  const {document} = new JSDOM(drawn.pages.get("/cohort")).window;
  expect([...document.querySelectorAll("select[name=cohort] option")].map((d) => d.textContent)).toEqual([
    "All patients (n = 80)",
    "Sex: f (n = 40)",
    "Sex: m (n = 40)"
  ]);
  expect(document.querySelector(".cube-figures figure table")?.textContent).toContain("20/40 (50 %)");
  expect(document.querySelector("#not-offered h2")?.textContent).toContain("does not offer");
  expect(document.body.textContent).toContain("Type: X. Too few <b>.");
  expect(drawn.pages.has("/survival")).toBe(false);
});

test("every combination of choices has an answer: its figure, or why there is none and ways back", () => {
  expect(answer("all", "none").published).toBe(true);
  const gap = answer("sex:f", "rare");
  expect(gap.published).toBe(false);
  expect(gap.html).toContain("Too small.");
  expect(gap.html).toContain('href="./cohort.html?cohort=sex%3Af"');
  for (const cohort of ["all", "sex:f", "sex:m"]) for (const split of ["none", "sex", "rare"]) expect(answer(cohort, split)).not.toBeNull(); // prettier-ignore
});

test("links of an answer lead to files of the site", () => {
  const {html} = answer("all", "none");
  const {document} = new JSDOM(html).window;
  const links = [...document.querySelectorAll("a[data-file=csv]")].map((a) => a.getAttribute("href")!.slice(2));
  expect(links).toEqual(["figures/cube/all/none/table.csv"]);
  expect(drawn.files.has(links[0])).toBe(true);
});

test("an address that a public site does not have leads to pages that it has, and to no other", () => {
  const page = insteadPages((path) => path === "/survival").get("/regression")!;
  expect(page).toContain('href="/survival"');
  expect(page).not.toContain('href="/reports/"');
});
