import type {MappedFile, Mapping} from "../study/mappingSchema.js";
import type {DoneAssay} from "./callEvidence.js";
import {codedReader} from "./codedReader.js";
import {rowTest} from "./conditions.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import {scatter} from "./patients.js";
import {ReasonedColumn} from "./reasonedTable.js";
import type {SourceContext} from "./sourceContext.js";

/** Surrogate ids of the samples of every patient, by the name of the sample in the mapping. */
export type SampleIds = ReadonlyMap<string, readonly string[]>;

/** Appends the declared samples of every patient. */
export function addSamples(
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): SampleIds {
  const {mapping, surrogate, tables} = context;
  const table = tables.samples;
  const ids = new Map<string, string[]>();
  for (const [name, {timepoint, material, day}] of Object.entries(mapping.samples)) {
    const samples = cohort.rawIds.map((id) => surrogate("sample", id, name));
    ids.set(name, samples);
    samples.forEach((sample, i) => {
      table.column("sample_id").push(sample);
      table.column("patient_id").push(cohort.ids[i]);
      table.column("day").push(day ?? null, "NOT_COLLECTED");
    });
    const told = {timepoint, material};
    for (const [column, declared] of Object.entries(told) as [keyof typeof told, typeof material][])
      if (declared === undefined || typeof declared === "string")
        table.column(column).fill(declared ?? null, cohort.size, "NOT_COLLECTED");
      else table.column(column).append(toldBy(declared, column, cohort, files, joins, context));
  }
  return ids;
}

/** What a raw column says of the sample of every patient. */
function toldBy(
  declared: Exclude<Mapping["samples"][string]["timepoint"], string>,
  vocabulary: "timepoint" | "material",
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  {rejects}: SourceContext
): ReasonedColumn {
  const file = files.find(({name}) => name === declared.file)!;
  const read = codedReader(file.spec, declared, vocabulary);
  const cells = file.raw.column(declared.column);
  const rows = file.ledger.usedRows();
  const values = new ReasonedColumn();
  for (const row of rows) {
    const {value, reason, refusal} = read(cells[row]);
    if (refusal) rejects.value(file.raw, row, declared.column, cells[row].trim(), refusal);
    values.push(value, reason);
  }
  return scatter(values, joins.get(file)!, rows, cohort.size);
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
      table.column("platform").push(null, "NOT_COLLECTED");
      table.column("batch").push(null, "NOT_COLLECTED");
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
