import {readFileSync} from "node:fs";
import {join} from "node:path";
import {brotliCompressSync} from "node:zlib";
import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {readGlossary} from "../../../loaders/pages/glossary.js";
import {drawingStyles} from "../../../loaders/report/render/drawingStyles.js";
import {type RenderTools, renderReport} from "../../../loaders/report/render/renderReport.js";
import {countsFigure} from "../../../loaders/report/render/figures/countsFigure.js";
import {factsFigure} from "../../../loaders/report/render/figures/factsFigure.js";
import {numberWriter, testText} from "../../../loaders/report/render/shownNumbers.js";
import type {CountsBlock, FactsBlock, ReportResult} from "../../../src/model/report.js";
import {blocks, release, report} from "./fixture.js";

const root = join(import.meta.dirname, "../../..");
const css = ["src/style.css", "src/style/reports.css"].map((file) => readFileSync(join(root, file), "utf8")).join("\n");
const tools: RenderTools = {
  release,
  glossary: readGlossary(root),
  styles: drawingStyles(css),
  document: new JSDOM("").window.document
};

/** The HTML of a report's page as a document; scripts do not run in it. */
function pageOf(markdown: string): Document {
  return new JSDOM(markdown.replace(/^---[\s\S]*?---/, "").replace(/```ts[\s\S]*/, "")).window.document;
}

const rendered = renderReport(report, tools);
const page = pageOf(rendered.markdown);
/** The text of an element without the definitions that show at hover. */
function text(selector: string): string {
  const copy = page.querySelector(selector)?.cloneNode(true) as Element | undefined;
  for (const definition of copy?.querySelectorAll('[role="tooltip"]') ?? []) definition.remove();
  return copy?.textContent.replace(/\s+/g, " ") ?? "";
}

describe("a report's page", () => {
  it("opens with the answer, and says of a finding that does not hold that it is no longer supported", () => {
    expect(text("h1")).toBe("An invented report on NPM1");
    expect(text("#claim-first")).toContain("NPM1 was mutated in 28 % (25–31).");
    expect(text("#claim-second")).toContain("no longer supported in this release");
    expect(text("#claim-third")).toContain("may not be shown");
    expect(page.body.textContent).not.toContain("This must not be printed");
  });

  it("has data, release, rules, tier, sources with follow-up, and what stands for hidden numbers", () => {
    const head = text(".report-head");
    for (const words of ["Simulated data; not patient data.", "0123456789abcdef", "rules aml 1", "“< 5”", "“‡”"])
      expect(head).toContain(words);
    expect(head).toContain("Source A (simulated)800diagnosis60.0");
  });

  it("has for every block a figure with its anchor, its words, its release and that it is simulated", () => {
    for (const {id} of blocks) {
      expect(text(`figure#${id} h3`)).toContain("simulated data");
      expect(text(`figure#${id} figcaption`)).toContain("Release 0123456789abcdef. Simulated data; not patient data.");
    }
    const ids = [...page.querySelectorAll("[id]")].map(({id}) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it("draws pictures in two widths with title and description, and a table of their numbers", () => {
    for (const figure of page.querySelectorAll("figure")) {
      const pictures = [...figure.querySelectorAll("svg")];
      expect(pictures.map((svg) => svg.getAttribute("width"))).toEqual(
        pictures.length === 0 ? [] : figure.id === "calibration" ? ["460", "358"] : ["720", "358"]
      );
      for (const svg of pictures) {
        const named = svg.getAttribute("aria-labelledby")!;
        expect(page.getElementById(named)?.textContent).not.toBe("");
        expect(page.getElementById(svg.getAttribute("aria-describedby")!)?.localName).toBe("desc");
      }
      expect(figure.querySelector("table")).not.toBeNull();
    }
  });

  it("shows numbers as a journal does: n/N with percentages, NR, months, p below 0.001, intervals", () => {
    expect(text("#table table")).toContain("400/800 (50 %)");
    expect(text("#os table")).toContain("favourable300120NR80 % (75–85)–70.8");
    expect(text("#os")).toContain("3.21 (2.50–4.12)< 0.001");
    expect(text("#os .tests")).toContain("Log-rank test: χ² = 12.34, 2 df, p < 0.001");
    expect(text("#os")).toContain("−9.9 (−13.8 to −5.9)");
    expect(text("#pooled .tests")).toContain("I² = 42 %, Cochran’s Q = 1.7, 1 df, p = 0.19");
    expect(text("#values table")).toContain("12.3 (3.4–45.6) 10 missing");
  });

  it("shows a hidden number nowhere, neither in the page nor in a picture or file", () => {
    expect(text("#table")).toContain("< 5/800");
    expect(text("#bars")).toContain("‡/800");
    expect(text("#together")).toContain("< 5");
    const csv = rendered.files.get("figures/invented/together.csv")!;
    expect(csv).toContain("\r\nNPM1,TP53,,1100,0.1,0.03,0.3,0.0001,0.02\r\n");
    expect(page.querySelector('#bars [data-row="other"] .bar')).toBeNull();
  });

  it("draws what a public release gives at knots as straight lines without ticks", () => {
    const line = page.querySelector("#os-public .wide .line.knots")!;
    expect(line.getAttribute("stroke-dasharray")).toBeNull();
    expect(line.getAttribute("d")).toMatch(/^M[\d.]+,[\d.]+(L[\d.]+,[\d.]+){8}$/);
    expect(page.querySelector("#os-public .censored")).toBeNull();
    expect(text("#os-public .wide .risk-table")).toContain("< 5");
  });

  it("ends with methods as used, limitations, references, how to cite and how to repeat it", () => {
    expect(text("#methods")).toContain("Survival was estimated by the Kaplan–Meier method.");
    expect(text("#limitations")).toContain("None of this happened.");
    expect(text("#references")).toContain("Nobody A.");
    expect(text("#cite")).toContain("release 0123456789abcdef");
    expect(text("#contact")).toContain("Ask <nobody>.");
    const nobody = pageOf(renderReport(report, {...tools, release: {...release, contact: null}}).markdown);
    expect(nobody.querySelector("#contact")?.textContent).toContain("names nobody to ask");
    expect(text("#reproduce")).toContain("/survival?source=TEST-A&group=eln_2022");
    expect(text(".readers-note")).toContain("not for decisions about an individual patient");
  });

  it("draws ages of women and men as a pyramid, those not known in the table alone", () => {
    const bands = (sex: string) =>
      [...page.querySelectorAll(`#pyramid .wide [data-sex="${sex}"] [data-band]`)].map((d) => [
        d.getAttribute("data-band"),
        d.getAttribute("data-n")
      ]);
    expect(bands("male")).toEqual([
      ["60–69", "480"],
      ["50–59", "120"]
    ]);
    expect(bands("female")).toEqual([
      ["60–69", null],
      ["50–59", "180"]
    ]);
    expect(text("#pyramid .wide")).toContain("< 5");
    expect(text("#pyramid table")).toContain("Not known");
  });

  it("draws standardised differences as a heat map that marks those above 0.1", () => {
    const cells = [...page.querySelectorAll("#case-mix .wide .number")].map((d) => d.textContent);
    expect(cells).toEqual(["−0.62 •", "0.05", "0.00"]);
    const shades = [...page.querySelectorAll("#case-mix .wide rect[style]")].map((d) => d.getAttribute("style"));
    expect(shades[0]).toContain("45%");
    expect(shades[1]).toContain("5%");
    expect(text("#case-mix table")).toContain("Age−0.620.05");
  });

  it("draws the reasons for missing values as stacked bars, and nothing where a number may not be shown", () => {
    const bars = [...page.querySelectorAll("#reasons .wide [data-rows]")].map((d) => [
      d.getAttribute("data-known"),
      d.getAttribute("data-rows"),
      [...d.querySelectorAll("[data-reason]")].map((part) => part.getAttribute("data-reason")).join()
    ]);
    expect(bars).toEqual([
      ["750", "1000", "NOT_TESTED"],
      ["400", "400", ""]
    ]);
    const block = blocks.find(({id}) => id === "reasons") as FactsBlock;
    const gated = {...block, rows: block.rows.map(([source, reason]) => [source, reason, null, null])};
    expect(factsFigure(gated, numberWriter("public"))).toMatchObject({draw: null, data: null});
  });

  it("draws ribbons between classes only where none is hidden: the classes' numbers are sums of their ribbons", () => {
    const block = blocks.find(({id}) => id === "flow-of-classes") as CountsBlock;
    const numbers = numberWriter("consortium");
    expect(countsFigure(block, numbers).draw).not.toBeNull();
    const [first, ...others] = block.rows;
    const hidden = {set: "hidden", n: null, hidden: "small"} as const;
    const gated = {
      ...block,
      rows: [{...first, cells: [first.cells[0], {...first.cells[1]!, count: hidden}]}, ...others]
    };
    expect(countsFigure(gated, numbers)).toMatchObject({draw: null, data: null});
  });

  it("names a statistic by what it is", () => {
    const named = {method: "a test", statistic: -2.1, df: 1, p: 0.036};
    expect(testText(named)).toBe("A test: χ² = −2.10, 1 df, p = 0.036");
    expect(testText({...named, letter: "z"})).toBe("A test: z = −2.10, p = 0.036");
    expect(testText({...named, letter: "t", df: 87})).toBe("A test: t = −2.10, 87 df, p = 0.036");
    expect(testText({...named, df: null})).toBe("A test: statistic = −2.10, p = 0.036");
  });

  it("has no link within a link", () => {
    // The parser would end the outer one, and the text stand twice.
    expect(rendered.markdown).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /);
  });

  it("sets genes in italics and explains a word of the glossary once", () => {
    expect(page.querySelector("h1 i")?.textContent).toBe("NPM1");
    expect(page.querySelectorAll("#definition-mrd").length).toBe(1);
    const term = page.querySelector(".term > a[href='/glossary#mrd']")!;
    expect(page.getElementById(term.getAttribute("aria-describedby")!)?.getAttribute("role")).toBe("tooltip");
  });

  it("leads to the explorer except in the public tier", () => {
    const open = (document: Document) => document.querySelectorAll('a[href^="/survival?"]').length;
    expect(open(page)).toBeGreaterThan(blocks.length);
    expect(open(pageOf(renderReport({...report, tier: "public"}, tools).markdown))).toBe(0);
  });

  it("is drawn the same whatever was drawn before, and is light", () => {
    expect(renderReport(report, tools).markdown).toBe(rendered.markdown);
    expect(brotliCompressSync(rendered.markdown).length).toBeLessThan(60_000);
  });

  it("makes no markup of data, and nothing that Framework would run", () => {
    const attack = '<img src=x onerror="alert(1)">${alert(2)}\n\n```js\nalert(3)\n```\n`a` {b} \\u007b';
    const deep = (value: unknown, key = ""): unknown => {
      if (Array.isArray(value)) return value.map((d) => deep(d, key));
      if (value !== null && typeof value === "object")
        return Object.fromEntries(Object.entries(value).map(([k, d]) => [k, deep(d, k)]));
      const fixed = [
        "id",
        "kind",
        "draw",
        "scale",
        "hidden",
        "audience",
        "group",
        "tier",
        "set",
        "resolution",
        "blocks"
      ];
      return typeof value === "string" && !fixed.includes(key) ? `${value}${attack}` : value;
    };
    const hostile = deep(report) as ReportResult;
    const {markdown, files} = renderReport(hostile, tools);
    const body = markdown
      .replace(/^---[\s\S]*?---/, "")
      .replace(/```ts[\s\S]*/, "")
      .trim();
    expect(body).not.toMatch(/\n/);
    expect(body).not.toContain("${");
    expect(body).not.toContain("`");
    const document = pageOf(markdown);
    expect(document.querySelectorAll("img, script, [onerror]").length).toBe(0);
    expect(document.querySelector("h1")?.textContent).toContain("<img src=x");
    for (const [path, content] of files) {
      if (path.endsWith(".svg")) expect(content).not.toContain("<img");
    }
  });
});

describe("the files of a report", () => {
  it("are its results, a CSV file for every block and an SVG file for every picture", () => {
    const names = [...rendered.files.keys()].map((path) => path.replace("figures/invented/", ""));
    expect(names).toContain("results.json");
    for (const {id} of blocks) expect(names).toContain(`${id}.csv`);
    expect(names.filter((name) => name.endsWith(".svg")).length).toBe(15);
    expect(JSON.parse(rendered.files.get("figures/invented/results.json")!)).toMatchObject({
      release: "0123456789abcdef",
      notice: "Simulated data; not patient data.",
      id: "invented"
    });
  });

  it("carry every step of a curve, to twelve significant digits, with what they are", () => {
    const csv = rendered.files.get("figures/invented/os.csv")!;
    expect(csv).toMatch(/^# How long do patients live\? \(simulated data\)\r\n/);
    expect(csv).toContain("group,resolution,time_days,at_risk,events,censored,estimate,lower95,upper95\r\n");
    expect(csv.split("\r\n").filter((line) => line.startsWith("adverse,exact,")).length).toBe(300);
    const digits = (text: string) =>
      Math.max(...[...text.matchAll(/\d+\.(\d+)/g)].map(([found]) => found.replace(".", "").replace(/^0+/, "").length));
    expect(digits(JSON.stringify(blocks))).toBeGreaterThan(12);
    expect(digits(csv)).toBe(12);
    expect(digits(rendered.files.get("figures/invented/results.json")!)).toBe(12);
  });

  it("are pictures that need no style sheet: colours of paper, nothing by class or variable", () => {
    const svg = rendered.files.get("figures/invented/os.svg")!;
    expect(svg).toContain("How long do patients live? (simulated data)");
    expect(svg).not.toMatch(/var\(--|class=|style=|color-mix/);
    const parsed = new JSDOM(svg, {contentType: "image/svg+xml"}).window.document;
    // The favourable group has its fixed colour, the grid the hairline's.
    expect([...parsed.querySelectorAll("path")].some((path) => path.getAttribute("stroke") === "#00795a")).toBe(true);
    expect([...parsed.querySelectorAll("line")].some((line) => line.getAttribute("stroke") === "#d8dee4")).toBe(true);
    expect(parsed.querySelector("metadata")?.textContent).toContain('"simulated":true');
  });
});
