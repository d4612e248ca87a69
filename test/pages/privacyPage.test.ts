import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {consortiumTier} from "../../loaders/disclosure/consortium/consortiumTier.js";
import {demoPseudonymKey} from "../../loaders/disclosure/pseudonyms.js";
import {privacyPage} from "../../loaders/pages/privacy/privacyPage.js";
import {readRelease, type Release} from "../../loaders/release/readRelease.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {manyPatients} from "../disclosure/manyPatients.js";
import {root} from "../support/sharedData.js";
import {syntheticRelease} from "../support/syntheticRelease.js";

const out = mkdtempSync(join(tmpdir(), "hemiola-"));
let exact: Awaited<ReturnType<typeof syntheticRelease>>;
let released: Release;
beforeAll(async () => {
  exact = await syntheticRelease(manyPatients(600));
  const {folder} = await writeRelease({...consortiumTier({root, release: exact, key: demoPseudonymKey}), out});
  released = await readRelease(folder);
});
afterAll(async () => {
  rmSync(out, {recursive: true, force: true});
  await exact.remove();
});

describe("the page on privacy", () => {
  it("says of an exact release that nothing is anonymised", () => {
    const page = privacyPage(exact, []);
    expect(page).toContain("Nothing in this release is anonymised");
    expect(page).not.toContain("<table");
  });

  it("has rules, risk before and after, ladders, loss, what is left, and who signed, without script", () => {
    const page = privacyPage(released, [{name: "A. <b>Meier</b>", role: "statistician"}]);
    for (const words of [
      "each like at least 4 others",
      "Risk before and after",
      "Prosecutor risk, largest",
      "How coarse each attribute is",
      "What was done with each table",
      "What it costs: key estimates",
      "no legal advice",
      "statistician"
    ])
      expect(page).toContain(words);
    expect(page).not.toMatch(/<script|```|<b>/u);
    expect(page.match(/<table/gu)!.length).toBe(5);
  });
});
