import {readFileSync} from "node:fs";
import type {Page} from "playwright-core";
import {settled} from "./explorer.js";

/** Content of the files that the page offers, or of the first of them: each button for one is pressed. */
export async function exported(page: Page, most = Infinity): Promise<{label: string; content: string}[]> {
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
export const flat = (content: string): string => content.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
