import {JSDOM} from "jsdom";
import {afterAll, beforeAll, expect, it} from "vitest";
import {pageContents} from "../../loaders/extract/pageContents.js";
import {framePages} from "../../loaders/pages/framePages.js";
import {homeOf} from "../../loaders/pages/homeOf.js";
import {homePage} from "../../loaders/pages/homePage.js";
import type {Release} from "../../loaders/release/readRelease.js";
import type {ReportPage} from "../../loaders/report/render/reportPages.js";
import {syntheticRelease} from "../support/syntheticRelease.js";

let release: Release & {remove(): Promise<void>};
beforeAll(async () => {
  release = await syntheticRelease();
});
afterAll(() => release.remove());

const report: ReportPage = {
  id: "ratify",
  title: "RATIFY: <b>arms</b>",
  audience: "clinician",
  group: "report",
  tier: "internal",
  path: "/reports/ratify",
  results: "figures/ratify/results.json",
  figures: [],
  methods: []
};

it("says without a script what is in the release, and leads to each of its pages once, by names that are no markup", () => {
  const text = homePage(homeOf(release), framePages(pageContents(release), [report]));
  const {document} = new JSDOM(text.replace(/^---[\s\S]*?---/, "")).window;
  const links = [...document.querySelectorAll(".ways a:not(.example)")].map((link) => link.getAttribute("href"));
  expect(new Set(links).size).toBe(links.length);
  expect(links).toContain("/reports/ratify");
  for (const path of ["/about", "/methods", "/glossary", "/cohort", "/survival"]) expect(links).toContain(path);
  // The release has no randomised trial; a report of the same name is no page of the explorer.
  expect(links).not.toContain("/ratify");
  expect(document.body.textContent).toContain("RATIFY: <b>arms</b>");
  expect(document.querySelector("b")).toBeNull();
  const patients = [...document.querySelectorAll("tr[data-source]")].map((row) => Number(row.getAttribute("data-patients"))); // prettier-ignore
  expect(patients.reduce((sum, n) => sum + n, 0)).toBe(release.manifest.audit.patients);
});
