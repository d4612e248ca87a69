import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {pageContents} from "../../loaders/extract/pageContents.js";
import type {Release} from "../../loaders/release/readRelease.js";
import {header, pagesOf} from "../../src/components/siteFrame.js";
import {syntheticRelease, syntheticRows} from "../support/syntheticRelease.js";

let plain: Release & {remove(): Promise<void>};
let trial: Release & {remove(): Promise<void>};

beforeAll(async () => {
  plain = await syntheticRelease();
  const patients = syntheticRows.patients.map((row) => (row.source_id === "B" ? {...row, arm_planned: "one"} : row));
  trial = await syntheticRelease({patients});
});
afterAll(async () => {
  await plain.remove();
  await trial.remove();
});

describe("the navigation", () => {
  it("leaves out pages for which the release has nothing", () => {
    const names = pagesOf(pageContents(plain)).map(({path}) => path);
    expect(names).not.toContain("/ratify");
    expect(names).not.toContain("/hovon");
    expect(names).not.toContain("/harmonisation");
    expect(names).toContain("/calibration");
    expect(names).toContain("/mutations");
    expect(pagesOf(new Map()).map(({path}) => path)).not.toContain("/calibration");
    expect(pagesOf(new Map()).map(({path}) => path)).toEqual([
      "/",
      "/glossary",
      "/about",
      "/methods",
      "/agreement",
      "/privacy",
      "/search"
    ]);
    const rows = pagesOf(new Map([["patientRows", ["A"]] as const])).map(({path}) => path);
    for (const path of ["/regression", "/compare", "/ledger", "/quality", "/dictionary", "/changes"])
      expect(rows).toContain(path);
  });

  it("names a page about one source by that source, about several in general", () => {
    expect(pageContents(trial).get("randomisation")).toEqual(["B"]);
    expect(pagesOf(pageContents(trial)).find(({path}) => path === "/ratify")?.name).toBe("B");
    const two = new Map([["molecularCourse", ["A", "B"]] as const]);
    expect(pagesOf(two).find(({path}) => path === "/hovon")?.name).toBe("Molecular course");
  });

  it("marks the page shown, and data never become markup", () => {
    const pages = pagesOf(new Map([["randomisation", ["<b>"]] as const]));
    const frame = {title: "Study", releaseId: "0", tier: "internal", simulated: false, simulatedNotice: null, pages};
    const html = header(frame, "/ratify");
    expect(html).toContain('<a href="/ratify" class="to-source" aria-current="page">&lt;b&gt;</a>');
  });
});
