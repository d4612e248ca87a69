import {afterAll, describe, inject, it} from "vitest";
import {expectAccessible, expectFits, phone} from "./support/accessible.js";
import {settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");

afterAll(quit);

// Pages as they are without a question are looked at with all else that is asked of every page.
describe("an explorer page of a question", () => {
  it.each([
    "survival?group=NPM1&sex=female",
    "survival?group=risk_eln2010_reported",
    "mutations?group=sex&mutated=NPM1"
  ])(
    "/%s fits screens 390 to 1440 pixels wide, has nothing for axe to find in light or dark, and works by keyboard",
    async (path) => {
      const {page, close} = await visit(site + path, phone);
      await settled(page);
      await expectFits(page);
      await expectAccessible(page, {tabbed: true});
      await close();
    }
  );
});
