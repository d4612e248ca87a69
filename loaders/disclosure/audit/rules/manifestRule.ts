import {releaseSchema} from "../../releaseSchema.js";
import {tablePolicy} from "../../inventory.js";
import {type AuditInput, type AuditRule, passUnless} from "../auditRule.js";

/** Tables that a tier's maker adds. */
const made = /^disclosure_[a-z]+$/u;
/** Columns by which a table is known to have rows of patients. */
const rowKeys = ["patient_id", "sample_id", "assay_id", "mutation_id", "treatment_id"];
/** Tables that a public release may have, beside those of what was done. */
const publicTables: ReadonlySet<string> = new Set([
  "cells",
  "report_results",
  "cube_figures",
  "cube_dimensions",
  "cube_results",
  "cube_gaps",
  "source_profiles",
  "sources",
  "dictionary"
]);

/**
 * R1: the manifest is of the tier and policy that it names, and every table is one that the tier may have. Size, checksum,
 * columns and rows of each were checked when the release was read.
 */
export const manifestRule: AuditRule = {
  id: "R1",
  title: "Manifest, checksums and tables",
  check(input) {
    const {manifest} = input.release;
    const breaches = [...policyBreaches(input), ...manifest.tables.flatMap((table) => tableBreaches(input, table))];
    return passUnless(breaches, `${manifest.tables.length} tables have the bytes and the form that release.json says`);
  }
};

function policyBreaches({policy, publicPolicy, release: {manifest}}: AuditInput): string[] {
  const {disclosure, inputs, tier} = manifest;
  if (tier === "internal") return [];
  if (disclosure === undefined) return ["release.json: no account of how the release was made from an exact one"];
  const used = policy === null ? {version: publicPolicy.version, k: publicPolicy.k.plain} : policy;
  const breaches: string[] = [];
  if (disclosure.version !== used.version)
    breaches.push(`release.json: policy version ${disclosure.version}, expected ${used.version}`);
  if (disclosure.k < used.k) breaches.push(`release.json: k is ${disclosure.k}, expected at least ${used.k}`);
  if (inputs.length > 0) breaches.push("release.json: checksums of raw files, by which anyone who has one confirms it");
  return breaches;
}

function tableBreaches(
  {policy, release}: AuditInput,
  {columns, name}: {name: string; columns: readonly string[]}
): string[] {
  const {tier} = release.manifest;
  if (tier === "internal") return [];
  if (tier === "public") {
    const keys = rowKeys.filter((key) => columns.includes(key));
    if (keys.length > 0) return [`table ${name}: column ${keys[0]}, expected no rows of patients`];
    return publicTables.has(name) || made.test(name) ? [] : [`table ${name}: not one of a public release`];
  }
  if (made.test(name)) return [];
  const decision = policy && tablePolicy(policy, name);
  if (!decision || decision.decision === "drop") return [`table ${name}: the policy has it dropped`];
  const known = new Set(releaseSchema(release, name)?.columns.map((column) => column.name));
  return columns.flatMap((column) => {
    const treatment = Object.hasOwn(decision.columns, column) ? decision.columns[column] : decision.others?.treatment;
    if (!known.has(column) || treatment === undefined) return [`table ${name}, column ${column}: not in the policy`];
    return [];
  });
}
