import * as model from "../../src/model/tables.js";
import {ReasonedTable} from "./reasonedTable.js";

/** The tables that are filled row by row while sources are harmonised; summaries follow from them. */
export interface HarmonisedTables {
  readonly sources: ReasonedTable;
  readonly patients: ReasonedTable;
  readonly samples: ReasonedTable;
  readonly assays: ReasonedTable;
  readonly gene_panels: ReasonedTable;
  readonly mutations: ReasonedTable;
  readonly cytogenetics: ReasonedTable;
  readonly patient_features: ReasonedTable;
  readonly treatments: ReasonedTable;
  readonly events: ReasonedTable;
  readonly outcomes: ReasonedTable;
  readonly reported_outcomes: ReasonedTable;
  readonly rejects: ReasonedTable;
  readonly findings: ReasonedTable;
}

/** Empty tables for a disease with these alterations. */
export function harmonisedTables(alterations: readonly string[]): HarmonisedTables {
  return {
    sources: new ReasonedTable(model.sourcesTable),
    patients: new ReasonedTable(model.patientsTable),
    samples: new ReasonedTable(model.samplesTable),
    assays: new ReasonedTable(model.assaysTable),
    gene_panels: new ReasonedTable(model.genePanelsTable),
    mutations: new ReasonedTable(model.mutationsTable),
    cytogenetics: new ReasonedTable(model.cytogeneticsTable),
    patient_features: new ReasonedTable(model.patientFeaturesTable(alterations)),
    treatments: new ReasonedTable(model.treatmentsTable),
    events: new ReasonedTable(model.eventsTable),
    outcomes: new ReasonedTable(model.outcomesTable),
    reported_outcomes: new ReasonedTable(model.reportedOutcomesTable),
    rejects: new ReasonedTable(model.rejectsTable),
    findings: new ReasonedTable(model.findingsTable)
  };
}
