import {readFileSync} from "node:fs";
import {join} from "node:path";
import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {readGlossary} from "../../../loaders/pages/glossary.js";
import {drawingStyles} from "../../../loaders/report/render/drawingStyles.js";
import {renderReport} from "../../../loaders/report/render/renderReport.js";
import {blocks, release, report} from "./fixture.js";

const root = join(import.meta.dirname, "../../..");
const tools = {
  release,
  glossary: readGlossary(root),
  styles: drawingStyles(
    ["src/style.css", "src/style/reports.css"].map((file) => readFileSync(join(root, file), "utf8")).join("\n")
  ),
  document: new JSDOM("").window.document
};
const rendered = renderReport(report, tools);
const page = new JSDOM(rendered.markdown.replace(/^---[\s\S]*?---/, "").replace(/```ts[\s\S]*/, "")).window.document;
const text = (selector: string) => page.querySelector(selector)?.textContent ?? "";

describe("renderReport(report, tools)", () => {
  it("draws", () => {
    console.log(rendered.markdown.length, [...rendered.files.keys()].length);
    expect(blocks.length).toBe(15);
    expect(text("h1")).toBe(report.title);
  });
});
