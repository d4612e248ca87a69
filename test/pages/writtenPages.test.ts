import {join} from "node:path";
import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {readGlossary} from "../../loaders/pages/glossary.js";
import {differenceText} from "../../loaders/pages/written/agreementPage.js";
import {readMethods} from "../../loaders/pages/written/methods.js";
import {writtenPages} from "../../loaders/pages/written/writtenPages.js";
import {release} from "../report/render/fixture.js";

const root = join(import.meta.dirname, "../..");
const glossary = readGlossary(root);
const pages = writtenPages(root, {release, glossary});
const pageOf = (path: string) => new JSDOM(pages.get(path)!.replace(/^---[\s\S]*?---/, "")).window.document;

describe("the glossary", () => {
  it("explains the abbreviations of AML reports, each under its own address", () => {
    const terms = new Set(glossary.map(({term}) => term));
    for (const term of ["ELN", "CIR", "NRM", "MRD", "VAF", "OS", "EFS", "RFS", "HCT", "CI"])
      expect(terms).toContain(term);
    const page = pageOf("/glossary");
    for (const {slug} of glossary) expect(page.getElementById(slug)?.localName).toBe("dt");
  });
});

describe("the page on agreement with R", () => {
  it("shows every comparison that the tests left, and no statistic that none covers", () => {
    const {comparisons, methods} = readMethods(root);
    const text = pageOf("/agreement").body.textContent;
    for (const {name} of comparisons) expect(text).toContain(name);
    for (const {name, agreement} of methods) expect(agreement.length, name).toBeGreaterThan(0);
    for (const key of ["id", "name"] as const)
      expect(new Set(methods.map((method) => method[key])).size).toBe(methods.length);
    const [kaplanMeier] = comparisons.filter(({name}) => name === "kaplan-meier");
    expect(kaplanMeier.cases).toBe(18);
    expect(kaplanMeier.largest).toBeLessThan(1e-12);
    expect(differenceText(3e-14)).toBe("3 × 10⁻¹⁴");
  });

  it("lists only comparisons that belong to a statistic", () => {
    const {comparisons, methods} = readMethods(root);
    const named = new Set(methods.flatMap(({agreement}) => agreement.map(({name}) => name)));
    expect(comparisons.map(({name}) => name).filter((name) => !named.has(name))).toEqual([]);
  });
});

describe("the pages on methods and on the data", () => {
  it("give formula and call of R, and say that data are simulated and what they are not for", () => {
    expect(pageOf("/methods").getElementById("cox")?.textContent).toContain("survival::coxph");
    const about = pageOf("/about").body.textContent;
    expect(about).toContain("Simulated data; not patient data.");
    expect(about).toContain("not for decisions about an individual patient");
  });
});
