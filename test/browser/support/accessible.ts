import {expect} from "vitest";
import {violations} from "./axe.js";
import {settled} from "./explorer.js";
import {missedByTab} from "./missedByTab.js";
import {visit} from "./visit.js";

/** Rows of a table that are looked at; those below are made alike. */
const rowsLookedAt = 40;

/**
 * Expects that a page fits screens 390, 768 and 1440 pixels wide, that axe finds nothing in light and dark, and, where
 * asked for, that every control is reached by Tab.
 */
export async function expectAccessible(address: string, {tabbed}: {tabbed: boolean}): Promise<void> {
  const {page, close} = await visit(address, {viewport: {width: 390, height: 844}});
  await settled(page);
  for (const width of [390, 768, 1440]) {
    await page.setViewportSize({width, height: 900});
    // Figures follow the width of the page a moment later.
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(overflow, {message: `at ${width}`}).toBeLessThanOrEqual(0);
  }
  // What is drawn when it comes into sight may come after the keys have passed: then another walk must reach it.
  if (tabbed) await expect.poll(() => missedByTab(page), {message: "not reached", timeout: 30_000}).toEqual([]);
  await page.evaluate((kept) => {
    for (const body of document.querySelectorAll("tbody"))
      for (const row of [...body.rows].slice(kept)) row.style.display = "none";
  }, rowsLookedAt);
  expect(await violations(page), "light").toEqual([]);
  // The dark page differs in its colours alone.
  await page.emulateMedia({colorScheme: "dark"});
  expect(await violations(page, ["color-contrast"]), "dark").toEqual([]);
  await close();
}
