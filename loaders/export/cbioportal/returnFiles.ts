import {mutationsTable, patientsTable, mrdTable} from "../../../src/model/tables.js";
import {vocabularies} from "../../../src/model/vocabulary.js";
import type {Column} from "../../../src/model/column.js";
import type {Cell} from "../../release/tableData.js";
import {expressionFile} from "./addArrays.js";
import type {ExportedRelease, ReleaseRow} from "./exportedRelease.js";
import {namespace, noBuild} from "./mutationRows.js";
import {alterationAttribute, leftOut, responseAttribute} from "./patientAttributes.js";
import {identity, type ReturnSource, sampleFile} from "./returnSource.js";
import {cytogeneticAttribute, cytogeneticColumns} from "./sampleAttributes.js";

const clinical = {kind: "cbioportal", data: "clinical"};
const table = {kind: "cbioportal", data: "table"};
const truths = {TRUE: "true", FALSE: "false"};
/** Blank cells of which the format does not tell the reason. */
const missing = {"": "UNKNOWN"};

type Declared = Record<string, unknown>;

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

function clinicalPatients(
  source: ReturnSource,
  features: readonly string[],
  own: (table: string) => readonly ReleaseRow[]
): Declared {
  const rows = own("patients");
  const aged = rows.some((row) => row.age_years !== null);
  const columns: Declared = aged ? {AGE: {to: "patients.age_years", unit: "a"}} : {};
  for (const column of patientsTable.columns) {
    const {name} = column;
    if (leftOut.has(name) || name === "age_band" || rows.every((row) => row[name] === null)) continue;
    columns[name.toUpperCase()] = name === "sex" ? sexFeed : feed(`patients.${name}`, column, rows);
  }
  for (const name of features)
    columns[alterationAttribute(name)] = {
      to: `alterations.${name}`,
      missing: {"": "NOT_TESTED"},
      codes: {0: "0", 1: "1"}
    };
  const reported = [...new Set(own("reported_outcomes").map((d) => String(d.endpoint)))].map((endpoint) => ({
    endpoint,
    time: `REPORTED_${endpoint}_DAYS`,
    status: {
      column: `REPORTED_${endpoint}_CODE`,
      codes: endpoint === "CIR" || endpoint === "NRM" ? {0: "0", 1: "1", 2: "2"} : {0: "0", 1: "1"}
    }
  }));
  const undated = new Map<string, ReleaseRow[]>();
  for (const row of own("responses")) {
    if (row.day !== null) continue;
    const attribute = responseAttribute(row.after_phase, row.criteria);
    undated.set(attribute, [...(undated.get(attribute) ?? []), row]);
  }
  return {
    file: "data_clinical_patient.txt",
    format: clinical,
    rows: "patients",
    key: {column: "PATIENT_ID"},
    withoutFollowUp: "keep",
    missing,
    filters: [{keep: {SOURCE_ID: {is: source.id}}, reason: "another source"}],
    columns,
    reported,
    responses: [...undated].map(([attribute, [{after_phase: after, criteria}, ...rest]]) => ({
      ...(after === null ? {} : {after_phase: after}),
      ...(criteria === null ? {} : {criteria}),
      response: {
        column: attribute,
        codes: identity([...rest.map((d) => d.response), ...own("responses").map((d) => d.response)])
      }
    }))
  };
}

const sexFeed = {to: "patients.sex", codes: Object.fromEntries(vocabularies.sex.map(({code, label}) => [label, code]))};

