import {createHash} from "node:crypto";
import {strToU8, zipSync} from "fflate";
import {compareText} from "../release/textOrder.js";
import type {PageFiles} from "./pageFiles.js";
import type {SiteManifest} from "./siteManifest.js";

/** What goes into a pack. */
export interface PackContent {
  /** Name of the report. */
  readonly name: string;
  /** Path of its page in the site. */
  readonly path: string;
  readonly page: PageFiles;
  readonly pdf: Uint8Array;
  /** `release.json` as published. */
  readonly release: Uint8Array;
  readonly manifest: SiteManifest;
}

/** The earliest time that a zip can hold; it holds times of the clock on the wall, whatever the zone. */
const zipTime = new Date(1980, 0, 1);

/**
 * The results of a report as a zip: the PDF, each figure's picture, numbers and R script, the methods in words, the
 * release's `release.json`, and a README with the checksum of each. The same content gives the same bytes.
 */
export function resultsPack({name, path, page, pdf, release, manifest}: PackContent): Uint8Array {
  const content = new Map<string, Uint8Array>([
    [`${name}.pdf`, pdf],
    ["release.json", release],
    ...(page.methods === null ? [] : [["methods.txt", strToU8(page.methods)] as const]),
    ...[...page.files].map(([file, bytes]) => [`${folderOf(file)}/${file}`, bytes] as const)
  ]);
  const sorted = [...content].sort(([a], [b]) => compareText(a, b));
  const readme = readmeText(page.title, path, manifest, sorted);
  const entries = [...sorted, ["README.txt", strToU8(readme)] as const];
  const folder = `${name}-${manifest.release.id}`;
  return zipSync(Object.fromEntries(entries.map(([file, bytes]) => [`${folder}/${file}`, bytes])), {
    mtime: zipTime,
    // As made on Unix, whatever this machine is.
    os: 3,
    level: 9
  });
}

function folderOf(file: string): string {
  if (file.endsWith(".svg")) return "figures";
  return file.endsWith(".csv") ? "tables" : "scripts";
}

function readmeText(
  title: string,
  path: string,
  {release, site}: SiteManifest,
  files: readonly (readonly [string, Uint8Array])[]
): string {
  const sums = files.map(([file, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${file}`);
  return [
    title,
    "",
    ...(release.simulatedNotice === null ? [] : [`This is of ${release.simulatedNotice}.`, ""]),
    `Study:   ${release.study.title}`,
    `Release: ${release.id}, tier ${release.tier}`,
    `Page:    ${path} of site ${site}`,
    "",
    "The PDF is the report as printed; figures/ has its pictures, tables/ the numbers behind them, scripts/ the R scripts",
    "which give the same numbers from those tables, methods.txt the methods in words, release.json what the release is",
    "made of. Cite the release by its id.",
    "",
    "For research and professional discussion; not for decisions about an individual patient.",
    "",
    "SHA-256 of each file:",
    ...sums,
    ""
  ].join("\n");
}
