import {afterAll, describe, expect, inject, it} from "vitest";
import {cohortSize, settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");
const patients = inject("demoPatients");

afterAll(quit);

describe("the filter", () => {
  it("narrows the cohort, shows chips, keeps to the address and survives a reload", async () => {
    const {page, problems, close} = await visit(`${site}survival`);
    await settled(page);
    await page.getByLabel("Female").check();
    await page.waitForURL(/sex=female/);
    const women = await cohortSize(page);
    await page.getByPlaceholder("Search:").fill("NPM1");
    await page.keyboard.press("Enter");
    await page.waitForURL(/mutated=NPM1/);
    const both = await cohortSize(page);
    expect(women).toBeLessThan(patients);
    expect(both).toBeLessThan(women);
    expect(await page.locator("[data-chip]").allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining("NPM1 mutated"), expect.stringContaining("Sex: female")])
    );
    await page.reload();
    expect(await cohortSize(page)).toBe(both);
    // The links to the other pages keep the cohort.
    await page.locator(".site-nav").getByRole("link", {name: "Mutations"}).click();
    await page.waitForURL(/mutations\.html\?/);
    expect(await cohortSize(page)).toBe(both);
    await page.goBack();
    expect(await cohortSize(page)).toBe(both);
    await page.locator("[data-chip=NPM1]").click();
    expect(await cohortSize(page)).toBe(women);
    expect(problems).toEqual([]);
    await close();
  });

  it("counts mutated, wild type and not tested apart", async () => {
    const {page, close} = await visit(`${site}cohort?mutated=KMT2A-PTD`);
    const mutated = await cohortSize(page);
    // One state at a time: the next is chosen before the one before is taken back.
    const size = async (state: string, before: string) => {
      const box = (value: string) => page.locator(`[data-picked="KMT2A-PTD"] input[value=${value}]`);
      await box(state).check();
      await box(before).uncheck();
      return await cohortSize(page);
    };
    const wildType = await size("wild_type", "mutated");
    const notTested = await size("not_tested", "wild_type");
    expect(notTested).toBeGreaterThan(100);
    expect(mutated + wildType + notTested).toBe(patients);
    await close();
  });

  it("says what emptied the cohort and offers to take it back", async () => {
    const {page, problems, close} = await visit(`${site}survival?present=t_8_21&mutated=NPM1&age=18-19`);
    expect(await cohortSize(page)).toBe(0);
    const empty = page.getByTestId("empty");
    expect(await empty.getByRole("button").count()).toBe(3);
    await empty.getByRole("button", {name: "Without Age 18–19"}).click();
    await page.waitForURL((url) => !url.search.includes("age="));
    await settled(page);
    expect(problems).toEqual([]);
    await close();
  });

  it("reports what it does not understand and a link made on another release", async () => {
    const {page, problems, close} = await visit(
      `${site}survival?mutated=%3Cscript%3Ealert(1)%3C/script%3E&sex=female&release=0123456789abcdef`
    );
    await settled(page);
    const notice = await page.getByTestId("link-notice").innerText();
    expect(notice).toContain("<script>alert(1)</script>");
    expect(notice).toContain("made on release 0123456789abcdef");
    expect(problems).toEqual([]);
    await close();
  });

  it("is operable by keyboard alone", async () => {
    const {page, close} = await visit(`${site}survival`);
    await settled(page);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("placeholder") ?? "");
    for (let i = 0; i < 20 && !(await focused()).startsWith("Search:"); ++i) await page.keyboard.press("Tab");
    expect(await focused()).toContain("Search:");
    // CEBPA is an alteration of its own: nothing is picked before the name is complete.
    await page.keyboard.type("CEBPA-bi");
    expect(page.url()).not.toContain("mutated");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/mutated=CEBPA-biallelic/);
    expect(await cohortSize(page)).toBeLessThan(patients);
    expect(await page.locator("[data-chip]").count()).toBe(1);
    await close();
  });

  it("opens as a sheet on a phone and closes with the number of patients", async () => {
    const {page, close} = await visit(`${site}survival`, {viewport: {width: 390, height: 844}});
    await settled(page);
    await page.getByRole("button", {name: "Filter patients"}).click();
    await page.locator("input[value=male]").check();
    const n = await cohortSize(page);
    await page.getByRole("button", {name: `Show ${n.toLocaleString("en-GB")} patients`}).click();
    await expect.poll(() => page.locator(".filters").isVisible()).toBe(false);
    await close();
  });

  it("says what failed when the database cannot be loaded, keeps what works and can try again", async () => {
    const {page, close} = await visit(site);
    let broken = true;
    await page.route(/\.wasm$/, (route) => (broken ? route.abort() : route.continue()));
    await page.goto(`${site}survival`);
    await settled(page);
    await page.getByLabel("Female").check();
    await page.getByTestId("failure").waitFor();
    broken = false;
    await page.getByRole("button", {name: "Try again"}).click();
    expect(await cohortSize(page)).toBeLessThan(patients);
    expect(await page.getByTestId("failure").count()).toBe(0);
    await close();
  });
});
