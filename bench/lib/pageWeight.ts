import {readFileSync} from "node:fs";
import {join} from "node:path";
import {brotliCompressSync, constants} from "node:zlib";
import type {Browser} from "playwright-core";

/**
 * Compressed bytes of everything that a page of a site loads until it shows its first numbers, without the database
 * and the rows that it opens afterwards.
 *
 * @param address of the site, ending with a slash
 * @param folder that is served there
 */
export async function pageWeight(browser: Browser, address: string, folder: string, path: string): Promise<number> {
  const context = await browser.newContext({viewport: {width: 1440, height: 900}, serviceWorkers: "block"});
  const page = await context.newPage();
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(request.url()));
  await page.route(/\/duckdb\/|\.arrow$/, (route) => route.abort());
  await page.goto(address + path, {waitUntil: "load"});
  await page.waitForSelector("figure svg, figure canvas, [data-testid=report], .home");
  await context.close();
  let bytes = 0;
  for (const url of asked) {
    if (!url.startsWith(address) || /\/duckdb\/|\.arrow$/.test(url)) continue;
    bytes += compressed(join(folder, fileOf(decodeURIComponent(new URL(url).pathname))));
  }
  return bytes;
}

function fileOf(pathname: string): string {
  if (pathname.endsWith("/")) return `${pathname}index.html`;
  return /\.\w+$/.test(pathname) ? pathname : `${pathname}.html`;
}

function compressed(path: string): number {
  const bytes = readFileSync(path);
  // Fonts are compressed in themselves.
  if (path.endsWith(".woff2")) return bytes.byteLength;
  return brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 9}}).byteLength;
}
