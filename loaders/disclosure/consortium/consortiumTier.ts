import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell, TableData} from "../../release/tableData.js";
import {compareText} from "../../release/textOrder.js";
import {clearTable} from "../aggregates/clearTable.js";
import {countBy} from "../aggregates/recountReasons.js";
import {recountDictionary, recountDictionarySources} from "../aggregates/recountDictionary.js";
import {recountFlow} from "../aggregates/recountFlow.js";
import {recountReasons} from "../aggregates/recountReasons.js";
import {recount} from "../aggregates/recount.js";
import {rowSources} from "../aggregates/rowSources.js";
import {refuseIdentifiers} from "../detectors/refuseIdentifiers.js";
import {DisclosureError} from "../disclosureError.js";
import {checkInventory, tablePolicy} from "../inventory.js";
import {pseudonymKey, pseudonyms} from "../pseudonyms.js";
import {readPolicy} from "../readPolicy.js";
import {tableDataOf} from "../releaseSchema.js";
import {fewUnknown} from "../fewUnknown.js";
import type {TierInput, TierRelease} from "../tiers.js";
import {withoutPatients} from "../withdrawn.js";
import {changedPatients, releasedKeys} from "./changedPatients.js";
import {DecisionLog} from "./decisionLog.js";
import {laddersTable} from "./laddersTable.js";
import {releasedPatients} from "./releasedPatients.js";
import {releasedRows} from "./releasedRows.js";
import {riskTable, survivalKnowledge} from "./riskTable.js";
import {columnWords} from "./treatmentWords.js";
import {disclosureUtility} from "./utility.js";

/**
 * The release of the tier `consortium`: rows of patients that are k-anonymous by their quasi-identifiers, with every other
 * column made coarser or dropped as the policy says, keys hashed anew, every summary counted again from these rows, and
 * tables that say what was done, what risk is left and what it cost.
 *
 * @throws {DisclosureError} on a table or column without a decision, a source of fewer than k patients, a limit that cannot
 * be kept, or an identifier found
 */
export function consortiumTier({root, release: whole, policyFile, key, previous, onProgress}: TierInput): TierRelease {
  if (whole.manifest.tier !== "internal")
    throw new DisclosureError([
      `release ${whole.manifest.id} is of the tier ${whole.manifest.tier}, expected internal`
    ]);
  const policy = readPolicy(root, "consortium", policyFile);
  checkInventory(whole, policy);
  const release = withoutPatients(whole, fewUnknown(whole, policy.complete, policy.k));
  refuseSmallSources(release, policy.k);
  const {manifest} = release;
  const pseudonymise = pseudonyms(pseudonymKey(manifest, key));
  const log = new DecisionLog(policy);
  const step = stepper(onProgress);

  const patients = releasedPatients(release, policy);
  const {nodes} = patients.search;
  step("search the ladders", patients.identities.removed.length, `${nodes} combinations of levels`);

  const released = new Map<string, TableData>();
  for (const made of releasedRows(release, policy, patients, pseudonymise)) {
    released.set(made.table.schema.name, made.table);
    log.rows(made);
  }
  step(
    "generalise the rows",
    [...released.values()].reduce((sum, {rows}) => sum + rows, 0)
  );

  if (previous !== undefined) {
    const {patient_id: ids, source_id: sources} = released.get("patients")!.columns;
    const changed = changedPatients(releasedKeys(previous), {ids, sources}, policy.k);
    if (changed.length > 0)
      throw new DisclosureError(changed.map((line) => `${line}, against release ${previous.manifest.id}`));
  }

  const exact = (name: string) => (hasTable(release, name) ? tableDataOf(release, name) : undefined);
  for (const table of recount(released, exact)) released.set(table.schema.name, table);
  for (const {name} of manifest.tables) {
    const decision = tablePolicy(policy, name)!;
    if (released.has(name) || decision.decision === "generalise" || decision.decision === "drop") continue;
    const table = tableDataOf(release, name);
    released.set(name, decision.decision === "keep" ? table : clearTable(table, decision, policy.k));
  }
  const removed = countBy(sourcesOfRemoved(release, patients.removedIds));
  // As it was before: those few are a step of it, which is too small to be told.
  const flow = hasTable(whole, "patient_flow") ? tableDataOf(whole, "patient_flow") : undefined;
  if (flow) released.set("patient_flow", recountFlow(flow, removed, policy.k));
  released.set("sources", releasedSources(released));
  step("count again", released.size);

  const exactPatients = tableDataOf(release, "patients");
  const {table: risk, breaches} = riskTable(patients, policy, {
    exact: survivalKnowledge(exactPatients, exact("outcomes")),
    released: survivalKnowledge(released.get("patients")!, released.get("outcomes"))
  });
  if (breaches.length > 0) throw new DisclosureError(breaches);
  const exactTables = new Map(
    ["patients", "patient_features", "classifications", "outcomes"].flatMap((name) => {
      const table = exact(name);
      return table ? [[name, table] as const] : [];
    })
  );
  const audit = [risk, laddersTable(patients, policy), disclosureUtility(exactTables, released)];
  for (const table of audit) released.set(table.schema.name, table);
  released.set("disclosure_decisions", log.table(manifest, released));
  step("measure risk and loss", patients.table.rows);

  const status = exact("value_status");
  if (status)
    released.set("value_status", recountReasons(status, released, rowsBySourceOf(release, exactPatients), policy.k));
  const dictionary = exact("dictionary");
  released.delete("dictionary");
  released.delete("dictionary_sources");
  const described = new Map(released);
  if (exact("dictionary_sources")) released.set("dictionary_sources", recountDictionarySources(described));
  if (dictionary)
    released.set(
      "dictionary",
      recountDictionary(dictionary, described, (table, column) => columnWords(policy, table, column))
    );
  const tables = [...released.values()].map((table) => ({...table, schema: {...table.schema}}));
  const ids = new Set(columnOf(release.table("patients"), "patient_id"));
  const count = (name: string) => released.get(name)?.rows ?? 0;
  const duplicates = Array.from(released.get("patients")!.columns.duplicate_of ?? []).filter(
    (id) => id !== null
  ).length;
  const parts = {
    study: manifest.study,
    tier: "consortium" as const,
    simulated: manifest.simulated,
    simulatedNotice: manifest.simulatedNotice,
    sources: manifest.sources.map((source) => ({...source, patients: source.patients - (removed.get(source.id) ?? 0)})),
    // Checksums of raw files would let anyone who has one confirm it, and their rows are those before suppression.
    inputs: [],
    versions: manifest.versions,
    audit: {
      patients: count("patients") - duplicates,
      rejects: manifest.audit.rejects < policy.k ? 0 : manifest.audit.rejects,
      findings: count("findings")
    },
    ...(manifest.terms && {terms: manifest.terms}),
    ...(manifest.analyses && {analyses: manifest.analyses}),
    disclosure: {
      from: manifest.id,
      policy: policy.id,
      version: policy.version,
      k: policy.k,
      minCurve: policy.min_curve
    }
  };
  refuseIdentifiers(tables, parts, {policy, exactIds: ids});
  step("look for identifiers", tables.length);
  return {parts, tables: tables.sort((a, b) => compareText(a.schema.name, b.schema.name))};
}

