import {afterAll, describe, expect, inject, it} from "vitest";
import {allPages, settled} from "./support/explorer.js";
import {exported, flat} from "./support/exported.js";
import {quit, visit} from "./support/visit.js";

const real = inject("amlsg");

afterAll(quit);

describe("every page of real data", () => {
  it.skipIf(real === null).each(allPages)(
    "the notice of simulated data is nowhere on /%s, nor in its files",
    async (path) => {
      const {page, close} = await visit((real ?? "") + path);
      await settled(page);
      // A release says of each source whether it is simulated, and the dictionary what that means: words, but no notice.
      const words = /simulated data|not patient data/i;
      expect(await page.locator("body").innerText()).not.toMatch(words);
      expect((await page.locator("head style").allInnerTexts()).join("\n")).not.toMatch(/simulated/i);
      expect(await page.locator(".simulated-mark").count()).toBe(0);
      // All files are made by one module; of so many as a browser takes without asking.
      for (const {label, content} of await exported(page, 10)) expect(flat(content), label).not.toMatch(words);
      await close();
    }
  );
});
