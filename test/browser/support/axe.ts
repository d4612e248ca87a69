import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type {AxeResults} from "axe-core";
import type {Page} from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe-core finds on a page, one line per rule and element; empty if nothing.
 *
 * @param rules the rules to run; all if not given
 */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Evaluated through the debugger protocol, which the page's own Content-Security-Policy does not reach.
  await page.evaluate(source);
  const results = await page.evaluate(async (only) => {
    const {axe} = window as unknown as {axe: {run(context: Document, options: object): Promise<AxeResults>}};
    // Of what passes nothing is told: on pages with thousands of elements telling takes longer than looking.
    const told = {resultTypes: ["violations"]};
    return await axe.run(document, only === null ? told : {...told, runOnly: only});
  }, rules ?? null);
  return results.violations.flatMap(({id, help, nodes}) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`)
  );
}
