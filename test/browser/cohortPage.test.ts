import {spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {dirname} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, describe, expect, inject, it} from "vitest";
import {formatP} from "../../src/charts/format.js";
import {rVersion, withoutR} from "../rscript/runScript.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {violations} from "./support/axe.js";
import {cohortSize, settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");

afterAll(quit);

/** Saves what a button of a figure's toolbar offers into a folder; the path of the file. */
async function save(page: Page, figure: string, button: string, folder: string): Promise<string> {
  const offered = page.waitForEvent("download");
  await page
    .locator(`#${figure} .toolbar`)
    .getByRole("button", {name: button, exact: button !== "R script"})
    .click();
  const file = await offered;
  const path = `${folder}/${file.suggestedFilename()}`;
  await file.saveAs(path);
  return path;
}

/** Patients of the groups in the head of the table. */
async function groupSizes(page: Page): Promise<number[]> {
  const texts = await page.locator("#composition thead .n").allInnerTexts();
  return texts.map((text) => Number(text.replaceAll(/\D/g, "")));
}

/** Saved pictures say what they show, of which cohort and release, and that it is simulated. */
async function expectOrigin(page: Page, figure: string): Promise<void> {
  const folder = temporaryFolder();
  const png = readFileSync(await save(page, figure, "PNG", folder));
  expect(png.toString("latin1", 1, 4)).toBe("PNG");
  const text = png.toString("utf8", png.indexOf("Description\0") + 16);
  expect(text).toContain('"cohort":"');
  expect(text).toContain('"simulated":true');
  const svg = readFileSync(await save(page, figure, "SVG", folder), "utf8");
  expect(svg).toContain("<metadata>");
  expect(svg).toContain("(simulated data)");
}

describe("the cohort page", () => {
  it("shows one n: groups, unknown ones, age and data add up to the cohort", async () => {
    const {page, close} = await visit(`${site}cohort?group=eln2022&sex=female`);
    const n = await cohortSize(page);
    const known = await groupSizes(page);
    await page.getByTestId("unknown").check();
    await settled(page);
    const all = await groupSizes(page);
    expect(all.slice(0, -1)).toEqual(known);
    expect(all.reduce((a, b) => a + b, 0)).toBe(n);
    expect(page.url()).toContain("unknown=show");
    const captions = page.locator("#composition figcaption, #data-available figcaption");
    for (const caption of await captions.allInnerTexts()) {
      expect(caption).toMatch(new RegExp(`^${n.toLocaleString("en-GB")} patients`));
    }
    const ages = await page.locator("#age-sex figcaption").innerText();
    const [known_, unknown] = /^([\d,]+) patients; ([\d,]+) of unknown/.exec(ages)!.slice(1);
    expect(Number(known_.replaceAll(",", "")) + Number(unknown.replaceAll(",", ""))).toBe(n);
    await expectOrigin(page, "age-sex");
    await close();
  });

  it("opens the plot of a variable by keyboard, keeps it when more rows are shown; axe finds nothing; randomised arms have no p", async () => {
    const {page, close} = await visit(`${site}cohort?group=FLT3-ITD`);
    await settled(page);
    const age = page.locator('tr[data-variable="age_years"] .row-toggle');
    await age.focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#plot-age_years svg [data-row]").count()).toBe(2);
    await page.locator('tr[data-variable="sex"] .row-toggle').press("Space");
    expect(await violations(page)).toEqual([]);
    await page.getByTestId("rows").selectOption("all");
    await settled(page);
    expect(await page.locator("#plot-age_years svg, #plot-sex svg.drawing").count()).toBeGreaterThanOrEqual(2);
    await page.goto(`${site}cohort?group=arm_planned`);
    await settled(page);
    expect(await page.locator("#composition thead").innerText()).not.toContain("Test, p");
    expect(await page.locator("#composition figcaption").innerText()).toContain("No p-values");
    await close();
  });

  it("saves a script that gives the page's p-values from the page's own CSV file, run in R", async (context) => {
    const folder = temporaryFolder();
    const {page, close} = await visit(`${site}cohort?group=FLT3-ITD`);
    await settled(page);
    const script = await save(page, "composition", "R script", folder);
    const csv = await save(page, "composition", "CSV", folder);
    const shown = await page
      .locator("#composition tr[data-variable]")
      .evaluateAll((rows) => rows.map((row) => row.querySelector('[data-label="p"]')!.textContent));
    await close();
    expect(dirname(csv)).toBe(folder);
    expect(readFileSync(csv, "utf8")).toContain("\r\n# Cohort: ");
    expect(shown.length).toBeGreaterThan(20);
    if (rVersion() === null) context.skip(withoutR);
    const run = spawnSync("Rscript", ["--vanilla", script], {cwd: folder, encoding: "utf8"});
    expect(run.stderr).toBe("");
    const ps = run.stdout.split("\n").filter((line) => line.startsWith("p."));
    expect(ps).toHaveLength(shown.length);
    ps.forEach((line, k) => {
      const value = line.trim().split(" ")[1];
      expect(shown[k].endsWith(value === "NA" ? "–" : formatP(Number(value))), `${line}: ${shown[k]}`).toBe(true);
    });
  });
});
