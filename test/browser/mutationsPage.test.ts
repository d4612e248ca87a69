import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {cohortSize, settled} from "./support/explorer.js";
import {quit, type Visit, visit} from "./support/visit.js";

const site = inject("demo");
let opened: Visit;
let page: Page;
beforeAll(async () => {
  opened = await visit(`${site}mutations`);
  page = opened.page;
  await settled(page);
});
afterAll(async () => {
  await opened.close();
  await quit();
});

/** Brings a figure into sight and waits until it is drawn. */
async function seen(id: string): Promise<void> {
  const parts = page.locator(".figure-part");
  // A figure that is not drawn yet is not on the page: its place is.
  for (let i = 0; i < (await parts.count()) && (await page.locator(`#${id} .canvas > *`).count()) === 0; ++i) {
    if (!(await parts.nth(i).isVisible())) continue;
    await parts.nth(i).scrollIntoViewIfNeeded();
    await parts.nth(i).locator("figure .canvas > *").first().waitFor();
  }
  await page.locator(`#${id}`).scrollIntoViewIfNeeded();
  await page.locator(`.figure-part:not(.unseen) #${id}`).waitFor();
}

/** What a figure on a canvas says of the place under its cursor. */
const said = (id: string) => page.locator(`#${id} .place`).innerText();

describe("the mutations page of the demo", () => {
  it("draws every figure when it is seen, and hatches what was not tested", async () => {
    for (const id of ["co-mutation", "oncoprint", "vaf", "protein"]) {
      await seen(id);
      expect(await page.locator(`#${id} h2`).innerText()).toContain("simulated");
    }
    expect(await page.locator("#frequencies .untested").count()).toBeGreaterThan(0);
  });

  it("walks the pairs of the matrix by keyboard, tells estimate before test, and shows one source by source by Enter", async () => {
    await seen("co-mutation");
    await page.locator("#co-mutation .pointer").focus();
    expect(await said("co-mutation")).toMatch(
      /^FLT3-ITD and NPM1: odds ratio [\d.]+ \([\d.]+–[\d.]+\); .*q .*Cochran–Mantel–Haenszel/
    );
    await page.keyboard.press("ArrowDown");
    expect(await said("co-mutation")).toContain("FLT3-ITD and DNMT3A");
    const before = await cohortSize(page);
    await page.keyboard.press("Enter");
    const pair = page.locator("#co-mutation-pair");
    await pair.locator(".forest-row.overall").waitFor();
    expect(new URL(page.url()).searchParams.get("pair")).toBe("FLT3-ITD,DNMT3A");
    expect(await pair.locator(".forest-row:not(.overall)").count()).toBe(3);
    const caption = await pair.locator("figcaption").innerText();
    expect(caption).toMatch(/Mantel–Haenszel odds ratio.*Breslow–Day test with Tarone’s correction, p.*I² = \d+\s%/s);
    await pair.getByRole("button", {name: "Show only patients with FLT3-ITD and DNMT3A mutated"}).click();
    await settled(page);
    const both = await cohortSize(page);
    expect(both).toBeGreaterThan(0);
    expect(both).toBeLessThan(before);
    expect(new URL(page.url()).searchParams.getAll("mutated").sort()).toEqual(["DNMT3A", "FLT3-ITD"]);
    await page.goBack();
    expect(await cohortSize(page)).toBe(before);
  });

  it("zooms the oncoprint by keyboard and by its buttons", async () => {
    await seen("oncoprint");
    await page.locator("#oncoprint .pointer").focus();
    await page.keyboard.press("+");
    expect(await said("oncoprint")).toMatch(/^Patients shown: [\d,]+ to [\d,]+ of [\d,]+\.$/);
    await page.locator("#oncoprint").getByRole("button", {name: "All patients"}).click();
    expect(await said("oncoprint")).toMatch(/^Patients shown: all [\d,]+\.$/);
  });

  it("filters by an alteration whose name is pressed, and says what pressing does", async () => {
    await page.locator("#frequencies").scrollIntoViewIfNeeded();
    const button = page.getByRole("button", {name: "Show only patients with NPM1 mutated"});
    await button.click();
    await settled(page);
    const row = page.locator('#frequencies .frequency[data-row="NPM1"] [data-found]');
    expect(await row.getAttribute("data-found")).toBe(String(await cohortSize(page)));
    await page.getByRole("button", {name: "Show patients without NPM1 mutated again"}).click();
    await settled(page);
    expect(new URL(page.url()).searchParams.getAll("mutated")).toEqual([]);
  });

  it("compares the groups of a split, within sources, without what makes them", async () => {
    await page.getByTestId("group").first().selectOption("FLT3-ITD");
    await settled(page);
    await seen("contrasts");
    const rows = await page
      .locator("#contrasts .difference")
      .evaluateAll((d) => d.map((e) => e.getAttribute("data-row")));
    expect(rows).toContain("NPM1");
    expect(rows.filter((name) => name?.startsWith("FLT3"))).toEqual([]);
    expect(await page.locator("#contrasts figcaption").innerText()).toMatch(
      /Benjamini and Hochberg over the \d+ alterations/
    );
    expect(opened.problems).toEqual([]);
  });
});
