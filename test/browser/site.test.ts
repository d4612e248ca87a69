import {readFileSync} from "node:fs";
import {afterAll, describe, expect, inject, it} from "vitest";
import {allPages, cohortSize, settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");
const patients = inject("demoPatients");

afterAll(quit);

describe("the demo's site", () => {
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
    await page.goto(`${site}regression`);
    const known = page.locator('[data-testid="first-covariates"] [data-known]');
    await known.first().waitFor();
    for (const n of await known.evaluateAll((rows) => rows.map((row) => Number(row.dataset.known)))) {
      expect(n).toBeGreaterThan(0);
      expect(n).toBeLessThanOrEqual(patients);
    }
    expect(await page.getByTestId("model").count()).toBe(0);
    await page.goto(`${site}compare?a=mutated%3DNPM1&b=source%3DAMLSG`);
    const sizes = (of: string) =>
      page.locator(`[data-testid="${of}"] [data-n]`).evaluateAll((rows) => rows.map((row) => row.dataset.n));
    await page.getByTestId("first-sizes").waitFor();
    const first = await sizes("first-sizes");
    expect(first).toHaveLength(2);
    release();
    await page.getByTestId("overlap").waitFor();
    expect(await sizes("overlap")).toEqual(first);
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
