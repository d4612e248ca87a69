import {join} from "node:path";
import {disclose} from "../../loaders/commands/disclose.js";
import {auditRelease} from "../../loaders/disclosure/audit/auditRelease.js";
import {harmonise} from "../../loaders/commands/harmonise.js";
import {rowsOf} from "../../loaders/release/columnOf.js";
import {readRelease} from "../../loaders/release/readRelease.js";

// Harmonises the demo's study from a folder, makes its consortium and its public release, audits both, and prints what it
// took as JSON.
const [root, dataDir, out] = process.argv.slice(2);
const exact = await harmonise({root, study: "demo", data: dataDir, out: join(out, "exact")});
const began = performance.now();
const rowsFolder = await disclose({root, release: exact, tier: "consortium", out: join(out, "consortium")});
const shared = performance.now();
const rowsRelease = await readRelease(rowsFolder);
const rowsAudit = await auditRelease({root, release: rowsRelease});
const started = performance.now();
const used = process.cpuUsage();
let computed = started;
let decided = started;
const folder = await disclose({
  root,
  release: exact,
  tier: "public",
  draft: true,
  out: join(out, "public"),
  onProgress: ({what}) => {
    if (what === "compute reports") computed = performance.now();
    if (what === "decide which counts are shown") decided = performance.now();
  }
});
const made = performance.now();
const {system, user} = process.cpuUsage(used);
const release = await readRelease(folder);
const audit = await auditRelease({root, release, microdata: await readRelease(exact)});
const audited = performance.now();
const broken = ({rules}: typeof audit) => rules.flatMap(({id, outcome}) => (outcome.status === "breach" ? [id] : []));
const cells = rowsOf(release.table("cells"));
const report: DisclosureReport = {
  patients: release.manifest.sources.reduce((sum, {patients}) => sum + patients, 0),
  cells: cells.length,
  shown: cells.filter(({n}) => n !== null).length,
  reports: (computed - started) / 1000,
  gate: (decided - computed) / 1000,
  all: (made - started) / 1000,
  processor: (system + user) / 1e6,
  audit: (audited - made) / 1000,
  consortium: {all: (shared - began) / 1000, audit: (started - shared) / 1000},
  broken: [...broken(rowsAudit).map((id) => `consortium ${id}`), ...broken(audit)],
  // Kilobytes on every platform.
  gigabytes: process.resourceUsage().maxRSS / 1e6
};
process.stdout.write(JSON.stringify(report));

/** What one run took. */
export interface DisclosureReport {
  readonly patients: number;
  /** Sets of the registry, and those of them that are shown. */
  readonly cells: number;
  readonly shown: number;
  /** Seconds to compute the reports, to decide which counts are shown, and for all of the public release. */
  readonly reports: number;
  readonly gate: number;
  readonly all: number;
  /** Processor seconds of all of it. */
  readonly processor: number;
  /** Seconds of its audit, public rows of sources beside it. */
  readonly audit: number;
  /** Seconds to make the release of the tier consortium, and of its audit. */
  readonly consortium: {readonly all: number; readonly audit: number};
  /** Rules that the audits found broken. */
  readonly broken: readonly string[];
  readonly gigabytes: number;
}
