import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {type Answers, expectSameInR, expectStored, rVersion, withoutR} from "../rscript/runScript.js";
import {cohortSize, logRankTest, settled, survivalGroup} from "./support/explorer.js";
import {askR, ownAnswers, type QuestionRows, questionRows} from "./support/question.js";
import {quit, type Visit, visit} from "./support/visit.js";

// "Survival of NPM1-mutated, FLT3-ITD-positive patients aged 18 to 60, by DNMT3A", from Home, by clicking alone.

const sites = [
  {name: "demo", site: inject("demo"), release: inject("demoReleases").after},
  {name: "amlsg", site: inject("amlsg"), release: inject("amlsgRelease")}
];

afterAll(quit);

/** What the page says of the question, under the names of the answers of R. */
async function shownAnswers(page: Page, sources: readonly string[]): Promise<Answers> {
  const groups: Record<string, Awaited<ReturnType<typeof survivalGroup>>> = {};
  for (const source of sources)
    for (const [k, label] of ["DNMT3A wild type", "DNMT3A mutated"].entries())
      groups[`${k}.${source}`] = await survivalGroup(page, label, sources.length > 1 ? source : "");
  const test = await logRankTest(page);
  const ratio = page.getByTestId("hazard-ratio");
  const read = async (name: string) => Number(await ratio.getAttribute(`data-${name}`));
  return {
    ...Object.fromEntries(
      Object.entries(groups).flatMap(([part, {n, events, median, lower, upper, at1}]) =>
        Object.entries({n, events, median, lower, upper, year1: at1}).map(([name, value]) => [`${name}.${part}`, value])
      )
    ),
    statistic: test.statistic,
    p: test.p,
    ratio: await read("value"),
    ratio_lower: await read("lower"),
    ratio_upper: await read("upper")
  };
}

/** The words and figures of the page that another browser must show again. */
async function seen(page: Page) {
  return {
    cohort: await page.getByTestId("cohort-n").innerText(),
    chips: await page.locator("[data-chip]").allInnerTexts(),
    group: await page.getByTestId("group").inputValue(),
    estimates: await page.locator(".estimates").innerText(),
    ratio: await page.getByTestId("hazard-ratio").innerText(),
    caption: await page.locator("#survival-curve figcaption").innerText(),
    lines: await page
      .locator("#survival-curve .curve .line")
      .evaluateAll((lines) => lines.map((line) => line.getAttribute("d")))
  };
}

describe.each(sites.filter(({site}) => site !== null))("a scripted visit of $name", ({name, site, release}) => {
  let visited: Visit;
  let rows: QuestionRows;
  let shown: Answers;

  beforeAll(async () => {
    rows = await questionRows(release!);
    visited = await visit(site!);
    const {page} = visited;
    await page.locator(".site-nav").getByRole("link", {name: "Survival"}).click();
    await settled(page);
    await page.locator(".theme summary", {hasText: "Genes and alterations"}).click();
    for (const gene of ["NPM1", "FLT3-ITD"]) await page.locator(`[data-picked="${gene}"] .state-name`).click();
    await page.getByLabel("Age from, in years", {exact: true}).fill("18");
    await page.getByLabel("Age to, in years", {exact: true}).fill("60");
    await page.keyboard.press("Enter");
    await page.getByTestId("group").selectOption({label: "DNMT3A"});
    await page.waitForURL(/group=DNMT3A.*&n=/);
    await settled(page);
    shown = await shownAnswers(page, rows.sources);
  });
  afterAll(() => visited.close());

  it("shows the numbers of the release’s own rows, one n everywhere", async () => {
    const {page, problems} = visited;
    const own = ownAnswers(rows);
    expect(Object.keys(shown)).toEqual(Object.keys(own));
    for (const [key, value] of Object.entries(own)) {
      if (value === null) expect(shown[key], key).toBeNull();
      else expect(Math.abs(shown[key]! / value - 1), key).toBeLessThan(1e-9);
    }
    expect(await cohortSize(page)).toBe(rows.cohort.n);
    expect(await page.getByTestId("cohort-n").getAttribute("data-events")).toBe(String(rows.cohort.events));
    // What a reader sees, not only what the attributes hold.
    const ratio = [own.ratio!, own.ratio_lower!, own.ratio_upper!].map((value) => value.toFixed(2));
    expect(await page.getByTestId("hazard-ratio").innerText()).toContain(`${ratio[0]} (${ratio[1]}–${ratio[2]})`);
    const {text} = await logRankTest(page);
    expect(text).toContain(`χ² = ${own.statistic!.toFixed(2)}, 1 df, p`);
    expect(text.startsWith("Stratified")).toBe(new Set(rows.source).size > 1);
    // No curve of sources whose time starts at different events.
    const drawn = await page.locator("#survival-curve .curve").count();
    expect(drawn).toBe(2 * rows.sources.length);
    expect(await page.getByTestId("clocks").count()).toBe(rows.sources.length > 1 ? 1 : 0);
    expect(problems).toEqual([]);
  });

  it("shows the numbers of R on the same rows", (context) => {
    const asked = {name: `visit-${name}`, ours: shown, ...askR(rows)};
    expectStored(asked);
    if (rVersion() === null) context.skip(withoutR);
    expectSameInR(asked);
  });

  it.skipIf(name !== "demo")("is the same in a fresh browser, and says of another release what differs", async () => {
    const first = await seen(visited.page);
    const link = new URL(visited.page.url());
    const {page, problems, close} = await visit(link.href);
    await settled(page);
    expect(await seen(page)).toEqual(first);
    expect(await shownAnswers(page, rows.sources)).toEqual(shown);
    expect(await page.getByTestId("link-notice").count()).toBe(0);
    // The link as the site of the release before has it: the same question, its own id and numbers.
    const before = inject("demoReleases").before;
    const then = (await questionRows(before)).cohort;
    const id = /[0-9a-f]{16}$/.exec(before)![0];
    const here = link.searchParams.get("release");
    expect([then.n, then.events]).not.toEqual([rows.cohort.n, rows.cohort.events]);
    for (const [key, value] of Object.entries({release: id, ...then})) link.searchParams.set(key, String(value));
    await page.goto(link.href);
    await settled(page);
    expect(await page.getByTestId("link-notice").innerText()).toContain(
      `This link was made on release ${id}, where the cohort had ${then.n} patients and ${then.events} events; ` +
        `here, on release ${here}, it has ${rows.cohort.n} patients and ${rows.cohort.events} events.`
    );
    expect(await seen(page)).toEqual(first);
    expect(problems).toEqual([]);
    await close();
  });
});
