import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {chromium} from "playwright-core";
import {findChromium} from "../../scripts/lib/chromium.mjs";
import {startServer} from "../../scripts/lib/server.mjs";
import {chosenPages} from "../publish/chosenPages.js";
import {printPage} from "../publish/printPage.js";
import {resultsPack} from "../publish/resultsPack.js";
import {SiteError} from "../publish/siteError.js";
import {readSiteManifest} from "../publish/siteManifest.js";
import {reportPages} from "../report/render/reportPages.js";

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
 * Prints reports of a built site to PDF, or packs their results, one file each, named by report and release. Any page can be
 * printed; only reports have results.
 *
 * @throws {SiteError} if the site is damaged or has no such report
 * @throws {Error} if there is no Chromium
 */
export async function printReports({root, report, site, out, address, as, onFile}: PrintOptions): Promise<void> {
  const manifest = await readSiteManifest(site);
  const pages = chosenPages(manifest, reportPages(site), report);
  const other = as === "pack" ? pages.find((page) => page.report === null) : undefined;
  if (other) throw new SiteError(`${other.path} is not a report: it has no results to pack`);
  const executablePath = await findChromium({root, log: (line) => process.stderr.write(`· ${line}\n`)});
  await mkdir(out, {recursive: true});
  const server = await startServer({folder: site});
  const browser = await chromium.launch({executablePath, args: ["--no-sandbox", "--disable-gpu"]});
  try {
    for (const page of pages) {
      const {path, name} = page;
      const pdf = await printPage(browser, server.address, path, address);
      const file = join(out, `${name}-${manifest.release.id}.${as === "pdf" ? "pdf" : "zip"}`);
      const content = as === "pdf" ? pdf : await resultsPack({site, manifest, name, pdf, report: page.report!});
      await writeFile(file, content);
      onFile(file);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
