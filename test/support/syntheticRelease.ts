import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type Release, readRelease} from "../../loaders/release/readRelease.js";
import {type Cell, TableBuilder, type TableData} from "../../loaders/release/tableData.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import type {TableSchema} from "../../src/model/column.js";
import * as model from "../../src/model/tables.js";

type Row = Readonly<Record<string, Cell>>;

/** Rows by table; a table that is not named is empty. */
export type ReleaseRows = Readonly<Record<string, readonly Row[]>>;

const alterations = ["NPM1", "FLT3-ITD"];

/** Tables that the release has only if a test gives their rows, as one of an older version would. */
const furtherTables: readonly TableSchema[] = [
  model.samplesTable,
  model.assaysTable,
  model.mutationsTable,
  model.genePanelsTable,
  model.eventsTable,
  model.responsesTable,
  model.assayCoverageTable,
  model.endpointSupportTable,
  model.classificationsTable,
  model.summaryClassificationsTable,
  model.reclassificationTable,
  model.classificationRulesTable,
  model.mrdTable,
  model.expressionTable,
  model.copyNumberTable,
  model.agreementTable,
  model.mappingCoverageTable,
  model.unmappedTokensTable,
  model.patientFlowTable,
  model.patientOverlapTable,
  model.valueStatusTable,
  model.provenanceTable,
  model.disclosureDecisionsTable,
  model.dictionaryTable
];

/** Three invented patients of two sources: p2 with a transplant, p3 without karyotype and without remission. */
export const syntheticRows: ReleaseRows = {
  sources: ["A", "B"].map((source_id, i) => ({
    source_id,
    name: `Source ${source_id}`,
    kind: "registry",
    index_event: "diagnosis",
    n_patients: 2 - i,
    access_tier: "internal",
    simulated: true,
    version: "1"
  })),
  patients: [
    {
      patient_id: "p2",
      source_id: "A",
      disease: "AML",
      sex: "male",
      age_years: 61,
      age_band: "60-69",
      followup_days: 900
    },
    {
      patient_id: "p1",
      source_id: "A",
      disease: "AML",
      sex: "female",
      age_years: 40,
      age_band: "40-49",
      wbc: 2.5,
      followup_days: 100
    },
    {patient_id: "p3", source_id: "B", disease: "AML", splenomegaly: true, followup_days: 30}
  ],
  cytogenetics: [
    {sample_id: "s2", patient_id: "p2", status: "abnormal", t_8_21: true, complex: false},
    {sample_id: "s1", patient_id: "p1", status: "normal", normal: true, t_8_21: false, complex: false}
  ],
  patient_features: [
    {patient_id: "p1", NPM1: 1, "FLT3-ITD": 0},
    {patient_id: "p2", NPM1: 0, "FLT3-ITD": null},
    {patient_id: "p3", NPM1: null, "FLT3-ITD": null}
  ],
  treatments: [
    {treatment_id: "t1", patient_id: "p2", phase: "hct_allo", start_day: 300},
    {treatment_id: "t2", patient_id: "p2", phase: "hct_allo", start_day: 150},
    {treatment_id: "t3", patient_id: "p1", phase: "induction1", start_day: 1}
  ],
  outcomes: [
    {patient_id: "p1", endpoint: "OS", definition: "OS", start_day: 0, time_days: 100, status: 1, event: "death"},
    {patient_id: "p2", endpoint: "OS", definition: "OS", start_day: 0, time_days: 900, status: 0},
    {patient_id: "p3", endpoint: "OS", definition: "OS", start_day: 0, time_days: 30, status: 0},
    {patient_id: "p2", endpoint: "RFS", definition: "RFS", start_day: 50, time_days: 200, status: 1, event: "relapse"},
    {patient_id: "p2", endpoint: "CIR", definition: "CIR", start_day: 50, time_days: 200, status: 1, event: "relapse"}
  ],
  findings: [
    {
      source_id: "A",
      rule_id: "r1",
      category: "conformance",
      severity: "warning",
      n: 1,
      n_checked: 2,
      description: "one of two"
    }
  ],
  summary_levels: [
    {variable: "sex", level: "female", n: 1},
    {variable: "sex", level: "male", n: 1},
    {variable: "sex", n: 1},
    {variable: "disease", level: "AML", n: 3},
    {variable: "disease", n: 0},
    {variable: "study_code", n: 3},
    {variable: "karyotype_status", level: "normal", n: 1},
    {variable: "karyotype_status", level: "abnormal", n: 1},
    {variable: "karyotype_status", n: 1},
    {variable: "cyto_t_8_21", level: "true", n: 1},
    {variable: "cyto_t_8_21", level: "false", n: 1},
    {variable: "cyto_t_8_21", n: 1},
    {variable: "splenomegaly", level: "true", n: 1},
    {variable: "splenomegaly", n: 2},
    {variable: "age_years", level: "0", lower: 0, upper: 50, n: 1},
    {variable: "age_years", level: "50", lower: 50, upper: 115, n: 1},
    {variable: "age_years", n: 1}
  ],
  summary_values: [{variable: "age_years", n: 2, minimum: 40, q1: 45.25, median: 50.5, q3: 55.75, maximum: 61}],
  summary_alterations: [
    {alteration: "NPM1", gene_symbol: "NPM1", n_mutated: 1, n_tested: 2, n_patients: 3, by_design: false},
    {alteration: "FLT3-ITD", gene_symbol: "FLT3", n_mutated: 0, n_tested: 1, n_patients: 3, by_design: false},
    {
      source_id: "A",
      alteration: "NPM1",
      gene_symbol: "NPM1",
      n_mutated: 1,
      n_tested: 2,
      n_patients: 2,
      by_design: false
    }
  ],
  summary_survival: [
    {endpoint: "OS", time_days: 30, events: 0, censored: 1},
    {endpoint: "OS", time_days: 100, events: 1, censored: 0},
    {endpoint: "OS", time_days: 900, events: 0, censored: 1},
    {endpoint: "RFS", time_days: 200, events: 1, censored: 0}
  ]
};

