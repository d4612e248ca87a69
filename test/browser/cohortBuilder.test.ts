import {readFileSync} from "node:fs";
import {afterAll, describe, expect, inject, it} from "vitest";
import {violations} from "./support/axe.js";
import {cohortSize, settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");
const patients = inject("demoPatients");

afterAll(quit);

describe("the cohort builder", () => {
  it("takes conditions back and brings them again by button and by key, not while text is typed", async () => {
    const {page, problems, close} = await visit(`${site}survival`);
    await settled(page);
    await page.getByLabel("Female").check();
    const women = await cohortSize(page);
    await page.getByLabel("Age to, in years", {exact: true}).fill("60");
    await page.keyboard.press("Enter");
    await page.waitForURL(/age=-60/);
    const young = await cohortSize(page);
    expect(young).toBeLessThan(women);
    // While text is typed the key is the field's own.
    await page.getByPlaceholder("Search:").fill("NPM");
    await page.keyboard.press("Control+z");
    expect(page.url()).toContain("age=-60");
    await page.locator("body").click({position: {x: 5, y: 5}});
    await page.keyboard.press("Control+z");
    expect(await cohortSize(page)).toBe(women);
    await page.getByRole("button", {name: "Undo"}).click();
    expect(await cohortSize(page)).toBe(patients);
    await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+Shift+z");
    expect(await cohortSize(page)).toBe(young);
    await page.getByRole("button", {name: "Clear all"}).click();
    expect(await cohortSize(page)).toBe(patients);
    expect(problems).toEqual([]);
    await close();
  });

  it("counts every variable, all and selected, and says how many each condition removes", async () => {
    const {page, problems, close} = await visit(`${site}survival?sex=female&mutated=NPM1&age=18-60`);
    const n = await cohortSize(page);
    await page.getByTestId("attrition").locator("summary").click();
    const left = page.locator("[data-attrition]");
    await expect.poll(() => left.count()).toBe(4);
    const steps = await left.evaluateAll((rows) =>
      rows.map((row) => [row.dataset.removed, row.dataset.left].map(Number))
    );
    steps.slice(1).forEach(([removed, after], i) => expect(after).toBe(steps[i][1] - removed));
    expect([steps[0][1], steps[3][1]]).toEqual([patients, n]);
    // Levels and those not known make up the cohort, in every variable of a theme.
    await page.locator(".theme:not([open]) summary", {hasText: "Classification"}).click();
    const sums = () =>
      page.locator('[data-facet="eln2022"] .choice .number').evaluateAll((cells) => {
        return cells.reduce((sum, cell) => sum + Number(cell.textContent?.replaceAll(",", "")), 0);
      });
    await expect.poll(sums).toBe(n);
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });

  it("does not apply a condition on the outcome to that outcome, and says so", async () => {
    const {page, close} = await visit(`${site}survival?died=true&sex=female`);
    const women = await cohortSize(page);
    expect(await page.locator(".bar-note").innerText()).toContain("Not applied: “Death: yes” is part of the outcome");
    await page.goto(`${site}survival?sex=female`);
    expect(await cohortSize(page)).toBe(women);
    // Who died is a fair question where no outcome is shown.
    await page.goto(`${site}cohort?died=true&sex=female`);
    expect(await cohortSize(page)).toBeLessThan(women);
    expect(await page.locator(".bar-note").count()).toBe(0);
    await close();
  });

  it("keeps cohorts by name, exports them, and says of one made elsewhere what differs", async () => {
    const {page, problems, close} = await visit(`${site}survival?any=NPM1,FLT3-ITD&wbc=10-`);
    const n = await cohortSize(page);
    await page.getByRole("button", {name: "Saved cohorts"}).click();
    await page.getByLabel("Save this cohort as").fill("High counts");
    await page.keyboard.press("Enter");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", {name: "Export to a file"}).click()
    ]);
    const text = readFileSync(await file.path(), "utf8").replaceAll(/"release": "[^"]+"/g, '"release": "elsewhere"');
    expect(JSON.parse(text)).toMatchObject({cohorts: [{name: "High counts", n}]});
    await page.getByRole("button", {name: "Delete"}).click();
    expect(await page.locator("[data-saved]").count()).toBe(0);
    const chooser = async (content: string) => {
      const [opened] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("button", {name: "Import from a file"}).click()
      ]);
      await opened.setFiles({name: "cohorts.json", mimeType: "application/json", buffer: Buffer.from(content)});
    };
    await chooser("{");
    await page.getByText("invalid file: it is not JSON").waitFor();
    await chooser(text.replace(`"n": ${n}`, `"n": ${n - 1}`));
    await page.locator("[data-saved]").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", {name: "Close"}).last().click();
    await page.getByRole("button", {name: "Clear all"}).click();
    expect(await cohortSize(page)).toBe(patients);
    // What was saved outlives the page.
    await page.reload();
    await settled(page);
    await page.getByRole("button", {name: "Saved cohorts"}).click();
    await page.getByRole("button", {name: "Load High counts"}).click();
    expect(await cohortSize(page)).toBe(n);
    expect(await page.getByTestId("link-notice").innerText()).toMatch(
      /This saved cohort was made on release elsewhere, where the cohort had [\d,]+ patients; here, on release \w+, it has/
    );
    expect(problems).toEqual([]);
    await close();
  });
});
