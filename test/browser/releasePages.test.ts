import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {siteClassifications} from "../../loaders/extract/siteClassifications.js";
import {siteQuality} from "../../loaders/extract/siteQuality.js";
import {columnOf} from "../../loaders/release/columnOf.js";
import {compareReleases} from "../../loaders/release/compare/compareReleases.js";
import type {Release} from "../../loaders/release/readRelease.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");
const patients = inject("demoPatients");
let release: Release;
let before: Release;

beforeAll(async () => {
  const folders = inject("demoReleases");
  [before, release] = await Promise.all([readRelease(folders.before), readRelease(folders.after)]);
});
afterAll(quit);

describe("the classifications page", () => {
  it("shows the classes of the release's tables, and another system by its address", async () => {
    const {page, problems, close} = await visit(`${site}classifications?system=eln2022`);
    await settled(page);
    const {systems} = siteClassifications(release);
    expect(await page.getByTestId("system").inputValue()).toBe("eln2022");
    const options = await page.getByTestId("system").locator("option").count();
    expect(options).toBe(systems.length);
    const [values, of] = ["value", "system"].map((name) => columnOf(release.table("classifications"), name));
    const adverse = values.filter((value, i) => value === "adverse" && of[i] === "eln2022").length;
    await page.locator("#classes").getByRole("button", {name: "Table"}).click();
    const row = page.locator("#classes-table tr", {hasText: "Adverse"}).first();
    const numbers = (await row.locator("td").allInnerTexts()).map((text) => Number(text.replaceAll(/\D/g, "")));
    expect(numbers.reduce((sum, n) => sum + (n === patients ? 0 : n), 0)).toBe(adverse);
    await page.getByTestId("system").selectOption("who2022");
    await page.waitForURL(/system=who2022/);
    await page.reload();
    await settled(page);
    expect(await page.locator("#classes-heading").innerText()).toContain("WHO classification, 5th edition");
    expect(problems).toEqual([]);
    await close();
  });
});

describe("the data-quality page", () => {
  it("shows every step from rows to patients, and the findings asked for", async () => {
    const data = siteQuality(release);
    const {page, problems, close} = await visit(`${site}quality`);
    await settled(page);
    const flow = await page.locator("#flow svg").textContent();
    for (const {n} of data.flow) expect(flow?.replaceAll(/\D/g, "")).toContain(String(n));
    const rows = page.locator("#findings tbody tr");
    const shown = await rows.count();
    expect(shown).toBeGreaterThan(0);
    await page.locator("#findings select").first().selectOption({index: 1});
    await expect.poll(() => rows.count()).not.toBe(shown);
    expect(problems).toEqual([]);
    await close();
  });

  it("says which raw columns are not read", async () => {
    const {page, close} = await visit(`${site}quality#mapping`);
    await settled(page);
    const unmapped = siteQuality(release).mapping.filter(({mapped}) => !mapped);
    expect(await page.locator("#mapping figcaption").innerText()).toContain(`${unmapped.length} of them not mapped`);
    await close();
  });
});

describe("the dictionary", () => {
  it("can be read without JavaScript, codes of other standards included", async () => {
    const {page, close} = await visit(`${site}dictionary`, {javaScriptEnabled: false});
    const row = page.locator('[id="patients.wbc"]');
    const text = await row.innerText();
    expect(text).toContain("White blood cells");
    expect(text).toContain("LOINC: 6690-2");
    expect(await page.locator('[id="patient_features.FLT3-ITD"]').innerText()).toContain("HGNC:3765");
    await close();
  });

  it("is searched by name, label, definition and code", async () => {
    const {page, problems, close} = await visit(`${site}dictionary`);
    await settled(page);
    const visible = page.locator("tr[data-name]:visible");
    const all = await visible.count();
    await page.getByRole("searchbox").fill("6690-2");
    await expect.poll(() => visible.count()).toBeLessThan(all);
    expect(await visible.first().getAttribute("id")).toBe("patients.wbc");
    await page.getByRole("searchbox").fill("no such variable");
    await expect.poll(() => visible.count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });
});

describe("the page of changes", () => {
  it("says what changed since the release before, as hemiola compare does", async () => {
    const {patients: counted, estimates} = compareReleases(before, release);
    const {page, problems, close} = await visit(`${site}changes`);
    await settled(page);
    const lead = await page.locator(".lead").innerText();
    expect(lead).toContain(before.manifest.id);
    expect(lead.replaceAll(",", "")).toContain(`${counted.changed} changed`);
    const deaths = estimates.find(({measure, source}) => measure === "deaths" && source === null)!;
    const row = page.locator('#estimates tr[data-measure="deaths"]').first();
    const cells = await row.locator("td").allInnerTexts();
    expect([cells[1], cells[2]]).toEqual([deaths.before, deaths.after].map((d) => d!.value!.toLocaleString("en-GB")));
    expect(await page.locator("#versions tbody tr").count()).toBeGreaterThan(3);
    expect(problems).toEqual([]);
    await close();
  });

  it("says how to get one where there is no release before", async () => {
    const {page, close} = await visit(`${inject("hostile")}changes`);
    await settled(page);
    expect(await page.locator("main").innerText()).toContain("hemiola -- compare OLD NEW");
    await close();
  });
});
