import {columnOf} from "../../../release/columnOf.js";
import {scanResults} from "../../detectors/scanResults.js";
import {scanTable} from "../../detectors/scanTable.js";
import {scanManifest} from "../../detectors/refuseIdentifiers.js";
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
    const {unnamed} = input.policy ?? input.publicPolicy;
    const breaches = [...scanManifest(manifest, unnamed), ...tables(input), ...results(input)];
    return passUnless(breaches, "every text of the manifest, the tables and the results was looked through");
  }
};

function tables({policy, release}: AuditInput): string[] {
  if (policy === null) return [];
  return release.manifest.tables
    .filter(({name}) => releaseSchema(release, name) !== undefined)
    .flatMap(({name}) => scanTable(tableDataOf(release, name), {policy, exactIds: new Set()}));
}

function results({publicPolicy, release, results: found}: AuditInput): string[] {
  if (found === null) return [];
  const named = [...found.counts.keys()].filter((key) => namesAny(key, publicPolicy.forbidden));
  const texts = release.manifest.tables.flatMap(({columns, name}) => {
    const table = release.table(name);
    const cells = Object.fromEntries(columns.map((column) => [column, columnOf(table, column)]));
    return scanResults({name, columns: cells}, publicPolicy.unnamed);
  });
  return [...named.map((key) => `a set may not name this: ${key}`), ...texts];
}
