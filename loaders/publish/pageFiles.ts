import {readFile} from "node:fs/promises";
import type {Browser, Locator, Page} from "playwright-core";

/** What a page gives away of itself. */
export interface PageFiles {
  /** Title of the page. */
  readonly title: string;
  /** The files that its figures offer (SVG, CSV, R), by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Its sections on methods and limitations, in words; null if it has none. */
  readonly methods: string | null;
}

/** Names of a figure's own files, as its toolbar offers them. */
const offered = /^(SVG|CSV|R)$/;

/** Takes from a served page the files that each of its figures offers, as a reader would, and the words on its methods. */
export async function pageFiles(browser: Browser, address: string): Promise<PageFiles> {
  const context = await browser.newContext({
    viewport: {width: 1024, height: 900},
    colorScheme: "light",
    serviceWorkers: "block"
  });
  try {
    const page = await context.newPage();
    await page.goto(address, {waitUntil: "networkidle"});
    const files = new Map<string, Uint8Array>();
    for (const figure of await page.locator("figure[id]").all()) {
      for (const [name, bytes] of await offeredFiles(page, figure)) files.set(name, bytes);
    }
    const heading = page.locator("main h1").first();
    return {title: (await heading.innerText()).trim(), files, methods: await methodsOf(page)};
  } finally {
    await context.close();
  }
}

async function offeredFiles(page: Page, figure: Locator): Promise<[string, Uint8Array][]> {
  // A figure out of sight may not be drawn yet.
  await figure.scrollIntoViewIfNeeded();
  const tools = figure.locator(":scope > .toolbar").locator("button, a").filter({hasText: offered, visible: true});
  const taken: [string, Uint8Array][] = [];
  for (const tool of await tools.all()) {
    const [download] = await Promise.all([page.waitForEvent("download"), tool.click()]);
    taken.push([download.suggestedFilename(), await readFile(await download.path())]);
  }
  return taken;
}

/** The text of the sections whose heading says that they are about methods, limitations or references. */
async function methodsOf(page: Page): Promise<string | null> {
  const sections = await page.locator("main section, main details").evaluateAll((found) =>
    found.flatMap((section) => {
      const heading = section.querySelector("h2, h3, summary");
      if (!/^(methods?|limitations|references|how to cite)\b/i.test(heading?.textContent?.trim() ?? "")) return [];
      // Closed parts have no text as shown.
      const blocks = [...section.querySelectorAll("h2, h3, summary, p, li, dt, dd")];
      return [blocks.map((block) => block.textContent.replace(/\s+/g, " ").trim()).join("\n")];
    })
  );
  return sections.length === 0 ? null : `${sections.join("\n\n")}\n`;
}
