import type {Page} from "playwright-core";
import {afterAll, describe, expect, inject, it} from "vitest";
import {settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");

afterAll(quit);

async function modelNumbers(page: Page) {
  await settled(page);
  const model = page.getByTestId("model");
  await expect.poll(() => model.getAttribute("data-concordance")).not.toBeNull();
  const read = async (name: string) => Number(await model.getAttribute(`data-${name}`));
  return {n: await read("n"), events: await read("events"), parameters: await read("parameters")};
}

describe("the model page", () => {
  it("has a model before anything is chosen, takes a covariate by keyboard, and keeps it in its link", async () => {
    const {page, problems, close} = await visit(`${site}regression?source=RATIFY`);
    const first = await modelNumbers(page);
    expect(first.events).toBeGreaterThan(100);
    const box = page.getByRole("combobox", {name: "Add a covariate"});
    await box.fill("Arm, as rand");
    await box.press("ArrowDown");
    await box.press("Enter");
    await expect.poll(() => page.url()).toContain("arm_planned");
    const second = await modelNumbers(page);
    expect(second.parameters).toBe(first.parameters + 1);
    await page.getByTestId("effect-by").selectOption("arm_planned");
    await settled(page);
    await expect.poll(() => page.getByTestId("interaction").count()).toBeGreaterThan(2);
    const terms = await page.getByTestId("term").allInnerTexts();
    const address = page.url();
    expect(problems).toEqual([]);
    await close();
    const again = await visit(address);
    expect(await modelNumbers(again.page)).toEqual(second);
    expect(await again.page.getByTestId("term").allInnerTexts()).toEqual(terms);
    await again.close();
  });
});

describe("the page that compares cohorts", () => {
  it("splits cohorts that overlap, counts its looks, and the ledger can be cleared", async () => {
    const {page, problems, close} = await visit(`${site}compare?a=source%3DAMLSG&b=mutated%3DNPM1`);
    await settled(page);
    const sizes = page.locator('[data-testid="overlap"] [data-cohort]');
    const [a, b] = await sizes.evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.n)));
    const notice = await page.getByTestId("overlapping").innerText();
    const [onlyA, onlyB, both] = ["AMLSG only", "NPM1 mutated only", "both"].map((name) =>
      Number(new RegExp(`${name} ([\\d,]+)`).exec(notice)?.[1].replace(",", ""))
    );
    expect([onlyA + both, onlyB + both]).toEqual([a, b]);
    expect(await page.getByTestId("compare-summary").innerText()).toMatch(/AMLSG only.*not randomised/su);
    // No source has patients of both groups: there is no ratio within sources.
    expect(await page.locator('[data-testid="source-conflict"], [data-testid="hazard-ratio"]').count()).toBeLessThan(2);
    await expect.poll(() => page.getByTestId("looks-link").getAttribute("data-looks")).not.toBe("0");
    const looks = Number(await page.getByTestId("looks-link").getAttribute("data-looks"));
    await page.getByTestId("looks-link").click();
    await expect.poll(() => page.locator("[data-look]").count()).toBe(looks);
    await page.getByRole("button", {name: "Clear the ledger"}).click();
    await page.getByRole("button", {name: "Forget them"}).click();
    expect(await page.locator("[data-look]").count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });
});