/** How a column of the model is read back. */
function feed(to: string, {name, type, unit, vocabulary}: Column, rows: readonly ReleaseRow[]): Declared {
  if (type === "bool") return {to, codes: truths};
  const coded = type === "code" && vocabulary !== "open";
  return {
    to,
    ...(unit === undefined ? {} : {unit}),
    ...(coded ? {codes: identity(rows.map((row) => row[name]))} : {})
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

/** A timeline leads to patients by way of the clinical file, so that those of other sources are left out. */
const timelineKey = {column: "PATIENT_ID", through: {file: "clinical", column: "PATIENT_ID"}};

const codes = (rows: readonly ReleaseRow[], column: string): string[] =>
  Object.keys(identity(rows.map((row) => row[column])));

function events(rows: readonly ReleaseRow[]): Declared {
  const causes = identity(rows.map((row) => row.cause));
  return {
    file: "data_timeline_status.txt",
    format: table,
    rows: "facts",
    key: timelineKey,
    missing,
    events: codes(rows, "event").map((event) => ({
      event,
      day: "START_DATE",
      when: {EVENT: [event]},
      ...(event === "death" && Object.keys(causes).length > 0 ? {cause: {column: "CAUSE", codes: causes}} : {})
    }))
  };
}

function treatments(rows: readonly ReleaseRow[]): Declared {
  return {
    file: "data_timeline_treatment.txt",
    format: table,
    rows: "facts",
    key: timelineKey,
    missing,
    treatments: codes(rows, "phase").map((phase) => {
      const told = (["donor", "remission_at_hct"] as const).map((name): [string, Declared | undefined] => {
        const list = identity(rows.filter((row) => row.phase === phase).map((row) => row[name]));
        return [name, Object.keys(list).length === 0 ? undefined : {column: name.toUpperCase(), codes: list}];
      });
      return {
        phase,
        start: "START_DATE",
        when: {PHASE: [phase]},
        ...(Object.fromEntries(told.filter(([, declared]) => declared)) as Declared)
      };
    })
  };
}

function responses(rows: readonly ReleaseRow[]): Declared {
  const phases = identity(rows.map((row) => row.after_phase));
  const criteria = [...new Set(rows.map((row) => row.criteria))];
  return {
    file: "data_timeline_response.txt",
    format: table,
    rows: "facts",
    key: timelineKey,
    missing,
    responses: criteria.map((by) => ({
      day: "START_DATE",
      ...(Object.keys(phases).length > 0 ? {after_phase: {column: "AFTER_PHASE", codes: phases}} : {}),
      response: {column: "RESPONSE", codes: identity(rows.map((row) => row.response))},
      ...(by === null ? {} : {criteria: by, when: {CRITERIA: [by]}})
    }))
  };
}

function mutations(source: ReturnSource, sample: string, build: Cell): Declared {
  const own = source.assays.filter((d) => d.sample.name === sample);
  const column = (name: string): Column => mutationsTable.columns.find((d) => d.name === name)!;
  const spaced = [
    ...["call_class", "qc", "consequence", "variant_class", "vaf", "depth", "itd_length", "itd_allelic_ratio"],
    ...["itd_ar_method", "protein_start", "in_frame", "alt_reads"]
  ];
  return {
    rows: "mutations",
    id: `${namespace}.mutation_id`,
    assay: {
      column: `${namespace}.assay`,
      codes: Object.fromEntries(own.map(({column: {attribute}, name}) => [attribute, name]))
    },
    ...(build === null ? {} : {genome: build}),
    missing,
    filters: [{keep: {[`${namespace}.genome_build`]: {is: String(build ?? noBuild)}}, reason: "another assembly"}],
    columns: {
      Hugo_Symbol: {to: "mutations.gene_symbol"},
      Chromosome: {to: "mutations.chrom"},
      Start_Position: {to: "mutations.pos"},
      End_Position: {to: "mutations.end"},
      Reference_Allele: {to: "mutations.ref"},
      Tumor_Seq_Allele2: {to: "mutations.alt"},
      HGVSc: {to: "mutations.hgvs_c"},
      HGVSp_Short: {to: "mutations.hgvs_p"},
      ...(Object.fromEntries(
        spaced.map((name) => {
          const {type, unit} = column(name);
          const told = {to: `mutations.${name}`, ...(unit === undefined ? {} : {unit})};
          return [`${namespace}.${name}`, type === "bool" ? {...told, codes: truths} : told];
        })
      ) as Declared)
    }
  };
}

function mrd(rows: readonly ReleaseRow[]): Declared {
  const columns = mrdTable.columns.filter(({name}) => name !== "sample_id" && name !== "patient_id");
  return {
    rows: "mrd",
    missing,
    columns: Object.fromEntries(
      columns.map((column) => [`MRD_${column.name.toUpperCase()}`, feed(`mrd.${column.name}`, column, rows)])
    )
  };
}
