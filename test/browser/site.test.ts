import {readFileSync} from "node:fs";
import {afterAll, describe, expect, inject, it} from "vitest";
import {violations} from "./support/axe.js";
import {allPages, cohortSize, explorerPages, settled} from "./support/explorer.js";
import {foreign, quit, visit} from "./support/visit.js";

const site = inject("demo");
const isExplorer = (path: string): boolean => (explorerPages as readonly string[]).includes(path);
const origin = new URL(site).origin;

afterAll(quit);

describe("the demo's site", () => {
  it.each(allPages)("/%s loads without a problem and asks no other origin for anything", async (path) => {
    const {page, problems, requests, close} = await visit(site + path);
    await settled(page);
    if (isExplorer(path)) {
      await page.getByTestId("cohort-n").waitFor();
      // The full visit includes the database.
      await expect.poll(() => requests.some((url) => url.endsWith(".wasm")), {timeout: 30_000}).toBe(true);
      await page.waitForLoadState("networkidle");
    }
    expect(problems).toEqual([]);
    expect(requests.length).toBeGreaterThan(3);
    expect(foreign(requests, origin)).toEqual([]);
    const ids = await page.locator("[id]").evaluateAll((found) => found.map(({id}) => id));
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    await close();
  });

  it("carries a policy that allows nothing from elsewhere", async () => {
    for (const path of allPages) {
      const html = await (await fetch(site + path)).text();
      const policy = /http-equiv="content-security-policy" content="([^"]+)"/i.exec(html)?.[1] ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
      expect(html).not.toContain("maximum-scale");
      expect(html).toContain('lang="en-GB"');
    }
  });

  it("does not load the database on the home page", async () => {
    const {page, requests, close} = await visit(site);
    await settled(page);
    await page.waitForLoadState("networkidle");
    expect(requests.filter((url) => /duckdb|\.wasm|cohort\.[0-9a-f]+\.arrow/.test(url))).toEqual([]);
    await close();
  });

  it("draws the first figure before the database has loaded", async () => {
    const {page, close} = await visit(site);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\.wasm$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${site}survival`);
    await page.locator("#survival-curve .line").first().waitFor();
    expect(await cohortSize(page)).toBe(1540);
    release();
    await close();
  });

  it.each(allPages)("/%s says that the data are simulated, and the tier and release", async (path) => {
    const {page, close} = await visit(site + path);
    await settled(page);
    const text = await page.locator("body").innerText();
    expect(text).toContain("Simulated data calibrated to published summary statistics; not patient data.");
    expect(text).toContain("Internal release");
    expect(text).toMatch(/Release [0-9a-f]{16}/);
    for (const figure of await page.locator(".figure:has(.canvas)").all()) {
      expect(await figure.locator("h2").innerText()).toContain("simulated");
    }
    await close();
  });

  it("has nothing for axe to find, light or dark", async () => {
    for (const path of [...allPages, "survival?group=NPM1&sex=female", "mutations?group=sex&mutated=NPM1"]) {
      const {page, close} = await visit(site + path);
      await settled(page);
      expect(await violations(page), `${path} light`).toEqual([]);
      // The dark page differs in its colours alone.
      await page.emulateMedia({colorScheme: "dark"});
      expect(await violations(page, ["color-contrast"]), `${path} dark`).toEqual([]);
      await close();
    }
  });

  it("fits screens 390, 768 and 1440 pixels wide", async () => {
    for (const path of [...allPages, "survival?group=risk_eln2010_reported", "mutations?group=sex"]) {
      const {page, close} = await visit(site + path, {viewport: {width: 390, height: 844}});
      await settled(page);
      for (const width of [390, 768, 1440]) {
        await page.setViewportSize({width, height: 844});
        // Figures follow the width of the page a moment later.
        const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await expect.poll(overflow, {message: `${path} at ${width}`}).toBeLessThanOrEqual(0);
      }
      await close();
    }
  });

  it("answers an unknown address with a way back", async () => {
    const {page, close} = await visit(`${site}404`);
    expect(await page.locator("main").innerText()).toContain("There is no such page");
    await close();
  });
});

describe("a figure", () => {
  it("is taken away as SVG and CSV that say what it shows and that it is simulated", async () => {
    const {page, close} = await visit(`${site}survival?group=NPM1`);
    await settled(page);
    const take = async (name: string) => {
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", {name}).click()]);
      return readFileSync(await file.path(), "utf8");
    };
    const svg = await take("SVG");
    expect(svg).toContain("Overall survival by NPM1 (simulated data)");
    expect(svg).not.toMatch(/class=|var\(--/);
    const csv = await take("CSV");
    expect(csv).toContain("Simulated data calibrated to published summary statistics; not patient data.");
    expect(csv).toMatch(
      /\ngroup,time_days,time_years,at_risk,events,censored,survival,lower95,upper95\r\nNPM1 mutated,/
    );
    await close();
  });
});

describe("the filter", () => {
  it("narrows the cohort, shows chips, keeps to the address and survives a reload", async () => {
    const {page, problems, close} = await visit(`${site}survival`);
    await settled(page);
    await page.getByLabel("Female").check();
    await page.waitForURL(/sex=female/);
    const women = await cohortSize(page);
    await page.getByPlaceholder("Add a gene").fill("NPM1");
    await page.keyboard.press("Enter");
    await page.waitForURL(/mutated=NPM1/);
    const both = await cohortSize(page);
    expect(women).toBeLessThan(1540);
    expect(both).toBeLessThan(women);
    expect(await page.locator("[data-chip]").allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining("NPM1 mutated"), expect.stringContaining("Sex: female")])
    );
    await page.reload();
    expect(await cohortSize(page)).toBe(both);
    // Every page shows the same cohort for the same address.
    for (const path of explorerPages) {
      await page.goto(`${site}${path}${new URL(page.url()).search}`);
      expect(await cohortSize(page)).toBe(both);
    }
    await page.goBack();
    await page.locator("[data-chip=NPM1]").click();
    expect(await cohortSize(page)).toBe(women);
    expect(problems).toEqual([]);
    await close();
  });

  it("counts mutated, wild type and not tested apart", async () => {
    const {page, close} = await visit(`${site}cohort`);
    await settled(page);
    const size = async (query: string) => {
      await page.goto(`${site}cohort?${query}`);
      return await cohortSize(page);
    };
    const [mutated, wildType, notTested] = [
      await size("mutated=KMT2A-PTD"),
      await size("wild_type=KMT2A-PTD"),
      await size("not_tested=KMT2A-PTD")
    ];
    expect(notTested).toBeGreaterThan(100);
    expect(mutated + wildType + notTested).toBe(1540);
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

  it("works with a single patient", async () => {
    const {page, problems, close} = await visit(`${site}survival?age=78-78`);
    const n = await cohortSize(page);
    expect(n).toBeGreaterThan(0);
    expect(n).toBeLessThan(5);
    for (const path of ["cohort?age=78-78", "mutations?age=78-78", "survival?age=78-78&group=sex"]) {
      await page.goto(site + path);
      expect(await cohortSize(page)).toBe(n);
    }
    expect(problems).toEqual([]);
    expect(await page.locator("body").innerText()).not.toMatch(/NaN|undefined|Infinity/);
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
    for (let i = 0; i < 20 && !(await focused()).startsWith("Add a gene"); ++i) await page.keyboard.press("Tab");
    expect(await focused()).toContain("Add a gene");
    // CEBPA is an alteration of its own: nothing is picked before the name is complete.
    await page.keyboard.type("CEBPA-bi");
    expect(page.url()).not.toContain("mutated");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/mutated=CEBPA-biallelic/);
    expect(await cohortSize(page)).toBeLessThan(1540);
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
    expect(await cohortSize(page)).toBeLessThan(1540);
    expect(await page.getByTestId("failure").count()).toBe(0);
    await close();
  });
});
