import * as model from "../../src/model/tables.js";
import type {TableSchema} from "../../src/model/column.js";
import type {Terms} from "../../src/model/release.js";
import {withTerms} from "./packTerms.js";
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

/** Empty tables for a disease with these alterations, and terms of its own. */
export function harmonisedTables(alterations: readonly string[], terms: Terms = {}): HarmonisedTables {
  const empty = (schema: TableSchema): ReasonedTable => new ReasonedTable(withTerms(schema, terms));
  return {
    sources: empty(model.sourcesTable),
    patients: empty(model.patientsTable),
    samples: empty(model.samplesTable),
    assays: empty(model.assaysTable),
    gene_panels: empty(model.genePanelsTable),
    mutations: empty(model.mutationsTable),
    cytogenetics: empty(model.cytogeneticsTable),
    karyotype_flags: empty(model.karyotypeFlagsTable),
    cytogenetic_evidence: empty(model.cytogeneticEvidenceTable),
    cytogenetic_abnormalities: empty(model.cytogeneticAbnormalitiesTable),
    patient_features: empty(model.patientFeaturesTable(alterations)),
    assay_coverage: empty(model.assayCoverageTable),
    classifications: empty(model.classificationsTable),
    treatments: empty(model.treatmentsTable),
    responses: empty(model.responsesTable),
    mrd: empty(model.mrdTable),
    copy_number: empty(model.copyNumberTable),
    cna_gene: empty(model.cnaGeneTable),
    expression: empty(model.expressionTable),
    events: empty(model.eventsTable),
    outcomes: empty(model.outcomesTable),
    reported_outcomes: empty(model.reportedOutcomesTable),
    endpoint_support: empty(model.endpointSupportTable),
    rejects: empty(model.rejectsTable),
    findings: empty(model.findingsTable),
    provenance: empty(model.provenanceTable),
    mapping_coverage: empty(model.mappingCoverageTable),
    unmapped_tokens: empty(model.unmappedTokensTable),
    agreement: empty(model.agreementTable),
    patient_flow: empty(model.patientFlowTable),
    patient_overlap: empty(model.patientOverlapTable),
    raw_excerpts: empty(model.rawExcerptsTable)
  };
}
