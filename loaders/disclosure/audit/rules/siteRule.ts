import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {figureTotals} from "../figureTotals.js";
import {filesBelow} from "../filesBelow.js";
import {namesPattern} from "../../detectors/withheldNames.js";
import {scanBytes} from "../scanBytes.js";
import {type AuditRule, notApplicable, passUnless} from "../auditRule.js";

/** R12: the bytes of the built site hold no key of a source, karyotype, row of a public release, or count that is not shown. */
export const siteRule: AuditRule = {
  id: "R12",
  title: "Bytes of the built site",
  async check({policy, publicPolicy, release, results, site}) {
    if (site === null) return notApplicable("no folder of a site was given (--site)");
    const files = await filesBelow(site);
    if (files.length === 0) return {status: "breach", breaches: [`${site}: no files, expected a built site`]};
    const breaches: string[] = [];
    const declared = new Set([...numbersOf(publicPolicy), ...figureTotals(results?.blocks ?? [])].map(String));
    for (const file of files) {
      const found = scanBytes(file, await readFile(join(site, file)), {
        tier: release.manifest.tier,
        counts: results?.counts ?? null,
        names: namesPattern((policy ?? publicPolicy).unnamed),
        declared
      });
      breaches.push(...found.map((line) => `${file}: ${line}`));
    }
    return passUnless(breaches, `${files.length} files looked through`);
  }
};

/** All numbers of the rules, and those next to them: "fewer than 10 patients" is also said as "9 patients or fewer". */
function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [0, value - 1, value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(numbersOf) : [];
}
