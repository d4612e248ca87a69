import {afterAll, describe, expect, inject, it} from "vitest";
import {settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("demo");

afterAll(quit);

describe("the page on harmonisation", () => {
  it("lights up the raw cell of a value that has the focus, and no other", async () => {
    const {page, close} = await visit(`${site}harmonisation`);
    await settled(page);
    const value = page.locator("#AMLSG-1 .harmonised tr", {hasText: "Haemoglobin"}).locator("a.value");
    await expect
      .poll(async () => {
        await value.blur();
        await value.focus();
        return await page.locator(".lit").count();
      })
      .toBe(1);
    expect(`#${await page.locator(".lit").getAttribute("id")}`).toBe(await value.getAttribute("href"));
    expect(await page.locator(".lit").innerText()).toContain((await value.innerText()).replace(" g/dL", ""));
    await value.blur();
    expect(await page.locator(".lit").count()).toBe(0);
    await close();
  });

  it("can be read without JavaScript, its values leading to their raw cells", async () => {
    const {page, close} = await visit(`${site}harmonisation`, {javaScriptEnabled: false});
    const value = page.locator("#AMLSG-1 a.value").first();
    await value.click();
    expect(await page.locator(".token:target").isVisible()).toBe(true);
    expect(await page.locator("#AMLSG-2 .raw-file").first().isVisible()).toBe(false);
    await page.locator("#AMLSG-2 > summary").click();
    expect(await page.locator("#AMLSG-2 .raw-file").first().isVisible()).toBe(true);
    await close();
  });
});

describe("the page on calibration", () => {
  it("shows only what is outside its tolerance when asked to", async () => {
    const {page, close} = await visit(`${site}calibration`);
    await settled(page);
    await page.getByLabel("Only figures outside their tolerance").check();
    expect(await page.locator("tr[data-within=yes]:visible").count()).toBe(0);
    expect(await page.locator("tr[data-within=no]:visible").count()).toBeGreaterThan(0);
    await close();
  });
});
