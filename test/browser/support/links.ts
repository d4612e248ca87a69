import type {Page} from "playwright-core";
import {expect} from "vitest";

/** The addresses of its own origin to which a page links, without query and fragment. */
export async function linksOf(page: Page, address: string): Promise<string[]> {
  const found = await page
    .locator("a[href]")
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  return found.filter((link) => link.startsWith(new URL(address).origin)).map((link) => link.split(/[?#]/)[0]);
}

/** Expects that addresses lie below a server's and are served. */
export async function expectServed(linked: ReadonlyMap<string, string>, address: string): Promise<void> {
  for (const [link, from] of linked) {
    expect(link.startsWith(address), `${from} links to ${link}`).toBe(true);
    expect((await fetch(link, {method: "HEAD"})).status, `${from} links to ${link}`).toBe(200);
  }
}
