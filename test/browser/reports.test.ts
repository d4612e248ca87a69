import {brotliCompressSync, constants} from "node:zlib";
import type {ReportPage} from "../../loaders/report/render/reportPages.js";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {violations} from "./support/axe.js";
import {foreign, quit, visit} from "./support/visit.js";

const site = inject("demo");
let reports: ReportPage[];
/** One page of each group, and every report proper: pages on genes are made alike. */
let looked: ReportPage[];

beforeAll(async () => {
  reports = (await (await fetch(`${site}figures/reports.json`)).json()) as ReportPage[];
  const first = (group: string) => reports.filter((report) => report.group === group).slice(0, 1);
  looked = [...reports.filter(({group}) => group === "report"), ...first("gene"), ...first("class")];
});
afterAll(quit);

const addressOf = ({path}: ReportPage) => site + path.slice(1);

/** The quality with which a site's large files are compressed. */
const quality = {params: {[constants.BROTLI_PARAM_QUALITY]: 7}};

/** Bytes that a file takes on its way; fonts are compressed in themselves. */
const weightOf = (url: string, body: Buffer): number =>
  /\.woff2$/.test(url) ? body.length : brotliCompressSync(body, quality).length;

describe("the demo's reports", () => {
  it("are there: reports, pages on genes and on genomic classes", () => {
    for (const group of ["report", "gene", "class"])
      expect(
        reports.some((d) => d.group === group),
        group
      ).toBe(true);
  });

  it("are complete without JavaScript: answer, figures in the width of the screen, tables, methods, files", async () => {
    for (const report of looked) {
      const {page, problems, close} = await visit(addressOf(report), {javaScriptEnabled: false});
      const main = page.locator("main");
      expect(await main.locator(".lead").first().innerText(), report.path).not.toBe("");
      expect(await main.locator("figure[id]").count(), report.path).toBe(report.figures.length);
      const drawn = report.figures.filter(({svg}) => svg !== null).length;
      expect(await main.locator(".picture.wide:visible").count(), report.path).toBe(drawn);
      expect(await main.locator(".picture.narrow svg:visible").count(), report.path).toBe(0);
      for (const id of ["methods", "cite", "reproduce"]) expect(await main.locator(`#${id}`).isVisible()).toBe(true);
      const text = await main.innerText();
      expect(text).toContain("Simulated data calibrated to published summary statistics; not patient data.");
      expect(text).toContain("not for decisions about an individual patient");
      // A table opens without a script.
      const numbers = main.locator("figure details.numbers").first();
      if ((await numbers.count()) > 0) {
        await numbers.locator("summary").click();
        expect(await numbers.locator("table").isVisible()).toBe(true);
      }
      await page.setViewportSize({width: 390, height: 844});
      expect(await main.locator(".picture.narrow:visible").count(), report.path).toBe(drawn);
      // Modules are asked for in advance, and given up, by a browser that runs none.
      expect(problems.filter((line) => !/^request failed: .*\.js$/.test(line))).toEqual([]);
      await close();
    }
  });

  it("offer files that are there and say what they are of", async () => {
    const [report] = looked;
    for (const {svg, csv} of report.figures.slice(0, 3)) {
      for (const path of [svg, csv]) {
        if (path === null) continue;
        const response = await fetch(site + path);
        expect(response.status, path).toBe(200);
        expect(await response.text()).toContain("(simulated data)");
      }
    }
  });

  // One visit for all of it: opening a page and compressing what it loads cost more than the questions.
  it("fit screens from 390 pixels, weigh at most 250 kB compressed with everything they load, and axe finds nothing in them", async () => {
    const origin = new URL(site).origin;
    // Most of what a report loads, all of them load.
    const weights = new Map<string, number>();
    for (const report of looked) {
      const {page, requests, close} = await visit(addressOf(report), {viewport: {width: 390, height: 844}});
      for (const width of [390, 768, 1440]) {
        await page.setViewportSize({width, height: 900});
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `${report.path} at ${width}`).toBeLessThanOrEqual(0);
      }
      // Of every figure one of two drawings is shown; axe has nothing to say of the other and takes long to find that.
      await page.evaluate(() => {
        for (const svg of document.querySelectorAll("main svg")) if (!svg.checkVisibility()) svg.replaceChildren();
      });
      expect(await violations(page), report.path).toEqual([]);
      await page.emulateMedia({colorScheme: "dark"});
      expect(await violations(page, ["color-contrast"]), `${report.path}, dark`).toEqual([]);
      await page.waitForLoadState("networkidle");
      expect(foreign(requests, origin)).toEqual([]);
      expect(requests.filter((url) => /\.wasm|duckdb/.test(url))).toEqual([]);
      let bytes = 0;
      for (const url of new Set(requests.filter((address) => address.startsWith(origin)))) {
        const weight = weights.get(url) ?? weightOf(url, await (await page.request.get(url)).body());
        weights.set(url, weight);
        bytes += weight;
      }
      expect(bytes, report.path).toBeLessThanOrEqual(250_000);
      await close();
    }
  }, 300_000);

  it("explain a word of the glossary at the keyboard's focus, without a script", async () => {
    const {page, close} = await visit(addressOf(looked[0]), {javaScriptEnabled: false});
    const term = page.locator("main .term").first();
    const definition = term.locator('[role="tooltip"]');
    expect(await definition.isVisible()).toBe(false);
    await term.locator("a").focus();
    expect(await definition.isVisible()).toBe(true);
    await close();
  });

  it("print their figures whole, without navigation and buttons", async () => {
    const {page, close} = await visit(addressOf(looked[0]));
    await page.emulateMedia({media: "print"});
    expect(await page.locator(".site-nav").isVisible()).toBe(false);
    expect(await page.locator(".figure-links:visible").count()).toBe(0);
    expect(await page.locator(".picture.wide svg:visible").count()).toBeGreaterThan(0);
    await close();
  });
});

describe("the search", () => {
  it("finds words of reports by keyboard alone, and its results lead to them", async () => {
    const {page, problems, close} = await visit(`${site}search`);
    await page.locator("#search-field").fill("glossary mrd");
    await page.locator("#search-field").fill("mrd");
    await page.locator(".search-results a").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.includes("search"));
    expect(await page.locator("main").innerText()).toMatch(/MRD/i);
    expect(problems).toEqual([]);
    await close();
  });

  it("lists every page without JavaScript", async () => {
    const {page, close} = await visit(`${site}search`, {javaScriptEnabled: false});
    const links = await page.locator(".site-index a").count();
    expect(links).toBeGreaterThan(reports.length);
    await close();
  });
});
