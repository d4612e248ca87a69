import {columnOf} from "../release/columnOf.js";
import {duplicatePatients} from "../release/duplicatePatients.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";

/** What the patients' classes say about a classification as a whole. */
export interface ClassificationCounts {
  readonly version: string;
  /** Patients by the rule that decided. */
  readonly decided: ReadonlyMap<string, number>;
  /** Patients whose class missing facts could change, by missing fact. */
  readonly missing: ReadonlyMap<string, number>;
}

/** By classification: how often each rule decided and each fact was missed, over all sources, a person counting once. */
export function classificationCounts(release: Release): Map<string, ClassificationCounts> {
  const result = new Map<string, {version: string; decided: Map<string, number>; missing: Map<string, number>}>();
  if (!hasTable(release, "classifications")) return result;
  const table = release.table("classifications");
  const duplicates = duplicatePatients(release);
  const [systems, versions, statuses, rules, missing] = [
    "system",
    "ruleset_version",
    "status",
    "rule_id",
    "missing"
  ].map((name) => columnOf(table, name));
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  columnOf(table, "patient_id").forEach((patient, i) => {
    if (duplicates.has(patient)) return;
    const system = String(systems[i]);
    const counts = result.get(system) ?? {
      version: String(versions[i]),
      decided: new Map<string, number>(),
      missing: new Map<string, number>()
    };
    result.set(system, counts);
    if (rules[i] !== null) add(counts.decided, String(rules[i]));
    const absent = missing[i];
    if (statuses[i] === "definite" || absent === null) return;
    for (const fact of String(absent).split("|")) if (fact !== "") add(counts.missing, fact);
  });
  return result;
}
