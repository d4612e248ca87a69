import {readFileSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {siteLongitudinal} from "../../loaders/extract/siteLongitudinal.js";
import {columnOf} from "../../loaders/release/columnOf.js";
import {type Release, readRelease} from "../../loaders/release/readRelease.js";
import type {LongitudinalSource} from "../../src/model/siteLongitudinal.js";
import {violations} from "./support/axe.js";
import {settled} from "./support/explorer.js";
import {faultyTexts} from "./support/faultyTexts.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");
let release: Release;
let source: LongitudinalSource;

beforeAll(async () => {
  release = await readRelease(inject("demoReleases").after);
  source = siteLongitudinal(release).longitudinal.find(({id}) => id === "HOVON")!;
});
afterAll(quit);

describe("the page of the molecular course", () => {
  it("is in the navigation and shows what the release says, without the database and the matrix", async () => {
    const {page, problems, requests, close} = await visit(site);
    await settled(page);
    await page.locator(".site-nav").getByRole("link", {name: "HOVON"}).click();
    await page.getByTestId("report").waitFor();
    const {persistence, landmark} = source;
    for (const {code, found, tested} of persistence!.overall) {
      const row = page.locator(`[data-persistence="${code}"]`);
      expect(await row.getAttribute("data-found")).toBe(String(found));
      expect(await row.getAttribute("data-tested")).toBe(String(tested));
    }
    for (const {code, n} of landmark!.groups)
      expect(await page.locator(`#landmark tr[data-group="${code}"]`).getAttribute("data-n")).toBe(String(n));
    for (const {reason, n} of landmark!.excluded.filter((d) => d.n > 0))
      expect(await page.locator(`[data-excluded="${reason}"]`).getAttribute("data-n")).toBe(String(n));
    expect(requests.filter((url) => /\.(wasm|bin)$/.test(url))).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });

  it("loads the matrix when another gene is chosen by keyboard, and its address reopens the gene", async () => {
    const gene = source.expression!.genes.find((name) => name !== source.expression!.first.gene)!;
    const {page, problems, requests, close} = await visit(`${site}hovon`);
    await settled(page);
    await page.locator("#expression").getByRole("combobox").first().focus();
    await page.keyboard.type(gene);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("gene") === gene);
    const heading = page.locator("#expression-heading");
    await expect.poll(() => heading.innerText()).toContain(gene);
    expect(requests.filter((url) => url.endsWith(".bin"))).toHaveLength(1);
    const drawn = await page.locator("#expression .point").count();
    const table = release.table("expression");
    expect(drawn).toBe(columnOf(table, "gene_symbol").filter((name) => name === gene).length);
    await page.reload();
    await settled(page);
    await expect.poll(() => heading.innerText()).toContain(gene);
    expect(problems).toEqual([]);
    await close();
  });

  it("changes gene, classes and values with the address, back and forward", async () => {
    const {page, close} = await visit(`${site}hovon?classes=eln2022&values=raw`);
    await settled(page);
    expect(await page.locator("#expression .subtitle").innerText()).toContain("ELN");
    expect(await page.locator("#expression figcaption").innerText()).toContain("As measured");
    await page.getByTestId("values").selectOption("");
    await expect.poll(() => page.locator("#expression figcaption").innerText()).toContain("Centred by batch");
    await page.goBack();
    await expect.poll(() => page.locator("#expression figcaption").innerText()).toContain("As measured");
    await close();
  });

  it("gives the numbers of each figure as a table and as files that say that they are simulated", async () => {
    const {page, close} = await visit(`${site}hovon`);
    await settled(page);
    await page.locator("#persistence").getByRole("button", {name: "Table"}).click();
    expect(await page.locator("#persistence-table tbody tr").count()).toBe(source.persistence!.genes.length);
    const take = async (id: string, name: string) => {
      const button = page.locator(`#${id} .toolbar`).getByRole("button", {name});
      const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
      return readFileSync(await file.path(), "utf8");
    };
    // Few files: Chromium drops what comes after ten in a row.
    for (const id of ["persistence", "landmark", "expression", "copy-number"]) {
      const csv = await take(id, "CSV");
      expect(csv, id).toContain("Simulated data calibrated to published summary statistics; not patient data.");
      expect(csv, id).toContain(release.manifest.id);
    }
    for (const id of ["frequency", "landmark-survival"]) {
      const svg = await take(id, "SVG");
      expect(svg, id).toContain("(simulated data)");
      expect(svg, id).not.toMatch(/class=|var\(--/);
    }
    await close();
  });

  it("has nothing for axe to find, light or dark", async () => {
    const {page, close} = await visit(`${site}hovon`);
    await settled(page);
    expect(await violations(page)).toEqual([]);
    // The dark page differs in its colours alone.
    await page.emulateMedia({colorScheme: "dark"});
    expect(await violations(page, ["color-contrast"])).toEqual([]);
    await close();
  });

  it("reflows: no sideways scrolling, and no text outside a figure or over another", async () => {
    for (const width of [390, 768, 1440]) {
      const {page, close} = await visit(`${site}hovon`, {viewport: {width, height: 844}});
      await settled(page);
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await expect.poll(overflow, {message: `at ${width}`}).toBeLessThanOrEqual(0);
      expect(await page.evaluate(faultyTexts), `at ${width}`).toEqual([]);
      await close();
    }
  });
});

describe("a site without samples after induction, expression and copy number", () => {
  it("has no entry for it in the navigation, and says so at its address", async () => {
    const {page, close} = await visit(`${inject("hostile")}hovon`);
    await settled(page);
    expect(await page.locator('.site-nav a[href*="hovon"]').count()).toBe(0);
    expect(await page.locator(".empty").innerText()).toContain("No source of this release");
    await close();
  });
});
