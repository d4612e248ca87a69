import type {Page} from "playwright-core";
import {afterAll, expect, inject, it} from "vitest";
import {projectCohort} from "../../loaders/extract/projectCohort.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {cohortSize, settled} from "./support/explorer.js";
import {tileCounts} from "./support/tileCounts.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");
/** Changes of the filter, one per frame of the screen. */
const changes = 200;
/** Every so many changes the page may come to rest. */
const between = 25;

afterAll(quit);

/** Three conditions in turn, set and taken back: the nth change works on the condition n modulo 3. */
const isSet = (condition: number, change: number): boolean => Math.floor((change + 3 - condition) / 3) % 2 === 1;

/** Patients of the demo after each change. */
async function expectedSizes(): Promise<number[]> {
  const {rows, columns} = projectCohort(await readRelease(inject("demoReleases").after));
  const meets = [columns.sex, columns.NPM1, columns.DNMT3A].map((cells, k) =>
    Array.from(cells, (cell) => cell === (k === 0 ? "female" : 1))
  );
  return Array.from({length: changes}, (_, change) => {
    const asked = meets.filter((_, condition) => isSet(condition, change));
    return Array.from({length: rows}, (_, i) => i).filter((i) => asked.every((met) => met[i])).length;
  });
}

/** Clicks through some changes, one per frame; what the page said whenever it was not busy, by change. */
async function click(page: Page, from: number, to: number): Promise<{change: number; n: number; drawn: number}[]> {
  return await page.evaluate(
    async ([first, last]) => {
      const controls = [
        "input[value=female]",
        '[data-picked="NPM1"] .state-name',
        '[data-picked="DNMT3A"] .state-name'
      ];
      const rest = [];
      for (let change = first; change < last; ++change) {
        document.querySelector<HTMLElement>(controls[change % 3])!.click();
        await new Promise(requestAnimationFrame);
        if (document.querySelector('[aria-busy="true"]') !== null) continue;
        const groups = [...document.querySelectorAll<HTMLElement>('[data-testid="survival-group"]')];
        const n = Number(document.querySelector<HTMLElement>('[data-testid="cohort-n"]')!.dataset.value);
        rest.push({change, n, drawn: groups.reduce((sum, group) => sum + Number(group.dataset.n), 0)});
      }
      return rest;
    },
    [from, to]
  );
}

it("leaves no stale figure, no memory and no error behind after 200 changes in quick succession", async () => {
  const sizes = await expectedSizes();
  const {page, problems, close} = await visit(`${site}survival`, {viewport: {width: 1440, height: 9000}});
  await settled(page);
  await page.locator(".theme summary", {hasText: "Genes and alterations"}).click();
  const protocol = await page.context().newCDPSession(page);
  const memory = async () => {
    await protocol.send("HeapProfiler.collectGarbage");
    const {usedSize} = await protocol.send("Runtime.getHeapUsage");
    const {nodes, jsEventListeners} = await protocol.send("Memory.getDOMCounters");
    return {usedSize, nodes, jsEventListeners};
  };
  // The start: the database is open, and a first round has been drawn and taken back.
  await click(page, 0, 6);
  await settled(page);
  const start = await memory();
  for (let from = 0; from < changes; from += between) {
    const rest = await click(page, from, from + between);
    for (const {change, n} of rest) expect(n, `after change ${change}`).toBe(sizes[change]);
    const size = sizes[from + between - 1];
    expect(await cohortSize(page)).toBe(size);
    const counts = await tileCounts(page, "survival");
    expect(counts).toEqual(Object.fromEntries(Object.keys(counts).map((name) => [name, size])));
    const asked = ["female", "NPM1", "DNMT3A"].filter((_, condition) => isSet(condition, from + between - 1));
    const query = new URL(page.url()).searchParams;
    expect([...query.getAll("sex"), ...query.getAll("mutated")].sort()).toEqual(asked.sort());
  }
  const end = await memory();
  console.log(start, end);
  for (const measure of ["usedSize", "nodes", "jsEventListeners"] as const)
    expect(end[measure] / start[measure], measure).toBeLessThan(1.2);
  expect(problems).toEqual([]);
  await close();
});
