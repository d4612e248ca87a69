import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {Tier} from "../../src/model/release.js";
import {answersByPatient, patientGroups} from "../classify/answersByPatient.js";
import {classificationRules} from "../classify/classificationRules.js";
import {reclassification} from "../classify/reclassification.js";
import {summaryClassifications} from "../classify/summaryClassifications.js";
import type {ProgressListener} from "../progress.js";
import type {ManifestParts} from "../release/manifestParts.js";
import type {TableData} from "../release/tableData.js";
import type {LoadedStudy} from "../study/loadStudy.js";
import {loadStudy} from "../study/loadStudy.js";
import {studyNotice} from "../study/studyNotice.js";
import {pruneCache} from "./cache/sourceCache.js";
import {type CacheOptions, cachedSource} from "./cachedSource.js";
import {dictionary} from "./dictionary.js";
import {dictionarySources} from "./dictionarySources.js";
import {genePanels} from "./genePanels.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {mergeSources} from "./mergeSources.js";
import {dataFolder} from "./openSource.js";
import {resolveOverlap} from "./overlap/resolveOverlap.js";
import {duplicateIds} from "./overlap/uniquePatients.js";
import {packTerms} from "./packTerms.js";
import {completePatientFlow} from "./quality/patientFlow.js";
import type {ReasonedTable} from "./reasonedTable.js";
import type {SourceResult} from "./sourceResult.js";
import {summaryAlterations} from "./summaryAlterations.js";
import {summaryLevels} from "./summaryLevels.js";
import {summarySurvival} from "./summarySurvival.js";
import {summaryValues} from "./summaryValues.js";
import {valueStatus} from "./valueStatus.js";

/** What to harmonise. */
export interface HarmoniseOptions {
  /** Name of a file in `data/studies`, without `.yaml`. */
  readonly study: string;
  /** The project's root, to which declarations are relative. */
  readonly root: string;
  /** Folder with the raw files; without it, the study file says where to look. */
  readonly dataDir?: string;
  /** Folders with the raw files by source, where they are known already. */
  readonly folders?: ReadonlyMap<string, string>;
  /** Where to keep the sources' results between runs; without it, every source is harmonised. */
  readonly cache?: CacheOptions;
  readonly onProgress?: ProgressListener;
}

/**
 * Turns the raw files of a study into the tables of a release and the parts of its manifest that the tables do not
 * tell. The same declarations and files give the same cells.
 *
 * @throws {HarmoniseError} on a fault in a declaration, a missing file or column, or a file not written as declared
 */
export async function harmoniseStudy({
  study: name,
  root,
  dataDir,
  folders,
  cache,
  onProgress
}: HarmoniseOptions): Promise<{tables: TableData[]; manifest: ManifestParts}> {
  const loaded = loadStudy(root, name);
  const results: SourceResult[] = [];
  const keys: string[] = [];
  for (const entry of loaded.sources) {
    const folder = folders?.get(entry.source.id) ?? dataFolder(root, entry.source, dataDir);
    const {result, key} = await cachedSource(root, loaded, entry, folder, cache, onProgress);
    results.push(result);
    if (key !== undefined) keys.push(key);
  }
  if (cache) await pruneCache(cache.folder, loaded.study.id, keys);
  const tables = mergeSources(
    results,
    loaded.disease.alterations.map((d) => d.name),
    packTerms(loaded.disease)
  );
  resolveOverlap(loaded, new Map(results.map(({source, linkage}) => [source, linkage])), tables);
  completePatientFlow(tables);
  loaded.sources.forEach(({source}, i) => addSource(tables.sources, source, results[i].patients, loaded.study.tier));
  genePanels(loaded, tables.gene_panels);
  const tokens = results.flatMap((result) => result.tokens.map((table) => table.data()));
  return {tables: [...complete(tables, loaded), ...tokens], manifest: manifestParts(root, loaded, results, tables)};
}

function manifestParts(
  root: string,
  {study, disease, dictionary: codes, rules, sources}: LoadedStudy,
  results: readonly SourceResult[],
  {patients, rejects, findings}: HarmonisedTables
): ManifestParts {
  const simulated = study.sources.some((source) => source.simulated);
  return {
    study: {
      id: study.id,
      title: study.title,
      disease: disease.id,
      ...(study.contact !== undefined && {contact: study.contact})
    },
    tier: study.tier as Tier,
    simulated,
    simulatedNotice: studyNotice(study),
    sources: study.sources.map(({id, name, version, simulated}, i) => ({
      id,
      name,
      version,
      simulated,
      patients: results[i].patients
    })),
    inputs: results.flatMap(({inputs}) => inputs),
    versions: {
      dictionary: codes.version,
      mappings: Object.fromEntries(sources.map(({source, mapping}) => [source.id, mapping.version])),
      rules: Object.fromEntries([disease, ...rules].map(({id, version}) => [id, version])),
      hemiola: packageVersion(root)
    },
    terms: packTerms(disease),
    audit: {patients: patients.rows - duplicateIds({patients}).size, rejects: rejects.rows, findings: findings.rows},
    ...(study.analyses.length === 0 ? {} : {analyses: study.analyses})
  };
}

/** Adds what follows from the harmonised tables: why values are missing, summaries, the dictionary. */
function complete(tables: HarmonisedTables, loaded: LoadedStudy): TableData[] {
  const harmonised = (Object.values(tables) as ReasonedTable[]).map((table) => table.data());
  const answers = answersByPatient(tables, loaded.rules);
  const groups = patientGroups(tables);
  const status = valueStatus(tables);
  const derived = [
    status,
    summaryLevels(tables),
    summaryValues(tables),
    summaryAlterations(tables, loaded),
    summarySurvival(tables),
    summaryClassifications(answers, groups),
    reclassification(answers, groups),
    classificationRules(loaded)
  ];
  return [
    ...harmonised,
    ...derived,
    dictionary([...harmonised, ...derived], loaded.dictionary, loaded.disease),
    dictionarySources(tables, status)
  ];
}

function addSource(
  table: ReasonedTable,
  source: LoadedStudy["sources"][number]["source"],
  patients: number,
  tier: string
): void {
  table.push({
    source_id: source.id,
    name: source.name,
    kind: source.kind,
    index_event: source.index_event,
    country_group: source.country_group ?? null,
    n_expected: source.n_expected ?? null,
    n_patients: patients,
    access_tier: tier,
    simulated: source.simulated,
    version: source.version,
    citation: source.citation ?? null,
    licence: source.licence ?? null
  });
}

function packageVersion(root: string): string {
  const {version} = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {version: string};
  return version;
}
