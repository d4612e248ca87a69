import {createHash} from "node:crypto";
import {readFile} from "node:fs/promises";
import {join, posix} from "node:path";
import {strToU8, zipSync} from "fflate";
import {noticeSentence} from "../../src/model/simulatedNotice.js";
import {compareText} from "../release/textOrder.js";
import type {ReportPage} from "../report/render/reportPages.js";
import {releaseName, type SiteManifest} from "./siteManifest.js";

/** Of which report a pack is made. */
export interface PackOptions {
  /** Folder of the site. */
  readonly site: string;
  readonly manifest: SiteManifest;
  readonly report: ReportPage;
  /** Name of the report in files. */
  readonly name: string;
  readonly pdf: Uint8Array;
}

/** The earliest time that a zip can hold; it holds times of the clock on the wall, whatever the zone. */
const zipTime = new Date(1980, 0, 1);

/**
 * The results of a report as a zip: the PDF, each figure's picture and numbers, all results as JSON, the methods in words,
 * the release's `release.json`, and a README with the checksum of each. The same site gives the same bytes.
 */
export async function resultsPack({site, manifest, report, name, pdf}: PackOptions): Promise<Uint8Array> {
  const content = new Map<string, Uint8Array>([
    [`${name}.pdf`, pdf],
    ["methods.txt", strToU8(`${report.methods.join("\n")}\n`)]
  ]);
  const published = [releaseName, report.results, ...report.figures.flatMap(({svg, csv}) => [svg, csv])];
  for (const path of published.filter((found) => found !== null)) {
    content.set(placeOf(path), await readFile(join(site, path)));
  }
  const sorted = [...content].sort(([a], [b]) => compareText(a, b));
  const entries = [...sorted, ["README.txt", strToU8(readmeText(report, manifest, sorted))] as const];
  const folder = `${name}-${manifest.release.id}`;
  return zipSync(Object.fromEntries(entries.map(([file, bytes]) => [`${folder}/${file}`, bytes])), {
    mtime: zipTime,
    // As made on Unix, whatever this machine is.
    os: 3,
    level: 9
  });
}

/** Where a file of the site stands in the pack. */
function placeOf(path: string): string {
  const folder = {".svg": "figures", ".csv": "tables"}[posix.extname(path)] ?? "";
  return posix.join(folder, posix.basename(path));
}

function readmeText(
  {title, path}: ReportPage,
  {release, site}: SiteManifest,
  files: readonly (readonly [string, Uint8Array])[]
): string {
  const notice = noticeSentence(release);
  const sums = files.map(([file, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${file}`);
  return [
    title,
    "",
    ...(notice === null ? [] : [notice, ""]),
    `Study:   ${release.study.title}`,
    `Release: ${release.id}, tier ${release.tier}`,
    `Page:    ${path} of site ${site}`,
    "",
    "The PDF is the report as printed; figures/ has its pictures, tables/ the numbers behind each, results.json all of them,",
    "methods.txt the methods in words, release.json what the release is made of. Cite the release by its id.",
    "",
    "For research and professional discussion; not for decisions about an individual patient.",
    "",
    "SHA-256 of each file:",
    ...sums,
    ""
  ].join("\n");
}
