import {join} from "node:path";
import type {Page} from "playwright-core";

/** What `pageTimer.js` puts on the page. */
interface PageTimer {
  settledPage(): Promise<void>;
  timeQuery(query: string): Promise<number>;
  openNaive(): Promise<(query: string) => Promise<{milliseconds: number; charts: number}>>;
  openSurvival(): Promise<(grouping: string) => Promise<{milliseconds: number; patients: number; statistic: number}>>;
}

/** Filters that a reader may set one after the other, as queries of the address; none twice. */
export const filters: readonly string[] = [
  "sex=female",
  "mutated=NPM1",
  "mutated=NPM1&sex=female",
  "mutated=NPM1&mutated=DNMT3A",
  "age=18-60",
  "age=18-60&wild_type=NPM1",
  "age=60-",
  "age=60-&mutated=TP53",
  "sex=male",
  "sex=male&mutated=DNMT3A",
  "source=AMLSG",
  "source=AMLSG&mutated=RUNX1",
  "source=AMLSG&source=HOVON",
  "mutated=IDH2_R140",
  "wild_type=TP53",
  "wild_type=TP53&age=40-70",
  "mutated=NRAS",
  "mutated=NRAS&sex=female",
  "age=30-50",
  "age=50-75"
];

/** Gives every page that is opened from now on the timer. */
export async function installTimer(page: Page): Promise<void> {
  await page.addInitScript({path: join(import.meta.dirname, "pageTimer.js")});
}

/** Opens a page with a filter and waits for its numbers: the database is open then. */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address, {waitUntil: "load"});
  await page.evaluate(() => (window as unknown as {hemiolaBench: PageTimer}).hemiolaBench.settledPage());
}

/**
 * Milliseconds from each filter change to the frame in which every figure of the page that is in view shows it.
 *
 * @param extra what else the address says, e.g. `group=NPM1`
 */
export async function filterTimes(page: Page, extra: string): Promise<number[]> {
  const times: number[] = [];
  for (const filter of filters) {
    const query = `?${[filter, extra].filter((part) => part !== "").join("&")}`;
    times.push(
      await page.evaluate(
        (asked) => (window as unknown as {hemiolaBench: PageTimer}).hemiolaBench.timeQuery(asked),
        query
      )
    );
  }
  return times;
}

/** Milliseconds of the same filters if every chart and facet repeats the filter in a query of its own; queries alone. */
export async function naiveTimes(page: Page): Promise<{times: number[]; charts: number}> {
  return await page.evaluate(async (queries) => {
    const naive = await (window as unknown as {hemiolaBench: PageTimer}).hemiolaBench.openNaive();
    const times: number[] = [];
    let charts = 0;
    for (const query of queries) {
      const answer = await naive(query);
      times.push(answer.milliseconds);
      charts = answer.charts;
    }
    return {times, charts};
  }, filters);
}

/** Milliseconds of Kaplan–Meier curves and log-rank test of a grouping over all patients; the median of several runs. */
export async function survivalSeconds(page: Page, grouping: string): Promise<{seconds: number; patients: number}> {
  return await page.evaluate(async (asked) => {
    const survival = await (window as unknown as {hemiolaBench: PageTimer}).hemiolaBench.openSurvival();
    const times: number[] = [];
    let patients = 0;
    for (let run = 0; run < 7; ++run) {
      const answer = await survival(asked);
      patients = answer.patients;
      if (run > 1) times.push(answer.milliseconds / 1000);
    }
    return {seconds: times.sort((a, b) => a - b)[times.length >> 1], patients};
  }, grouping);
}
