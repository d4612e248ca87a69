import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type {AxeResults} from "axe-core";
import type {Page} from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds on a page, one line per rule and element; empty if nothing. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated through the debugger protocol, which the page's own Content-Security-Policy does not reach.
  await page.evaluate(source);
  const results = await page.evaluate(async () => {
    const {axe} = window as unknown as {axe: {run(context: Document): Promise<AxeResults>}};
    return await axe.run(document);
  });
  return results.violations.flatMap(({id, help, nodes}) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`)
  );
}