/** Patients of a source that has fewer than k would be left out, and the source named beside none of them would tell of them. */
function refuseSmallSources(release: Release, k: number): void {
  const sizes = countBy(Array.from(releasedKeys(release).sources));
  const small = release.manifest.sources.flatMap(({id}) => {
    const n = sizes.get(id) ?? 0;
    return n > 0 && n < k ? [`source ${id}: ${n} patients, expected 0 or at least ${k}`] : [];
  });
  if (small.length > 0) throw new DisclosureError(small);
}

function sourcesOfRemoved(release: TierInput["release"], removed: ReadonlySet<Cell>): Cell[] {
  const sources = columnOf(release.table("patients"), "source_id");
  return sources.filter((_, row) => removed.has(columnAt(release, row)));
}

function columnAt(release: TierInput["release"], row: number): Cell {
  return release.table("patients").getChild("patient_id")!.get(row) as Cell;
}

/** The table `sources` with its released patients and the tier. */
function releasedSources(released: ReadonlyMap<string, TableData>): TableData {
  const sources = released.get("sources")!;
  const patients = countBy(Array.from(released.get("patients")!.columns.source_id));
  return {
    ...sources,
    columns: {
      ...sources.columns,
      n_patients: Array.from(sources.columns.source_id, (id) => patients.get(id) ?? 0),
      access_tier: new Array<Cell>(sources.rows).fill("consortium")
    }
  };
}

/** Rows by source of the tables of the exact release, each counted once, when first asked for. */
function rowsBySourceOf(release: TierInput["release"], patients: TableData) {
  const samples = hasTable(release, "samples") ? tableDataOf(release, "samples") : undefined;
  const sourcesOf = rowSources({patients, samples});
  const counted = new Map<string, ReadonlyMap<Cell, number> | undefined>();
  const count = (name: string): ReadonlyMap<Cell, number> | undefined => {
    const sources = hasTable(release, name) ? sourcesOf(tableDataOf(release, name)) : undefined;
    return sources && countBy(sources);
  };
  return (name: string): ReadonlyMap<Cell, number> | undefined => {
    if (!counted.has(name)) counted.set(name, count(name));
    return counted.get(name);
  };
}

function stepper(onProgress: TierInput["onProgress"]): (what: string, rows: number, detail?: string) => void {
  let last = performance.now();
  return (what, rows, detail) => {
    const now = performance.now();
    onProgress?.({what, rows, detail, seconds: (now - last) / 1000});
    last = now;
  };
}
