import type {Mapping} from "../study/mappingSchema.js";
import type {DoneAssay} from "./callEvidence.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import {patientsWith} from "./patientsWith.js";
import {ReasonedColumn} from "./reasonedTable.js";
import {isFirstSample, type SampleIds, toldBy} from "./samples.js";
import type {SourceContext} from "./sourceContext.js";
import {tokenReader} from "./tokenReader.js";

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
    const told = [assay.platform, assay.batch].map((by) => toldOrConstant(by, cohort, files, joins, context));
    const [platforms, batches] = told;
    const done = new Uint8Array(cohort.size);
    const failed = new Uint8Array(cohort.size);
    for (let i = 0; i < cohort.size; ++i) {
      const sample = sampleIds[i];
      if (had[i] === 0 || sample === undefined) continue;
      const ownStatus = assay.status === "done" ? "done" : karyotypeAssay[karyotypes?.[i] ?? "missing"];
      if (ownStatus === undefined) continue;
      const status = without?.[i] === 1 ? "failed" : ownStatus;
      if (status === "done") done[i] = 1;
      else if (status === "failed") failed[i] = 1;
      table.column("assay_id").push(surrogate("assay", cohort.rawIds[i], name));
      table.column("sample_id").push(sample);
      table.column("assay_type").push(assay.type);
      table.column("panel_id").push(assay.panel ?? null, "NOT_APPLICABLE");
      table.column("status").push(status);
      table.column("reference_genome").push(assay.reference_genome ?? null, "NOT_APPLICABLE");
      table.column("lod_vaf").push(assay.lod_vaf ?? null, "NOT_COLLECTED");
      table.column("platform").pushCoded(platforms.values[i], platforms.reasons[i]);
      table.column("batch").pushCoded(batches.values[i], batches.reasons[i]);
    }
    const panel = assay.panel === undefined ? undefined : study.panels.get(assay.panel);
    return {name, panel, done, failed, decides: isFirstSample(mapping.samples[assay.sample])};
  });
}

/** Platform or batch of the assay in every patient, as a raw column has it. */
function toldOrConstant(
  by: Mapping["assays"][string]["batch"],
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): ReasonedColumn {
  if (typeof by === "object") {
    const column = {name: by.column, type: "code" as const, vocabulary: "open"};
    const reader = (spec: OpenFile["spec"]) =>
      tokenReader(column, {}, {missing: missingTokens(spec)(by.column), decimal: spec.format.decimal});
    return toldBy(by, reader, cohort, files, joins, context);
  }
  const constant = new ReasonedColumn();
  constant.fill(by ?? null, cohort.size, "NOT_COLLECTED");
  return constant;
}
