import {readFileSync} from "node:fs";
import {afterAll, describe, expect, inject, it} from "vitest";
import {allPages, cohortSize, explorerPages, settled} from "./support/explorer.js";
import {foreign, quit, visit} from "./support/visit.js";

const site = inject("demo");
const patients = inject("demoPatients");
const isExplorer = (path: string): boolean => (explorerPages as readonly string[]).includes(path);
const origin = new URL(site).origin;

afterAll(quit);

describe("the demo's site", () => {
  it.each(allPages)(
    "/%s loads without a problem, asks no other origin for anything and says what it is of",
    async (path) => {
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
      const text = await page.locator("body").innerText();
      expect(text).toContain("Simulated data calibrated to published summary statistics; not patient data.");
      expect(text).toContain("Internal release");
      expect(text).toMatch(/Release [0-9a-f]{16}/);
      await close();
    }
  );

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
    expect(await cohortSize(page)).toBe(patients);
    release();
    await close();
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
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("#survival-curve > .toolbar").getByRole("button", {name, exact: true}).click()
      ]);
      return readFileSync(await file.path(), "utf8");
    };
    const svg = await take("SVG");
    expect(svg).toContain("Overall survival by NPM1 (simulated data)");
    expect(svg).not.toMatch(/class=|var\(--/);
    const csv = await take("CSV");
    expect(csv).toContain("Simulated data calibrated to published summary statistics; not patient data.");
    expect(csv).toMatch(/\ngroup,source,time_days,events,censored,at_risk,survival,lower95,upper95\r\nNPM1 mutated,/);
    await close();
  });
});
