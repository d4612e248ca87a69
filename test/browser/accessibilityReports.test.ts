import {afterAll, describe, inject, it} from "vitest";
import {expectAccessible} from "./support/accessible.js";
import {allPages, explorerPages, sourcePages} from "./support/explorer.js";
import {quit} from "./support/visit.js";

const site = inject("demo");

/** Pages with controls of their own; the reports have thousands of stops, all of them links and folds. */
const walked = new Set<string>(["", ...sourcePages, "ledger"]);
const explorers: readonly string[] = explorerPages;

afterAll(quit);

describe("every other page", () => {
  it.each(allPages.filter((path) => !explorers.includes(path)))(
    "/%s fits screens 390 to 1440 pixels wide, has nothing for axe to find in light or dark, and works by keyboard",
    (path) => expectAccessible(site + path, {tabbed: walked.has(path)})
  );
});
