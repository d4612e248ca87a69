import {rowsOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {Audit} from "./auditRelease.js";
import {riskFromRows} from "./riskFromRows.js";

/**
 * The report for the data protection officer: what the rules found, what was done and what risk and loss are left, as
 * JSON. What the release says of itself (`said`) is kept apart from what was counted from it.
 */
export function auditReport({broken, input, rules}: Audit): string {
  const {policy, publicPolicy, release, results, signOffs} = input;
  const {disclosure, id, simulated, sources, study, tables, tier, versions} = release.manifest;
  const said = (name: string) => rowsFrom(release, name);
  const utility = said("disclosure_utility");
  const report = {
    format: "hemiola-audit/1",
    release: {id, study: study.id, tier, simulated, from: disclosure?.from ?? null, versions},
    policy:
      policy === null
        ? {id: "public", ...publicPolicy}
        : {id: policy.id, version: policy.version, k: policy.k, l: policy.l},
    hashes: tables.map(({name, sha256}) => ({name, sha256})),
    sources: sources.map(({id: source, patients, simulated: invented}) => ({
      id: source,
      patients,
      simulated: invented
    })),
    verdict: {broken, passed: broken === 0},
    rules: rules.map(({id: rule, outcome, title}) => ({rule, title, ...outcome})),
    counted: {
      risk: policy === null ? null : riskFromRows(release, policy).risk,
      cells:
        results === null
          ? null
          : {
              published: [...results.counts.values()].filter((n) => n !== null).length,
              hidden: [...results.counts.values()].filter((n) => n === null).length
            }
    },
    said: {
      risk: said("disclosure_risk"),
      ladders: said("disclosure_ladders").filter(({chosen}) => chosen === true),
      decisions: said("disclosure_decisions"),
      utility,
      worstSurvivalError: worstSurvival(utility)
    },
    approvers: signOffs
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function rowsFrom(release: Release, name: string): Record<string, unknown>[] {
  return hasTable(release, name) ? rowsOf(release.table(name)) : [];
}

/** The largest difference of a survival estimate, in its unit. */
function worstSurvival(utility: readonly Record<string, unknown>[]): {label: string; difference: number} | null {
  let worst: {label: string; difference: number} | null = null;
  for (const {difference, label, measure} of utility) {
    if (typeof difference !== "number" || !/surviv|\bos\b|^os_/iu.test(`${String(measure)} ${String(label)}`)) continue;
    if (worst === null || Math.abs(difference) > Math.abs(worst.difference)) worst = {label: String(label), difference};
  }
  return worst;
}