/** Writes a small release of invented rows, some of its tables replaced if given, into a new folder. */
export async function syntheticRelease(changes: ReleaseRows = {}): Promise<Release & {remove(): Promise<void>}> {
  const out = await mkdtemp(join(tmpdir(), "hemiola-release-"));
  const rows = {...syntheticRows, ...changes};
  const schemas: TableSchema[] = [
    model.sourcesTable,
    model.patientsTable,
    model.cytogeneticsTable,
    model.patientFeaturesTable(alterations),
    model.treatmentsTable,
    model.outcomesTable,
    model.findingsTable,
    model.summaryLevelsTable,
    model.summaryValuesTable,
    model.summaryAlterationsTable,
    model.summarySurvivalTable,
    ...furtherTables.filter(({name}) => name in changes)
  ];
  const {folder} = await writeRelease({
    out,
    tables: schemas.map((schema) => tableOf(schema, rows[schema.name] ?? [])),
    parts: {
      study: {id: "test", title: "Test study", disease: "aml"},
      tier: "internal",
      simulated: true,
      simulatedNotice: "invented for tests",
      sources: rows.sources.map(({source_id, name}) => {
        return {id: String(source_id), name: String(name), version: "1", simulated: true, patients: 1};
      }),
      inputs: [],
      versions: {dictionary: "1", mappings: {A: "1"}, rules: "1", hemiola: "0.0.0"},
      audit: {patients: rows.patients.length, rejects: 0, findings: rows.findings.length}
    }
  });
  const release = await readRelease(folder);
  return {...release, remove: () => rm(out, {recursive: true, force: true})};
}

function tableOf(schema: TableSchema, rows: readonly Row[]): TableData {
  const builder = new TableBuilder(schema);
  for (const row of rows) builder.push(row);
  return builder.build();
}
