import {afterAll, describe, expect, inject, it} from "vitest";
import {violations} from "./support/axe.js";
import {allPages, settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");

afterAll(quit);

describe("every page", () => {
  it("has nothing for axe to find, light or dark", async () => {
    for (const path of [...allPages, "survival?group=NPM1&sex=female", "mutations?group=sex&mutated=NPM1"]) {
      const {page, close} = await visit(site + path);
      await settled(page);
      expect(await violations(page), `${path} light`).toEqual([]);
      // The dark page differs in its colours alone.
      await page.emulateMedia({colorScheme: "dark"});
      expect(await violations(page, ["color-contrast"]), `${path} dark`).toEqual([]);
      await close();
    }
  });

  it("fits screens 390, 768 and 1440 pixels wide", async () => {
    for (const path of [...allPages, "survival?group=risk_eln2010_reported", "mutations?group=sex"]) {
      const {page, close} = await visit(site + path, {viewport: {width: 390, height: 844}});
      await settled(page);
      for (const width of [390, 768, 1440]) {
        await page.setViewportSize({width, height: 844});
        // Figures follow the width of the page a moment later.
        const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await expect.poll(overflow, {message: `${path} at ${width}`}).toBeLessThanOrEqual(0);
      }
      await close();
    }
  });
});
