/**
 * How values come about that no raw column feeds directly, by table and variable; `*` stands for the variables of a table
 * that are not named. Tables that are not listed are accounts of the harmonisation itself.
 */
export const derivations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  patients: {
    patient_id: "surrogate of the partner's patient id",
    source_id: "set by the study",
    disease: "set by the disease pack",
    age_band: "ten-year band of age_years",
    "*": "derived from other variables of the patient"
  },
  samples: {"*": "declared by the mapping for every patient"},
  assays: {"*": "declared by the mapping: who had the assay, with which panel"},
  mutations: {
    mutation_id: "surrogate of the partner's call",
    sample_id: "sample of the assay that made the call",
    patient_id: "surrogate of the partner's patient id",
    genome_build: "declared by the mapping",
    "*": "declared by the mapping, or derived from other variables of the call"
  },
  cytogenetics: {
    sample_id: "sample of the karyotype",
    patient_id: "surrogate of the partner's patient id",
    "*": "text of the karyotype, where no curated column decides"
  },
  karyotype_flags: {
    sample_id: "sample of the karyotype",
    patient_id: "surrogate of the partner's patient id",
    "*": "text of the karyotype"
  },
  patient_features: {patient_id: "surrogate of the partner's patient id", "*": "driver calls of the gene"},
  treatments: {"*": "declared by the mapping for the rows that tell of the treatment"},
  responses: {patient_id: "surrogate of the partner's patient id", "*": "declared by the mapping"},
  mrd: {
    sample_id: "sample of the file, as the mapping declares",
    patient_id: "surrogate of the partner's patient id",
    is_dta: "the target is DNMT3A, TET2 or ASXL1",
    "*": "declared by the mapping"
  },
  copy_number: {
    sample_id: "sample of the file, as the mapping declares",
    patient_id: "surrogate of the partner's patient id",
    "*": "declared by the mapping"
  },
  cna_gene: {
    sample_id: "sample of the file, as the mapping declares",
    patient_id: "surrogate of the partner's patient id",
    "*": "declared by the mapping; the tokens are not kept"
  },
  expression: {
    sample_id: "sample of the patient in whose column the value stands",
    unit: "declared by the mapping",
    "*": "matrix with one row a gene and one column a patient; the tokens are not kept"
  },
  events: {"*": "declared by the mapping for the rows that tell of the event"},
  outcomes: {"*": "rebuilt from events by the rule of the definition"},
  classifications: {"*": "rule table of the classification, from cytogenetics, alterations and numbers"}
};
