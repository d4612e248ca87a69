import {mkdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {chromium} from "playwright-core";
import {findChromium} from "../../scripts/lib/chromium.mjs";
import {startServer} from "../../scripts/lib/server.mjs";
import {chosenPages, pageName} from "../publish/chosenPages.js";
import {pageFiles} from "../publish/pageFiles.js";
import {printPage} from "../publish/printPage.js";
import {resultsPack} from "../publish/resultsPack.js";
import {readSiteManifest, releaseName} from "../publish/siteManifest.js";

/** Which reports to print, and to what. */
export interface PrintOptions {
  /** Project root. */
  readonly root: string;
  /** Name of a page, or `all` reports. */
  readonly report: string;
  /** Folder of the built site. */
  readonly site: string;
  readonly out: string;
  /** Address at which the site is published, for links in the PDF; null if it has none. */
  readonly address: string | null;
  readonly as: "pdf" | "pack";
  /** Called with the path of each file that was written. */
  readonly onFile: (file: string) => unknown;
}

/**
 * Prints reports of a built site to PDF, or packs their results, one file each, named by report and release.
 *
 * @throws {SiteError} if the site is damaged or has no such report
 * @throws {Error} if there is no Chromium
 */
export async function printReports({root, report, site, out, address, as, onFile}: PrintOptions): Promise<void> {
  const manifest = await readSiteManifest(site);
  const pages = chosenPages(manifest, report);
  const executablePath = await findChromium({root, log: (line) => process.stderr.write(`· ${line}\n`)});
  await mkdir(out, {recursive: true});
  const server = await startServer({folder: site});
  const browser = await chromium.launch({executablePath, args: ["--no-sandbox", "--disable-gpu"]});
  try {
    for (const path of pages) {
      const pdf = await printPage(browser, server.address, path, address);
      const name = pageName(path);
      const file = join(out, `${name}-${manifest.release.id}.${as === "pdf" ? "pdf" : "zip"}`);
      if (as === "pdf") await writeFile(file, pdf);
      else {
        const page = await pageFiles(browser, server.address + path);
        const release = await readFile(join(site, releaseName));
        await writeFile(file, resultsPack({name, path, page, pdf, release, manifest}));
      }
      onFile(file);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
