import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {projectCohort} from "../../loaders/extract/projectCohort.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {clickThrough, setAfter} from "./support/clickThrough.js";
import {cohortSize, explorerPages, settled} from "./support/explorer.js";
import {retained} from "./support/retained.js";
import {tileCounts} from "./support/tileCounts.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");
const patients = inject("demoPatients");
// All figures are in sight: none waits to be drawn.
const tall = {viewport: {width: 1440, height: 9000}};
let cohort: Awaited<ReturnType<typeof readCohort>>;

beforeAll(async () => {
  cohort = await readCohort();
});
afterAll(quit);

/** The demo's patients, as far as the tests ask. */
async function readCohort() {
  const {rows, columns} = projectCohort(await readRelease(inject("demoReleases").after));
  return Array.from({length: rows}, (_, i) => ({
    age: columns.age_years[i],
    wbc: columns.wbc[i],
    met: new Set([
      ...(columns.sex[i] === "female" ? ["female"] : []),
      ...["NPM1", "DNMT3A"].filter((gene) => columns[gene][i] === 1)
    ])
  }));
}

async function expectSame(page: Page, path: string, n: number): Promise<void> {
  expect(await cohortSize(page)).toBe(n);
  const counts = await tileCounts(page, path);
  expect(counts).toEqual(Object.fromEntries(Object.keys(counts).map((name) => [name, n])));
}

async function chooseAge(page: Page, from: number, to: number): Promise<void> {
  await page.getByLabel("Age from, in years", {exact: true}).fill(String(from));
  await page.getByLabel("Age to, in years", {exact: true}).fill(String(to));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("age") === `${from}-${to}` && url.searchParams.has("n"));
}

describe("one cohort has one n", () => {
  it.each(explorerPages)("in every tile of /%s: of a filter, of all, of one patient and of none", async (path) => {
    const some = cohort.filter(({met, wbc}) => met.has("female") && wbc !== null && Number(wbc) >= 10).length;
    const ages = cohort.map(({age}) => age).filter((age) => age !== null);
    const rare = ages.find((age) => ages.filter((other) => other === age).length === 1);
    if (rare === undefined) throw new Error("no age that one patient alone has");
    const {page, problems, close} = await visit(`${site}${path}?sex=female&wbc=10-`, tall);
    await expectSame(page, path, some);
    await page.getByRole("button", {name: "Clear all"}).click();
    await expectSame(page, path, patients);
    await chooseAge(page, Number(rare), Number(rare));
    await expectSame(page, path, 1);
    expect(await page.locator("body").innerText()).not.toMatch(/NaN|undefined|Infinity/);
    await chooseAge(page, 149, 150);
    expect(await cohortSize(page)).toBe(0);
    expect(await page.locator(".results").isVisible()).toBe(false);
    expect(await page.getByTestId("empty").innerText()).toContain("Without Age 149–150");
    expect(problems).toEqual([]);
    await close();
  });
});

describe("200 changes of the filter in quick succession", () => {
  const changes = 200;
  /** After so many changes, one per frame of the screen, the page may come to rest. */
  const between = 25;

  it("leave no stale figure, no memory and no error behind", async () => {
    const sizeAfter = (change: number) =>
      cohort.filter(({met}) => setAfter(change).every((condition) => met.has(condition))).length;
    const {page, problems, close} = await visit(`${site}survival`, tall);
    await settled(page);
    await page.locator(".theme summary", {hasText: "Genes and alterations"}).click();
    const protocol = await page.context().newCDPSession(page);
    // The start: the database is open, and a first round has been set and taken back.
    await clickThrough(page, 0, 6);
    await settled(page);
    const start = await retained(protocol);
    for (let from = 0; from < changes; from += between) {
      const last = from + between - 1;
      for (const {change, n} of await clickThrough(page, from, from + between))
        expect(n, `after change ${change}`).toBe(sizeAfter(change));
      await expectSame(page, "survival", sizeAfter(last));
      const {searchParams} = new URL(page.url());
      expect([...searchParams.getAll("sex"), ...searchParams.getAll("mutated")].sort()).toEqual(setAfter(last).sort());
    }
    const end = await retained(protocol);
    for (const measure of ["bytes", "nodes", "listeners"] as const)
      expect(end[measure] / start[measure], measure).toBeLessThan(1.1);
    expect(problems).toEqual([]);
    await close();
  });
});
