import {afterAll, describe, expect, inject, it} from "vitest";
import {expectAccessible, expectFits, phone} from "./support/accessible.js";
import {allPages, explorerPages, fileOf, settled, sourcePages} from "./support/explorer.js";
import {exported, flat} from "./support/exported.js";
import {expectServed, linksOf} from "./support/links.js";
import {plainServer} from "./support/plainServer.js";
import {foreign, quit, visit} from "./support/visit.js";

const sentence = "Simulated data calibrated to published summary statistics; not patient data.";
const isExplorer = (path: string): boolean => (explorerPages as readonly string[]).includes(path);

// Wherever the site lies and whoever serves it: below a path of the plainest server.
const server = await plainServer(inject("demoSite"), "/some/sub/path/");
/** Addresses to which the pages link, and the page that does. */
const linked = new Map<string, string>();

afterAll(async () => {
  await quit();
  await server.close();
});

/** Pages with controls of their own; the reports have thousands of stops, all of them links and folds. */
const walked = new Set<string>(["", ...explorerPages, ...sourcePages, "ledger"]);

/** Files that some pages offer for certain: of the first figure of survival SVG, PNG, CSV and the R script. */
const leastFiles: Readonly<Record<string, number>> = {survival: 4, dictionary: 1};

// Everything that one visit can tell of a page is asked in one: opening a page costs more than the questions.
describe("every page of simulated data", () => {
  it.each(allPages)(
    "/%s loads without a problem, asks no other origin, says in every place what it is of, and can be used by everybody",
    async (path) => {
      const {page, problems, requests, close} = await visit(server.address + fileOf(path), phone);
      await settled(page);
      await expectFits(page);
      // The full visit includes the database.
      if (isExplorer(path)) await expect.poll(() => requests.some((url) => url.endsWith(".wasm"))).toBe(true);
      await page.waitForLoadState("networkidle");
      if (!isExplorer(path)) expect(requests.filter((url) => url.includes("duckdb"))).toEqual([]);
      expect(problems).toEqual([]);
      expect(requests.length).toBeGreaterThan(3);
      expect(foreign(requests, server.address)).toEqual([]);
      for (const link of await linksOf(page, server.address)) linked.set(link, path);
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
      await expectAccessible(page, {tabbed: walked.has(path)});
      await close();
    }
  );

  it("links to nothing but files of the site, at their names", async () => {
    expect(linked.size).toBeGreaterThan(10);
    await expectServed(linked, server.address);
  });
});
