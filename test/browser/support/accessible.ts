import type {Page} from "playwright-core";
import {expect} from "vitest";
import {violations} from "./axe.js";
import {missedByTab} from "./missedByTab.js";

/** Rows of a table that are looked at; those below are made alike. */
const rowsLookedAt = 40;

/** The screen on which a page is opened that is to fit others too. */
export const phone = {viewport: {width: 390, height: 844}};

/** Expects that a page that has settled on a phone fits screens 390, 768 and 1440 pixels wide, and leaves it at the last. */
export async function expectFits(page: Page): Promise<void> {
  for (const width of [390, 768, 1440]) {
    await page.setViewportSize({width, height: 900});
    // Figures follow the width of the page a moment later.
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(overflow, {message: `at ${width}`}).toBeLessThanOrEqual(0);
  }
}

/**
 * Expects that axe finds nothing on a page, in light and dark, and, where asked for, that every control is reached by Tab. Leaves
 * the page in the dark and its long tables cut.
 */
export async function expectAccessible(page: Page, {tabbed}: {tabbed: boolean}): Promise<void> {
  // What is drawn when it comes into sight may come after the keys have passed: then another walk must reach it.
  if (tabbed) await expect.poll(() => missedByTab(page), {message: "not reached"}).toEqual([]);
  await page.evaluate((kept) => {
    for (const body of document.querySelectorAll("tbody"))
      for (const row of [...body.rows].slice(kept)) row.style.display = "none";
  }, rowsLookedAt);
  expect(await violations(page), "light").toEqual([]);
  // The dark page differs in its colours alone.
  await page.emulateMedia({colorScheme: "dark"});
  expect(await violations(page, ["color-contrast"]), "dark").toEqual([]);
}
