import {afterAll, describe, expect, inject, it} from "vitest";
import {cohortSize, logRankTest, settled, survivalGroup} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");

afterAll(quit);

describe("the survival page", () => {
  it("compares within sources, estimate first, and ends with the look", async () => {
    const {page, problems, close} = await visit(`${site}survival?group=NPM1`);
    await settled(page);
    const test = await logRankTest(page);
    expect(test.text).toMatch(
      /^Stratified log-rank test: χ² = [\d.]+, 1 df, p [=<] [\d.]+, (pre-specified, )?(the only look so far|1 of \d looks)/
    );
    const texts = await page.locator("#survival-curve .headline p").allInnerTexts();
    expect(texts[0]).toMatch(/^NPM1 mutated against NPM1 wild type: hazard ratio [\d.]+ \([\d.]+–[\d.]+\)/);
    // Sections below are drawn when they come into sight.
    await page.locator(".lazy-section:not([hidden])").last().scrollIntoViewIfNeeded();
    await page.locator("#survival-incidence .curve").first().waitFor();
    await settled(page);
    expect(await page.locator("#survival-incidence").innerText()).toContain("stratified Gray test");
    await page.locator(".lazy-section").first().scrollIntoViewIfNeeded();
    expect(await page.locator("#survival-sources .forest-row").count()).toBe(4);
    expect(await page.locator("#survival-sources figcaption").innerText()).toMatch(/I² = \d+\s%, Cochran’s Q = /);
    expect(problems).toEqual([]);
    await close();
  });

  it("shows a transplant as time-dependent, remission at a landmark, and refuses death for survival", async () => {
    const {page, close} = await visit(`${site}survival?group=hct&source=AMLSG`);
    await settled(page);
    expect((await logRankTest(page)).text).toContain("Mantel–Byar test");
    expect(await page.getByTestId("knowledge").innerText()).toContain("counts as not transplanted until that day");
    await page.getByTestId("group").selectOption("complete_remission");
    await page.waitForURL(/group=complete_remission/);
    await settled(page);
    expect(await page.locator("#survival-curve .subtitle").innerText()).toContain("From day 90 after");
    const before = (await survivalGroup(page, "Complete remission: no")).n!;
    await page.getByTestId("landmark").fill("180");
    await page.getByTestId("landmark").press("Tab");
    await page.waitForURL(/landmark=180/);
    await settled(page);
    expect((await survivalGroup(page, "Complete remission: no")).n).toBeLessThan(before);
    await page.getByTestId("group").selectOption("died");
    await page.waitForURL(/group=died/);
    await settled(page);
    expect(await page.getByTestId("refused").innerText()).toContain("would compare the outcome with itself");
    expect(await page.locator(".estimates").isVisible()).toBe(false);
    await close();
  });

  it("splits a number at declared cuts, and saved cohorts only where they share nobody", async () => {
    const {page, close} = await visit(`${site}survival?by=age_years:60&source=AMLSG`);
    await settled(page);
    const [young, old] = [await survivalGroup(page, "Age < 60"), await survivalGroup(page, "Age ≥ 60")];
    expect(young.n! + old.n!).toBeLessThanOrEqual(await cohortSize(page));
    expect(await page.locator("#survival-curve figcaption").innerText()).toContain(
      "no search for the best cut was made"
    );
    await page.evaluate(() => {
      const empty = {levels: {}, ranges: {}, alterations: {}, cytogenetics: {}, clauses: []};
      const cohort = (name: string, gene: string) => ({
        name,
        filter: {...empty, alterations: {[gene]: ["mutated"]}},
        release: "",
        n: null
      });
      const cohorts = [cohort("With FLT3-ITD", "FLT3-ITD"), cohort("With NPM1", "NPM1")];
      const key = `hemiola-cohorts:${new URL(".", location.href).pathname}`;
      localStorage.setItem(key, JSON.stringify({version: 1, cohorts}));
    });
    await page.goto(`${site}survival?by=cohorts:With+FLT3-ITD%7CWith+NPM1&source=AMLSG`);
    await settled(page);
    expect(await page.getByTestId("refused").innerText()).toMatch(/\d+ patients are in more than one of these cohorts/);
    await page.getByRole("button", {name: "Split into those in one only"}).click();
    await settled(page);
    const [first, second, both] = await Promise.all(
      ["With FLT3-ITD only", "With NPM1 only", "both"].map((label) => survivalGroup(page, label))
    );
    expect(Math.min(first.n!, second.n!, both.n!)).toBeGreaterThan(50);
    await close();
  });

  it("carries the saved cohorts of a split in its address, to be opened and saved elsewhere", async () => {
    const {page, problems, close} = await visit(`${site}survival`);
    await page.evaluate(() => {
      const empty = {levels: {}, ranges: {}, alterations: {}, cytogenetics: {}, clauses: []};
      const cohort = (name: string, state: string) => ({
        name,
        filter: {...empty, alterations: {NPM1: [state]}},
        release: "",
        n: null
      });
      const key = `hemiola-cohorts:${new URL(".", location.href).pathname}`;
      const cohorts = [cohort("With NPM1", "mutated"), cohort("Without", "wild_type")];
      localStorage.setItem(key, JSON.stringify({version: 1, cohorts}));
    });
    await page.reload();
    // What was on its way when the page was left is no problem.
    problems.splice(0);
    await settled(page);
    await page.getByTestId("group").selectOption("cohorts:");
    await page.waitForURL(/cohorts=/);
    await settled(page);
    const here = await survivalGroup(page, "With NPM1", "AMLSG");
    expect(await page.locator("[data-linked]").count()).toBe(0);
    const elsewhere = await visit(page.url());
    await settled(elsewhere.page);
    expect(await survivalGroup(elsewhere.page, "With NPM1", "AMLSG")).toEqual(here);
    const linked = elsewhere.page.locator('[data-linked="With NPM1"]');
    expect(await linked.innerText()).toContain("is from the link: Patients with all of: NPM1 mutated");
    await linked.getByRole("button", {name: "Save in this browser"}).click();
    await linked.waitFor({state: "detached"});
    expect([...problems, ...elsewhere.problems]).toEqual([]);
    await elsewhere.close();
    await close();
  });

  it("draws each start by itself, more than eight groups in panels, and one start on demand", async () => {
    const {page, problems, close} = await visit(`${site}survival?group=nejm2016`);
    await settled(page);
    const panels = page.locator("#survival-curve .small-multiple");
    expect(await panels.count()).toBeGreaterThan(8);
    await page.emulateMedia({media: "print"});
    expect(await panels.first().isVisible()).toBe(true);
    await page.emulateMedia({media: null});
    expect(await page.locator("#survival-curve .subtitle").innerText()).toContain("diagnosis in AMLSG");
    await page.getByRole("button", {name: "Only RATIFY, from randomisation"}).click();
    await page.waitForURL(/source=RATIFY/);
    await settled(page);
    expect(await page.getByTestId("clocks").count()).toBe(0);
    const words = `${await page.locator("#survival-curve .subtitle").innerText()} ${await page.locator("#survival-curve figcaption").innerText()}`;
    expect(words).toContain("From randomisation.");
    expect(words).not.toMatch(/AMLSG|HOVON|diagnosis/);
    await page.goto(`${site}survival?group=source_id`);
    await settled(page);
    expect(await page.getByTestId("no-test").innerText()).toContain("Sources are not compared: time starts at");
    expect(problems).toEqual([]);
    await close();
  });
});
