import {readFileSync} from "node:fs";
import type {Page} from "playwright-core";
import {afterAll, describe, expect, inject, it} from "vitest";
import {cohortSize, settled} from "./support/explorer.js";
import {smallCountsOfSite} from "./support/smallCounts.js";
import {quit, visit} from "./support/visit.js";

const site = inject("consortium");
/** The least number of patients that the release shows. */
const k = 5;

afterAll(quit);

/** Whatever a number of 1 to k − 1 patients would be written as: beside what is counted, as a part of a whole, in an address. */
const few = new RegExp(
  `(?<![\\d.,–-]|< )\\b[1-${k - 1}](?: (?:patients?|events?|deaths?|of [\\d,]+ (?:patients|of them|those|tested|evaluable))|/\\d)|\\bn = [1-${k - 1}]\\b(?![\\d.,])|[?&]n=[1-${k - 1}]\\b`,
  "gu"
);

/** Numbers of 1 to k − 1 patients in all that a page says: texts, titles, names for screen readers, data of elements, its address. */
async function smallNumbers(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found = [document.body.innerText, document.title, location.search, location.hash];
    for (const element of document.querySelectorAll("main *")) {
      for (const {name, value} of element.attributes) {
        if (["title", "alt"].includes(name) || name.startsWith("aria-")) found.push(value);
        // Every count among the data of elements is a whole number.
        if (/^data-(n|value|events|patients|definite|provisional|unresolved)$/u.test(name)) found.push(`n = ${value}`);
      }
    }
    for (const element of document.querySelectorAll("title, desc, text, td")) found.push(element.textContent);
    return found;
  });
  return [...new Set(texts.flatMap((text) => text.replace(/[\u00a0\u202f]/gu, " ").match(few) ?? []))];
}

/** Waits until a cohort is shown or refused; true if refused. */
async function isRefused(page: Page): Promise<boolean> {
  await page.waitForFunction(
    () =>
      document.querySelector('[data-testid="too-few"]') !== null ||
      (document.querySelector<HTMLElement>('[data-testid="cohort-n"]')?.dataset.value !== undefined &&
        document.querySelector('[aria-busy="true"]') === null)
  );
  return (await page.getByTestId("too-few").count()) > 0;
}

/** Says that a cohort is refused, and tells nothing of it. */
async function tellsNothing(page: Page, why: RegExp): Promise<void> {
  expect(await page.getByTestId("too-few").innerText()).toMatch(why);
  expect(await page.locator("figure:visible svg").count()).toBe(0);
  expect(await page.getByTestId("cohort-n").getAttribute("data-value")).toBeNull();
  expect(new URL(page.url()).searchParams.get("n")).toBeNull();
  expect(await smallNumbers(page)).toEqual([]);
}

/** Conditions, one more each, that leave fewer and fewer patients. */
const narrower = ["sex=female", "study=T3", "aml_type=de_novo", "ecog=1", "mutated=NPM1", "age=40-44", "wbc=0-60"];

/** Columns of a CSV file that count patients. */
const counted = /^(?:n|patients|events|mutated|tested|known|missing|at_risk|censored)$/u;

describe("the files of a site of the tier consortium", () => {
  it("hold no number of 1 to k − 1 patients outside of the rows", async () => {
    expect(await smallCountsOfSite(inject("consortiumSite"), k)).toEqual([]);
  });
});

describe("the explorer of a release of the tier consortium", () => {
  it("shows a cohort until it is too small, then nothing of it, also to whoever reloads or sends the link", async () => {
    const {page, problems, close} = await visit(`${site}survival`);
    await settled(page);
    let last = await cohortSize(page);
    expect(last).toBeGreaterThan(1000);
    let refused = "";
    for (let n = 1; n <= narrower.length && refused === ""; ++n) {
      const query = narrower.slice(0, n).join("&");
      await page.goto(`${site}survival?${query}`);
      if (await isRefused(page)) refused = query;
      else {
        const size = await cohortSize(page);
        expect(size === 0 || size >= k, query).toBe(true);
        expect(size).toBeLessThanOrEqual(last);
        last = size;
      }
      expect(await smallNumbers(page), query).toEqual([]);
    }
    expect(refused).not.toBe("");
    await tellsNothing(page, /fewer than 5 patients meet these conditions/u);
    await page.reload();
    await page.getByTestId("too-few").waitFor();
    await tellsNothing(page, /fewer than 5 patients meet these conditions/u);
    await page.getByRole("button", {name: "Show all patients"}).click();
    await page.getByTestId("too-few").waitFor({state: "detached"});
    expect(await cohortSize(page)).toBeGreaterThan(1000);
    // Files of the database that are left for the next address are no problem of a page.
    expect(problems.filter((problem) => !problem.startsWith("request failed: "))).toEqual([]);
    await close();
  });

  it("says its tier and no small number on any page, in groups by what is rare, in the tables of figures or their files", async () => {
    for (const path of [
      "cohort",
      "cohort?sex=female&study=T3&ecog=1&by=cyto_t_8_21",
      "mutations",
      "mutations?sex=female&study=T3&ecog=1",
      "survival?group=cyto_t_8_21",
      "survival?sex=female&study=T3&ecog=1&group=age_band",
      "compare?a=NPM1%3Dmutated",
      "quality",
      "classifications"
    ]) {
      const {page, problems, close} = await visit(`${site}${path}`);
      await settled(page);
      expect(await page.locator("body").innerText(), path).toMatch(/consortium/iu);
      for (const button of await page.locator("figure:visible .toolbar button:visible", {hasText: /^Table$/u}).all())
        await button.click();
      expect(await smallNumbers(page), path).toEqual([]);
      // A mark of censoring is one patient.
      expect(await page.locator("svg path.censored").count(), path).toBe(0);
      for (const button of await page.locator("figure:visible .toolbar button:visible", {hasText: /^CSV$/u}).all()) {
        const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
        const [head, ...rows] = readFileSync(await file.path(), "utf8")
          .split(/\r?\n/u)
          .filter((line) => line !== "" && !line.startsWith("#"))
          .map((line) => line.split(","));
        const small = rows.flatMap((row) =>
          row.flatMap((cell, i) => (counted.test(head[i]) && /^[1-4]$/u.test(cell) ? [`${head[i]}: ${cell}`] : []))
        );
        expect(small, `${path}: ${file.suggestedFilename()}`).toEqual([]);
      }
      expect(await page.locator("body").innerText(), path).not.toMatch(/\bNaN\b|\bundefined\b/u);
      expect(problems, path).toEqual([]);
      await close();
    }
  });
});
