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
  readonly karyotype_flags: ReasonedTable;
  readonly cytogenetic_evidence: ReasonedTable;
  readonly cytogenetic_abnormalities: ReasonedTable;
  readonly patient_features: ReasonedTable;
  readonly assay_coverage: ReasonedTable;
  readonly classifications: ReasonedTable;
  readonly treatments: ReasonedTable;
  readonly responses: ReasonedTable;
  readonly mrd: ReasonedTable;
  readonly copy_number: ReasonedTable;
  readonly cna_gene: ReasonedTable;
  readonly expression: ReasonedTable;
  readonly events: ReasonedTable;
  readonly outcomes: ReasonedTable;
  readonly reported_outcomes: ReasonedTable;
  readonly endpoint_support: ReasonedTable;
  readonly rejects: ReasonedTable;
  readonly findings: ReasonedTable;
  readonly provenance: ReasonedTable;
  readonly mapping_coverage: ReasonedTable;
  readonly unmapped_tokens: ReasonedTable;
  readonly agreement: ReasonedTable;
  readonly patient_flow: ReasonedTable;
  readonly patient_overlap: ReasonedTable;
  readonly raw_excerpts: ReasonedTable;
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
    karyotype_flags: new ReasonedTable(model.karyotypeFlagsTable),
    cytogenetic_evidence: new ReasonedTable(model.cytogeneticEvidenceTable),
    cytogenetic_abnormalities: new ReasonedTable(model.cytogeneticAbnormalitiesTable),
    patient_features: new ReasonedTable(model.patientFeaturesTable(alterations)),
    assay_coverage: new ReasonedTable(model.assayCoverageTable),
    classifications: new ReasonedTable(model.classificationsTable),
    treatments: new ReasonedTable(model.treatmentsTable),
    responses: new ReasonedTable(model.responsesTable),
    mrd: new ReasonedTable(model.mrdTable),
    copy_number: new ReasonedTable(model.copyNumberTable),
    cna_gene: new ReasonedTable(model.cnaGeneTable),
    expression: new ReasonedTable(model.expressionTable),
    events: new ReasonedTable(model.eventsTable),
    outcomes: new ReasonedTable(model.outcomesTable),
    reported_outcomes: new ReasonedTable(model.reportedOutcomesTable),
    endpoint_support: new ReasonedTable(model.endpointSupportTable),
    rejects: new ReasonedTable(model.rejectsTable),
    findings: new ReasonedTable(model.findingsTable),
    provenance: new ReasonedTable(model.provenanceTable),
    mapping_coverage: new ReasonedTable(model.mappingCoverageTable),
    unmapped_tokens: new ReasonedTable(model.unmappedTokensTable),
    agreement: new ReasonedTable(model.agreementTable),
    patient_flow: new ReasonedTable(model.patientFlowTable),
    patient_overlap: new ReasonedTable(model.patientOverlapTable),
    raw_excerpts: new ReasonedTable(model.rawExcerptsTable)
  };
}
