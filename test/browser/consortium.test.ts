import {afterAll, describe, expect, inject, it} from "vitest";
import type {Page} from "playwright-core";
import {cohortSize, settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("consortium");
/** The least number of patients that the release shows. */
const k = 5;

afterAll(quit);

/** Numbers of 1 to k − 1 patients in what the page says: texts, titles, names for screen readers, data of elements, its address. */
async function smallNumbers(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found = [document.body.innerText, document.title, location.search];
    for (const element of document.querySelectorAll("*"))
      for (const {name, value} of element.attributes)
        if (name === "title" || name === "alt" || name.startsWith("aria-") || name.startsWith("data-"))
          found.push(value);
    for (const element of document.querySelectorAll("title, desc, text, td")) found.push(element.textContent ?? "");
    return found;
  });
  const few = new RegExp(
    `(?<![\\d.,<–-]|< )\\b[1-${k - 1}] (?:patients?|of \\d|events?)\\b|[?&]n=[1-${k - 1}]\\b`,
    "gu"
  );
  return [...new Set(texts.flatMap((text) => text.match(few) ?? []))];
}

/** Conditions, one more each, of which the last leave fewer and fewer patients. */
const narrower = ["sex=female", "study=T3", "aml_type=de_novo", "age=40-44", "ecog=1", "mutated=NPM1", "wbc=0-60"];

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
      await page.waitForFunction(
        () =>
          document.querySelector('[data-testid="too-few"]') !== null ||
          (document.querySelector<HTMLElement>('[data-testid="cohort-n"]')?.dataset.value !== undefined &&
            document.querySelector('[aria-busy="true"]') === null)
      );
      if ((await page.getByTestId("too-few").count()) > 0) refused = query;
      else {
        const size = await cohortSize(page);
        expect(size === 0 || size >= k, query).toBe(true);
        expect(size).toBeLessThanOrEqual(last);
        last = size;
      }
      expect(await smallNumbers(page), query).toEqual([]);
    }
    expect(refused).not.toBe("");
    await page.reload();
    await page.getByTestId("too-few").waitFor();
    expect(await page.locator("figure:visible svg").count()).toBe(0);
    expect(await smallNumbers(page)).toEqual([]);
    expect(new URL(page.url()).searchParams.get("n")).toBeNull();
    await page.getByRole("button", {name: "Show all patients"}).click();
    await settled(page);
    expect(await cohortSize(page)).toBeGreaterThan(1000);
    expect(problems).toEqual([]);
    await close();
  });

  it("says its tier, and no small number on any page of the explorer, in groups by a rare class or in the tables of figures", async () => {
    for (const path of ["cohort", "mutations", "survival?group=ecog", "survival?group=eln2022", "compare"]) {
      const {page, problems, close} = await visit(`${site}${path}`);
      await settled(page);
      expect(await page.locator("body").innerText(), path).toMatch(/consortium/iu);
      for (const button of await page.locator("figure:visible .toolbar button:visible", {hasText: /^Table$/u}).all())
        await button.click();
      expect(await smallNumbers(page), path).toEqual([]);
      expect(problems, path).toEqual([]);
      await close();
    }
  });
});
