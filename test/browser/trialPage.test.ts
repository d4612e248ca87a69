import {readFileSync} from "node:fs";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {siteTrial} from "../../loaders/extract/siteTrial.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import type {Trial} from "../../src/model/siteTrial.js";
import {settled} from "./support/explorer.js";
import {faultyTexts} from "./support/faultyTexts.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");
const figures = ["flow", "os", "efs", "forest-os", "forest-efs", "after-remission"];
let trial: Trial;

beforeAll(async () => {
  const {trials} = siteTrial(await readRelease(inject("demoReleases").after));
  trial = trials.find(({source}) => source === "RATIFY")!;
});
afterAll(quit);

const value = async (page: Page, figure: string, measure: string) =>
  Number(await page.locator(`#${figure} [data-measure="${measure}"]`).getAttribute("data-value"));

describe("the page of the randomised trial", () => {
  it("is in the navigation, shows what the release says, and claims nothing", async () => {
    const {page, problems, requests, close} = await visit(site);
    await settled(page);
    await page.locator(".site-nav").getByRole("link", {name: "RATIFY"}).click();
    await page.getByTestId("report").waitFor();
    expect(trial.flow.arms.reduce((sum, {randomised}) => sum + randomised, 0)).toBe(717);
    const lead = await page.locator(".lead").innerText();
    expect(lead).toContain("717 patients were randomised");
    expect(lead).toContain("No conclusion about efficacy may be drawn from simulated data.");
    for (const {endpoint, contrast} of trial.endpoints) {
      const id = endpoint.toLowerCase();
      expect(await value(page, id, "hazard-ratio")).toBe(contrast?.hazardRatio.estimate);
      expect(await value(page, id, "one-sided")).toBe(contrast?.logRank?.oneSided);
      expect(await value(page, id, "two-sided")).toBe(contrast?.logRank?.p);
    }
    expect(requests.some((url) => url.endsWith(".wasm"))).toBe(false);
    expect(problems).toEqual([]);
    await close();
  });

  it("names the definition of every endpoint, and has no p-value at baseline or within a subgroup", async () => {
    const {page, close} = await visit(`${site}ratify`);
    await settled(page);
    expect(await page.locator("#efs .subtitle").innerText()).toContain("failure to reach a remission by the landmark");
    expect(await page.locator("#baseline table").first().innerText()).not.toMatch(/\bp [=<]/);
    const forest = await page.locator("#forest-os svg text").allTextContents();
    const tests = forest.filter((text) => /\bp [=<]/.test(text));
    expect(tests).toHaveLength(trial.forests[0].variables.length);
    await close();
  });

  it("has no text outside a figure or over another on screens 390 to 1440 pixels wide", async () => {
    for (const width of [390, 768, 1440]) {
      const {page, close} = await visit(`${site}ratify`, {viewport: {width, height: 844}});
      await settled(page);
      await expect.poll(() => page.evaluate(faultyTexts), {message: `at ${width}`}).toEqual([]);
      await close();
    }
  });

  it("opens the numbers of a figure by keyboard, and gives them away", async () => {
    const {page, close} = await visit(`${site}ratify`);
    await settled(page);
    for (const id of figures) {
      const button = page.locator(`#${id} .toolbar`).getByRole("button", {name: "Table"});
      await button.focus();
      await page.keyboard.press("Enter");
      expect(await button.getAttribute("aria-expanded"), id).toBe("true");
      expect(await page.locator(`#${id}-table tbody tr`).count(), id).toBeGreaterThan(1);
      await page.keyboard.press("Enter");
    }
    const take = async (name: string) => {
      const button = page.locator("#forest-os .toolbar").getByRole("button", {name});
      const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
      return readFileSync(await file.path(), "utf8");
    };
    const svg = await take("SVG");
    expect(svg).toContain("(simulated data)");
    expect(svg).toContain("No conclusion about efficacy");
    expect(svg).not.toMatch(/class=|var\(--/);
    const csv = await take("CSV");
    expect(csv).toContain("Simulated data calibrated to published summary statistics; not patient data.");
    expect(csv).toContain("p_interaction");
    await close();
  });

  it("goes to the section that its address names", async () => {
    const {page, close} = await visit(`${site}ratify#forest-os`);
    await settled(page);
    const top = () => page.locator("#forest-os").evaluate((element) => element.getBoundingClientRect().top);
    await expect.poll(top).toBeLessThan(844);
    await close();
  });
});

describe("a site without a randomised source", () => {
  it("has no entry for it in the navigation, and says so at its address", async () => {
    const {page, close} = await visit(`${inject("hostile")}ratify`);
    await settled(page);
    expect(await page.locator('.site-nav a[href*="ratify"]').count()).toBe(0);
    expect(await page.locator(".empty").innerText()).toContain("None of the sources of this release");
    await close();
  });
});
