import type {PrivacyClass} from "../../src/model/column.js";
import {rowsOf} from "../release/columnOf.js";
import type {Release} from "../release/readRelease.js";
import {DisclosureError} from "./disclosureError.js";
import type {Policy, TablePolicy} from "./policySchema.js";
import {releaseSchema} from "./releaseSchema.js";

const classes: ReadonlySet<string> = new Set<PrivacyClass>([
  "direct",
  "quasi",
  "sensitive",
  "genomic",
  "aggregate_ok",
  "never_public"
]);

/** The decision for a table: its own, or that of the pattern (`raw_*`) that its name fits. */
export function tablePolicy({tables}: Policy, table: string): TablePolicy | undefined {
  if (Object.hasOwn(tables, table)) return tables[table];
  const pattern = Object.keys(tables).find((name) => name.endsWith("*") && table.startsWith(name.slice(0, -1)));
  return pattern === undefined ? undefined : tables[pattern];
}

/** What is done with a column of a table that is not dropped; undefined if the policy does not say. */
export function columnTreatment(policy: TablePolicy, column: string): string | undefined {
  return Object.hasOwn(policy.columns, column) ? policy.columns[column] : policy.others?.treatment;
}

/**
 * Checks that everything in a release is known: every table has a decision, every column of a table that stays has a
 * treatment, a privacy class in the release's dictionary and a place in the harmonised model. What is not known is
 * refused, not passed.
 *
 * @throws {DisclosureError} one line a table or column
 */
export function checkInventory(release: Release, policy: Policy): void {
  const known = privacyClasses(release);
  const breaches: string[] = [];
  for (const {name, columns} of release.manifest.tables) {
    const decision = tablePolicy(policy, name);
    if (decision === undefined) {
      breaches.push(`table ${name}: no decision in the policy ${policy.id}`);
      continue;
    }
    if (decision.decision === "drop") continue;
    const schema = new Set(releaseSchema(release, name)?.columns.map((column) => column.name));
    for (const column of columns) {
      const where = `table ${name}, column ${column}`;
      const privacyClass = known.get(`${name}.${column}`);
      const declared = Object.hasOwn(decision.columns, column);
      if (!declared && decision.others === undefined)
        breaches.push(`${where}: no treatment in the policy ${policy.id}`);
      else if (privacyClass === undefined || !classes.has(privacyClass))
        breaches.push(`${where}: no privacy class in the dictionary`);
      else if (!declared && privacyClass !== decision.others?.class)
        breaches.push(`${where}: privacy class ${privacyClass}, expected ${decision.others?.class}`);
      else if (["direct", "never_public"].includes(privacyClass) && columnTreatment(decision, column) !== "drop")
        breaches.push(`${where}: privacy class ${privacyClass}, expected the treatment drop`);
      else if (!schema.has(column)) breaches.push(`${where}: not a column of the harmonised model`);
    }
  }
  if (breaches.length > 0) throw new DisclosureError(breaches);
}

/**
 * Checks that every column that a public release could count by is known: each of a table of the harmonised model is a column of
 * the model and has a privacy class in the release's dictionary. Raw records, which nothing counts by, are passed over.
 *
 * @throws {DisclosureError} one line a column
 */
export function refuseUnclassified(release: Release): void {
  const known = privacyClasses(release);
  const breaches = release.manifest.tables.flatMap(({columns, name}) => {
    const schema = releaseSchema(release, name);
    if (schema === undefined) return [];
    const names = new Set(schema.columns.map((column) => column.name));
    return columns.flatMap((column) => {
      const where = `table ${name}, column ${column}`;
      if (!classes.has(known.get(`${name}.${column}`) ?? "")) return [`${where}: no privacy class in the dictionary`];
      return names.has(column) ? [] : [`${where}: not a column of the harmonised model`];
    });
  });
  if (breaches.length > 0) throw new DisclosureError(breaches);
}

/** Privacy class by `table.column`, as the release's dictionary says; that of the dictionary itself by the model. */
function privacyClasses(release: Release): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of ["dictionary", "dictionary_sources"])
    for (const column of releaseSchema(release, name)?.columns ?? [])
      found.set(`${name}.${column.name}`, column.privacyClass);
  for (const row of rowsOf(release.table("dictionary")))
    found.set(`${String(row.table)}.${String(row.name)}`, String(row.privacy_class));
  return found;
}
