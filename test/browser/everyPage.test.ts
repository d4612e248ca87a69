import {readFileSync} from "node:fs";
import {afterAll, describe, expect, inject, it} from "vitest";
import type {Page} from "playwright-core";
import {allPages, explorerPages, settled} from "./support/explorer.js";
import {foreign, quit, visit} from "./support/visit.js";

const sentence = "Simulated data calibrated to published summary statistics; not patient data.";
const site = inject("demo");
const real = inject("amlsg");
const isExplorer = (path: string): boolean => (explorerPages as readonly string[]).includes(path);

afterAll(quit);

/** Files that some pages offer for certain: of the first figure of survival SVG, PNG, CSV and the R script. */
const leastFiles: Readonly<Record<string, number>> = {survival: 4, dictionary: 1};

/** Content of the files that the page offers, or of the first of them: each button for one is pressed. */
async function exported(page: Page, most = Infinity): Promise<{label: string; content: string}[]> {
  const files: {label: string; content: string}[] = [];
  const buttons = page.locator("button:not([hidden])", {hasText: /^(SVG|PNG|CSV|JSON|R)\b/});
  for (let i = 0; i < Math.min(most, await buttons.count()); ++i) {
    // A browser asks before it takes more than ten files from the same visit.
    if (i > 0 && i % 10 === 0) {
      await page.reload();
      await settled(page);
    }
    const button = buttons.nth(i);
    const label = await button.evaluate((d) => `${d.textContent} of ${d.closest("figure")?.id ?? "the page"}`);
    const [file] = await Promise.all([page.waitForEvent("download"), button.dispatchEvent("click")]);
    files.push({label, content: readFileSync(await file.path(), "utf8")});
  }
  return files;
}

/** Text of a file on one line, as a reader of a wrapped caption sees it. */
const flat = (content: string): string => content.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");

// Everything that one visit can tell of a page is asked in one: opening a page costs more than the questions.
describe("every page of simulated data", () => {
  it.each(allPages)(
    "/%s loads without a problem, asks no other origin, and says in every place what it is of",
    async (path) => {
      const {page, problems, requests, close} = await visit(site + path);
      await settled(page);
      if (isExplorer(path)) {
        // The full visit includes the database.
        await expect.poll(() => requests.some((url) => url.endsWith(".wasm")), {timeout: 30_000}).toBe(true);
        await page.waitForLoadState("networkidle");
      }
      expect(problems).toEqual([]);
      expect(requests.length).toBeGreaterThan(3);
      expect(foreign(requests, new URL(site).origin)).toEqual([]);
      const ids = await page.locator("[id]").evaluateAll((found) => found.map(({id}) => id));
      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
      const text = await page.locator("body").innerText();
      expect(text).toContain("Internal release");
      expect(text).toMatch(/Release [0-9a-f]{16}/);
      const notice = page.getByRole("note").filter({hasText: sentence});
      expect(await notice.isVisible()).toBe(true);
      await page.emulateMedia({media: "print"});
      expect(await notice.isVisible()).toBe(true);
      await page.emulateMedia({media: "screen"});
      expect(await page.locator("head style").allInnerTexts()).toContainEqual(
        expect.stringContaining('@bottom-left{content:"Simulated data calibrated to published summary statistics')
      );
      const files = await exported(page);
      for (const {label, content} of files) expect(flat(content), label).toContain(sentence);
      expect(files.length).toBeGreaterThanOrEqual(leastFiles[path] ?? 0);
      for (const figure of await page.locator("figure.figure:has(.canvas)").all()) {
        expect(await figure.locator("h2").innerText()).toContain("simulated");
        if (!(await figure.evaluate((d) => d.classList.contains("small"))))
          expect(await figure.locator("figcaption").innerText()).toContain(sentence);
      }
      await close();
    }
  );

  it.skipIf(real === null).each(allPages)(
    "the notice is nowhere on /%s of real data, nor in its files",
    async (path) => {
      const {page, close} = await visit((real ?? "") + path);
      await settled(page);
      // A release says of each source whether it is simulated, and the dictionary what that means: words, but no notice.
      const words = /simulated data|not patient data/i;
      expect(await page.locator("body").innerText()).not.toMatch(words);
      expect((await page.locator("head style").allInnerTexts()).join("\n")).not.toMatch(/simulated/i);
      expect(await page.locator(".simulated-mark").count()).toBe(0);
      // All files are made by one module; of so many as a browser takes without asking.
      for (const {label, content} of await exported(page, 10)) expect(flat(content), label).not.toMatch(words);
      await close();
    }
  );
});
