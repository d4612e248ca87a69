import {afterAll, describe, expect, inject, it} from "vitest";
import {violations} from "./support/axe.js";
import {allPages, settled} from "./support/explorer.js";
import {missedByTab} from "./support/missedByTab.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");

afterAll(quit);

describe("every page", () => {
  it.each([
    ...allPages,
    "survival?group=NPM1&sex=female",
    "survival?group=risk_eln2010_reported",
    "mutations?group=sex&mutated=NPM1"
  ])(
    "/%s fits screens 390 to 1440 pixels wide, has nothing for axe to find in light or dark, and is reached by the Tab key",
    async (path) => {
      const {page, close} = await visit(site + path, {viewport: {width: 390, height: 844}});
      await settled(page);
      for (const width of [390, 768, 1440]) {
        await page.setViewportSize({width, height: 900});
        // Figures follow the width of the page a moment later.
        const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await expect.poll(overflow, {message: `at ${width}`}).toBeLessThanOrEqual(0);
      }
      expect(await violations(page), "light").toEqual([]);
      // The dark page differs in its colours alone.
      await page.emulateMedia({colorScheme: "dark"});
      expect(await violations(page, ["color-contrast"]), "dark").toEqual([]);
      expect(await missedByTab(page), "not reached").toEqual([]);
      await close();
    }
  );
});
