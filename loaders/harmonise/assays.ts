import type {MappedFile, Mapping} from "../study/mappingSchema.js";
import type {DoneAssay} from "./callEvidence.js";
import {rowTest} from "./conditions.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import type {SourceContext} from "./sourceContext.js";

/** Surrogate ids of the samples of every patient, by the name of the sample in the mapping. */
export type SampleIds = ReadonlyMap<string, readonly string[]>;

/** Appends the declared samples of every patient. */
export function addSamples(cohort: Cohort, {mapping, surrogate, tables}: SourceContext): SampleIds {
  const ids = new Map<string, string[]>();
  for (const [name, {timepoint, material, day}] of Object.entries(mapping.samples)) {
    const samples = cohort.rawIds.map((id) => surrogate("sample", id, name));
    ids.set(name, samples);
    samples.forEach((sample, i) => {
      tables.samples.column("sample_id").push(sample);
      tables.samples.column("patient_id").push(cohort.ids[i]);
      tables.samples.column("material").push(material ?? null, "NOT_COLLECTED");
      tables.samples.column("timepoint").push(timepoint);
      tables.samples.column("day").push(day ?? null, "NOT_COLLECTED");
    });
  }
  return ids;
}

const karyotypeAssay: Readonly<Record<string, string>> = {
  normal: "done",
  normal_insufficient: "done",
  abnormal: "done",
  narrative: "done",
  failed: "failed",
  not_done: "not_done"
};

/**
 * Appends the assays of every patient and says in whom each was done. A karyotype of which nothing is known makes no
 * assay.
 */
export function addAssays(
  cohort: Cohort,
  samples: SampleIds,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  karyotypes: readonly string[] | undefined,
  context: SourceContext
): DoneAssay[] {
  const {mapping, surrogate, tables, study} = context;
  const table = tables.assays;
  return Object.entries(mapping.assays).map(([name, assay]) => {
    const had = patientsWith(assay.patients, cohort, files, joins, context);
    const without = assay.failed ? patientsWith(assay.failed, cohort, files, joins, context) : undefined;
    const sampleIds = samples.get(assay.sample)!;
    const done = new Uint8Array(cohort.size);
    const failed = new Uint8Array(cohort.size);
    for (let i = 0; i < cohort.size; ++i) {
      if (had[i] === 0) continue;
      const ownStatus = assay.status === "done" ? "done" : karyotypeAssay[karyotypes?.[i] ?? "missing"];
      if (ownStatus === undefined) continue;
      const status = without?.[i] === 1 ? "failed" : ownStatus;
      if (status === "done") done[i] = 1;
      else if (status === "failed") failed[i] = 1;
      table.column("assay_id").push(surrogate("assay", cohort.rawIds[i], name));
      table.column("sample_id").push(sampleIds[i]);
      table.column("assay_type").push(assay.type);
      table.column("panel_id").push(assay.panel ?? null, "NOT_APPLICABLE");
      table.column("status").push(status);
      table.column("reference_genome").push(assay.reference_genome ?? null, "NOT_APPLICABLE");
      table.column("lod_vaf").push(assay.lod_vaf ?? null, "NOT_COLLECTED");
    }
    return {name, panel: assay.panel === undefined ? undefined : study.panels.get(assay.panel), done, failed};
  });
}

function patientsWith(
  patients: Mapping["assays"][string]["patients"],
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  {rejects}: SourceContext
): Uint8Array {
  if (patients === "all") return new Uint8Array(cohort.size).fill(1);
  const had = new Uint8Array(cohort.size);
  const file = files.find(({name}) => name === patients.file)!;
  const joined = joins.get(file)!;
  const spec: MappedFile = file.spec;
  const test = rowTest(patients.when, file.raw, missingTokens(spec), rejects);
  for (const row of file.ledger.usedRows()) if (test(row) === true) had[joined[row]] = 1;
  return had;
}
