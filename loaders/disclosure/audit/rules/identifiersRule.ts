import {identifierIn, scanTable} from "../../detectors/scanTable.js";
import type {ReleaseManifest} from "../../../../src/model/release.js";
import type {ManifestParts} from "../../../release/manifestParts.js";
import {scanManifest} from "../../detectors/refuseIdentifiers.js";
import {shapeOf} from "../../detectors/patterns.js";
import {isCount} from "../../public/countsOf.js";
import {namesAny} from "../../public/setClauses.js";
import {releaseSchema, tableDataOf} from "../../releaseSchema.js";
import {type AuditInput, type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";

/** R2: no direct identifier in any text: dates, addresses, names, record numbers, keys of sources, karyotypes, centres. */
export const identifiersRule: AuditRule = {
  id: "R2",
  title: "No direct identifiers",
  check(input) {
    const {manifest} = input.release;
    if (manifest.tier === "internal") return notApplicable(exactRows);
    const breaches = [...scanManifest(partsOf(manifest)), ...tables(input), ...results(input)];
    return passUnless(breaches, "every text of the manifest, the tables and the results was looked through");
  }
};

/** What a manifest says of itself, without what is hexadecimal by design. */
function partsOf(manifest: ReleaseManifest): ManifestParts {
  const {audit, inputs, simulated, simulatedNotice, sources, study, tier, versions} = manifest;
  return {
    audit,
    inputs,
    simulated,
    simulatedNotice,
    sources,
    study,
    tier,
    versions,
    terms: manifest.terms,
    analyses: manifest.analyses
  };
}

function tables({policy, release}: AuditInput): string[] {
  if (policy === null) return [];
  return release.manifest.tables
    .filter(({name}) => releaseSchema(release, name) !== undefined)
    .flatMap(({name}) => scanTable(tableDataOf(release, name), {policy, exactIds: new Set()}));
}

function results({publicPolicy, results: found}: AuditInput): string[] {
  if (found === null) return [];
  const named = [...found.counts.keys()].filter((key) => namesAny(key, publicPolicy.forbidden));
  const texts = found.reports.flatMap((report) => {
    const hits = new Set<string>();
    // References name journals and their volumes, not patients.
    walk({...report, references: []}, (text) => {
      const kind = identifierIn(text, {numbers: false});
      if (kind !== undefined) hits.add(`report ${report.id}: ${kind}: ${shapeOf(text)}`);
    });
    return [...hits];
  });
  return [...named.map((key) => `a set may not name this: ${key}`), ...texts];
}

function walk(value: unknown, visit: (text: string) => void): void {
  if (typeof value === "string") visit(value);
  else if (value !== null && typeof value === "object")
    // The words of a set name variables and levels; of these the rule looks at the names.
    for (const part of Object.values(isCount(value) ? {...value, set: ""} : value)) walk(part, visit);
}
