import type {ExportedRelease, ReleaseRow} from "./exportedRelease.js";
import {expressionFile} from "./addArrays.js";
import {noBuild} from "./mutationRows.js";
import {alterationAttribute} from "./patientAttributes.js";
import {mrd, mutations} from "./returnCalls.js";
import {events, responses, treatments} from "./returnCourse.js";
import {clinical, type Declared, missing, table, truths} from "./returnFormat.js";
import {clinicalPatients} from "./returnPatients.js";
import {identity, type ReturnSource, sampleFile} from "./returnSource.js";
import {cytogeneticAttribute, cytogeneticColumns} from "./sampleAttributes.js";

/** The files of a mapping for one source of an exported folder. */
export function returnFiles(
  source: ReturnSource,
  exported: ExportedRelease,
  written: readonly string[]
): {files: Declared; unused: Record<string, string>; resolve: Declared} {
  const there = new Set(written);
  const own = (name: string): readonly ReleaseRow[] =>
    exported.rows(name).filter((row) => {
      const patient = row.patient_id ?? exported.byId.get(String(row.sample_id))?.patient;
      return exported.patients.get(String(patient)) === source.id;
    });
  // An attribute that nobody has is not written.
  const all = exported.rows("patient_features");
  const features = Object.keys(all[0] ?? {}).filter(
    (name) => name !== "patient_id" && all.some((row) => row[name] !== null)
  );
  const files: Declared = {clinical: clinicalPatients(source, features, own)};
  const karyotyped = source.assays.find(({column}) => column.type === "karyotype")?.sample ?? source.samples[0];
  for (const {name} of source.samples)
    files[sampleFile(name)] = {
      file: "data_clinical_sample.txt",
      format: clinical,
      rows: "details",
      key: {column: "PATIENT_ID"},
      missing,
      filters: [
        {keep: {SAMPLE_SOURCE: {is: source.id}}, reason: "another source"},
        {keep: {SAMPLE_NAME: {is: name}}, reason: "another sample of the patient"}
      ],
      columns: name === karyotyped.name ? cytogeneticFeeds(own("cytogenetics")) : {}
    };
  if (there.has("data_timeline_status.txt")) files.events = events(own("events"));
  if (there.has("data_timeline_treatment.txt")) files.treatments = treatments(own("treatments"));
  const dated = own("responses").filter(({day}) => day !== null);
  if (dated.length > 0) files.responses = responses(dated);
  for (const sample of source.samples) {
    const of = (rows: readonly ReleaseRow[]): readonly ReleaseRow[] =>
      rows.filter((row) => sample.ids.has(String(row.sample_id)));
    const key = (column: string): Declared => ({column, through: {file: sampleFile(sample.name), column: "SAMPLE_ID"}});
    const add = (name: string, rows: readonly ReleaseRow[], file: string, declared: Declared): void => {
      if (rows.length > 0 && there.has(file)) files[`${name}_${sample.name}`] = {file, format: table, ...declared};
    };
    const calls = of(own("mutations"));
    for (const build of [...new Set(calls.map((d) => d.genome_build))].sort())
      add(`mutations_${String(build ?? noBuild).toLowerCase()}`, calls, "data_mutations.txt", {
        ...mutations(source, sample.name, build),
        key: key("Tumor_Sample_Barcode")
      });
    add("mrd", of(own("mrd")), "data_timeline_mrd.txt", {
      ...mrd(of(own("mrd"))),
      sample: sample.name,
      key: key("SAMPLE_ID")
    });
    const segments = written.find((file) => file.endsWith(".seg"));
    add("segments", of(own("copy_number")), segments ?? "", {
      rows: "segments",
      key: key("ID"),
      sample: sample.name,
      columns: {
        chrom: {to: "copy_number.chrom"},
        "loc.start": {to: "copy_number.start"},
        "loc.end": {to: "copy_number.end"},
        "num.mark": {to: "copy_number.n_probes"},
        "seg.mean": {to: "copy_number.log2_ratio", unit: "1"}
      }
    });
    add("copy_number", of(own("cna_gene")), "data_cna.txt", {
      format: {kind: "cbioportal", data: "copy_number"},
      rows: "cna",
      key: key("SAMPLE_ID"),
      sample: sample.name,
      missing: {NA: "NOT_TESTED"},
      columns: {Hugo_Symbol: {to: "cna_gene.gene_symbol"}, Value: {to: "cna_gene.call"}}
    });
    const expression = of(own("expression"));
    for (const unit of new Set(expression.map((d) => String(d.unit))))
      add(`expression_${unit.toLowerCase()}`, expression, `data_${expressionFile(unit)}.txt`, {
        rows: "expression",
        key: {header: "true", through: {file: sampleFile(sample.name), column: "SAMPLE_ID"}},
        sample: sample.name,
        unit,
        missing: {NA: "NOT_TESTED"},
        genes: {column: "Hugo_Symbol"}
      });
  }
  const read = new Set(Object.values(files).map((file) => (file as {file: string}).file));
  const unused = written.filter((file) => file.startsWith("data_") && !read.has(file));
  return {
    files,
    unused: Object.fromEntries(unused.map((file) => [file, "told by other files, or of another source"])),
    resolve: Object.fromEntries(features.map((name) => [name, {decide: [`clinical.${alterationAttribute(name)}`]}]))
  };
}

function cytogeneticFeeds(rows: readonly ReleaseRow[]): Declared {
  if (rows.length === 0) return {};
  return Object.fromEntries(
    cytogeneticColumns
      .filter((name) => rows.some((row) => row[name] !== null))
      .map((name) => [
        cytogeneticAttribute(name),
        {to: `cytogenetics.${name}`, codes: name === "status" ? identity(rows.map((row) => row.status)) : truths}
      ])
  );
}
