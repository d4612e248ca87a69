import type {
  ComparedRelease,
  EstimateChange,
  InputChange,
  ReleaseComparison,
  TableChange,
  VariableChange,
  VersionChange
} from "../../../src/model/releaseComparison.js";
import {columnOf} from "../columnOf.js";
import {hasTable} from "../hasTable.js";
import type {Release} from "../readRelease.js";
import type {Cell} from "../tableData.js";
import {compareClasses} from "./compareClasses.js";
import {compareSources} from "./compareSources.js";
import {compareTable, loneTable} from "./compareTable.js";
import {keyEstimates, type KeyEstimate} from "./keyEstimates.js";
import {patientOfRow} from "../patientOfRow.js";
import {rowKey} from "./rowKeys.js";

/**
 * What changed from release `before` to release `after`: versions, raw files, patients by source, tables, variables of the
 * tables about patients, classes, key estimates. Rows are found again by their surrogate keys, so both should be releases
 * of one study. Raw tokens (`raw_*`) count as tables but not as values: what they changed shows in the variables.
 *
 * @throws {ReleaseError} if a release lacks a table without which nothing can be said (patients, outcomes,
 * summary_alterations)
 */
export function compareReleases(before: Release, after: Release): ReleaseComparison {
  const variables: VariableChange[] = [];
  const changed = new Set<Cell>();
  const [old, current] = [before, after].map(
    ({manifest}) => new Map(manifest.tables.map((table) => [table.name, table]))
  );
  const tables = bothOf(old, current).map(([table, a, b]): TableChange => {
    const compared = {table, rowsBefore: a?.rows ?? null, rowsAfter: b?.rows ?? null, same: a?.sha256 === b?.sha256};
    if (compared.same || table.startsWith("raw_")) return compared;
    if (!a || !b) {
      const [release, change] = b ? ([after, "added"] as const) : ([before, "removed"] as const);
      const lone = release.table(table);
      if (patientOfRow(release, lone)) variables.push(...loneTable(table, lone, change));
      return compared;
    }
    const [left, right] = [before.table(table), after.table(table)];
    const [patientsBefore, patientsAfter] = [patientOfRow(before, left), patientOfRow(after, right)];
    if (!patientsBefore || !patientsAfter) return compared;
    const differences = compareTable(table, left, right, rowKey(table));
    variables.push(...differences.variables);
    for (const row of differences.rowsBefore) changed.add(patientsBefore[row]);
    for (const row of differences.rowsAfter) changed.add(patientsAfter[row]);
    return compared;
  });
  return {
    before: described(before),
    after: described(after),
    versions: compareVersions(before, after),
    inputs: compareInputs(before, after),
    ...compareSources(before, after, changed),
    tables,
    variables,
    shifts: compareClasses(before, after),
    estimates: compareEstimates(keyEstimates(before), keyEstimates(after))
  };
}

function described({manifest: {id, study, tier, simulated, audit}}: Release): ComparedRelease {
  return {id, study: {id: study.id, title: study.title}, tier, simulated, patients: audit.patients};
}

/** Entries of two maps by key, in the order of the later one, then those that are gone. */
function bothOf<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): [string, T | null, T | null][] {
  const keys = [...after.keys(), ...[...before.keys()].filter((key) => !after.has(key))];
  return keys.map((key) => [key, before.get(key) ?? null, after.get(key) ?? null]);
}

function compareVersions(before: Release, after: Release): VersionChange[] {
  const [old, current] = [before, after].map(versionsOf);
  return bothOf(old, current).map(([what, a, b]) => ({what, before: a, after: b}));
}

function versionsOf(release: Release): Map<string, string> {
  const {schemaVersion, versions} = release.manifest;
  const {hemiola, dictionary, rules, mappings} = versions;
  const found = new Map([
    ["hemiola", hemiola],
    ["schema", schemaVersion],
    ["dictionary", dictionary],
    ...(typeof rules === "string"
      ? ([["rules", rules]] as const)
      : Object.entries(rules).map(([id, version]): [string, string] => [`${id} rules`, version])),
    ...Object.entries(mappings).map(([source, version]): [string, string] => [`mapping ${source}`, version])
  ]);
  if (hasTable(release, "classifications")) {
    const table = release.table("classifications");
    const versionOf = columnOf(table, "ruleset_version");
    columnOf(table, "system").forEach((system, row) => found.set(`${String(system)} rules`, String(versionOf[row])));
  }
  return found;
}

function compareInputs(before: Release, after: Release): InputChange[] {
  const [old, current] = [before, after].map(
    ({manifest}) => new Map(manifest.inputs.map((input) => [`${input.source}\u0000${input.file}`, input]))
  );
  return bothOf(old, current).map(([key, a, b]) => {
    const [source, file] = key.split("\u0000");
    return {
      source,
      file,
      before: a && {sha256: a.sha256, rows: a.rows},
      after: b && {sha256: b.sha256, rows: b.rows}
    };
  });
}

function compareEstimates(before: readonly KeyEstimate[], after: readonly KeyEstimate[]): EstimateChange[] {
  const keyed = (list: readonly KeyEstimate[]) =>
    new Map(list.map((d) => [JSON.stringify([d.measure, d.label, d.source]), d]));
  return bothOf(keyed(before), keyed(after)).map(([, a, b]) => {
    const {measure, label, source, unit} = (b ?? a)!;
    return {measure, label, source, unit, before: a?.estimate ?? null, after: b?.estimate ?? null};
  });
}
