import type {Page} from "playwright-core";
import {afterAll, describe, expect, inject, it} from "vitest";
import {projectCohort} from "../../loaders/extract/projectCohort.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {cohortSize, explorerPages, settled} from "./support/explorer.js";
import {tileCounts} from "./support/tileCounts.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");
const patients = inject("demoPatients");

afterAll(quit);

/** Ages of the demo's patients; null where unknown. */
async function ages(): Promise<(number | null)[]> {
  const {columns} = projectCohort(await readRelease(inject("demoReleases").after));
  return Array.from(columns.age_years, (age) => (age === null ? null : Number(age)));
}

async function chooseAge(page: Page, from: number, to: number): Promise<void> {
  await page.getByLabel("Age from, in years", {exact: true}).fill(String(from));
  await page.getByLabel("Age to, in years", {exact: true}).fill(String(to));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("age") === `${from}-${to}` && url.searchParams.has("n"));
}

describe("one cohort has one n", () => {
  it.each(explorerPages)("in every tile of /%s: of a filter, of all, of one patient and of none", async (path) => {
    const known = (await ages()).filter((age) => age !== null);
    const rare = known.find((age) => known.filter((other) => other === age).length === 1);
    if (rare === undefined) throw new Error("no age that one patient alone has");
    // All figures are in sight: none waits to be drawn.
    const {page, problems, close} = await visit(`${site}${path}?sex=female&wbc=10-`, {
      viewport: {width: 1440, height: 9000}
    });
    const some = await cohortSize(page);
    expect(some).toBeGreaterThan(500);
    expect(some).toBeLessThan(patients);
    const same = async (n: number) => {
      const counts = await tileCounts(page, path);
      expect(counts).toEqual(Object.fromEntries(Object.keys(counts).map((name) => [name, n])));
    };
    await same(some);
    await page.getByRole("button", {name: "Clear all"}).click();
    expect(await cohortSize(page)).toBe(patients);
    await same(patients);
    await chooseAge(page, rare, rare);
    expect(await cohortSize(page)).toBe(1);
    await same(1);
    expect(await page.locator("body").innerText()).not.toMatch(/NaN|undefined|Infinity/);
    await chooseAge(page, 149, 150);
    await settled(page);
    expect(await cohortSize(page)).toBe(0);
    expect(await page.locator(".results").isVisible()).toBe(false);
    expect(await page.getByTestId("empty").innerText()).toContain("Without Age 149–150");
    expect(problems).toEqual([]);
    await close();
  });
});
