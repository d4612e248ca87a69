import {afterAll, describe, inject, it} from "vitest";
import {expectAccessible} from "./support/accessible.js";
import {explorerPages} from "./support/explorer.js";
import {quit} from "./support/visit.js";

const site = inject("demo");

afterAll(quit);

describe("every explorer page", () => {
  it.each([
    ...explorerPages,
    "survival?group=NPM1&sex=female",
    "survival?group=risk_eln2010_reported",
    "mutations?group=sex&mutated=NPM1"
  ])(
    "/%s fits screens 390 to 1440 pixels wide, has nothing for axe to find in light or dark, and works by keyboard",
    (path) => expectAccessible(site + path, {tabbed: true})
  );
});
