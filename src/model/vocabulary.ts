import {terms, type Vocabulary} from "./term.js";

export type {Term, Vocabulary} from "./term.js";

/**
 * The closed code lists of the harmonised model, by name. The order of terms is part of the data format: appending is
 * a new minor version of the model, reordering or removing a new major one.
 */
export const vocabularies = {
  sourceKind: terms({registry: "Registry", trial: "Trial", biobank: "Biobank"}),
  indexEvent: terms({
    diagnosis: "Diagnosis",
    randomisation: "Randomisation",
    registration: "Registration",
    treatment: "Start of treatment"
  }),
  accessTier: terms({internal: "Internal", consortium: "Consortium", public: "Public"}),
  sex: terms({female: "Female", male: "Male"}),
  amlType: terms({
    de_novo: "De novo",
    secondary: "Secondary",
    therapy_related: "Therapy-related",
    other: "Other",
    not_de_novo: "Not de novo"
  }),
  ageBand: terms({
    "18-29": "18–29",
    "30-39": "30–39",
    "40-49": "40–49",
    "50-59": "50–59",
    "60-69": "60–69",
    "70+": "70 and over",
    "0-17": "0–17"
  }),
  riskEln2017: terms({favourable: "Favourable", intermediate: "Intermediate", adverse: "Adverse"}),
  riskEln2010: terms({
    favourable: "Favourable",
    intermediate_1: "Intermediate-1",
    intermediate_2: "Intermediate-2",
    adverse: "Adverse"
  }),
  material: terms({BM: "Bone marrow", PB: "Peripheral blood", leukapheresis: "Leukapheresis", germline: "Germline"}),
  timepoint: terms({
    diagnosis: "Diagnosis",
    post_c1: "After cycle 1",
    post_c2: "After cycle 2",
    eoc: "End of consolidation",
    followup: "Follow-up",
    relapse: "Relapse",
    hct_d100: "Day 100 after transplantation"
  }),
  assayType: terms({
    NGS_panel: "Targeted sequencing",
    WES: "Exome sequencing",
    PCR_fragment: "Fragment analysis",
    RT_qPCR: "Quantitative PCR",
    FISH: "FISH",
    karyotype: "Karyotype",
    SNP_array: "SNP array",
    RNAseq: "RNA sequencing",
    expr_array: "Expression array",
    MFC: "Flow cytometry",
    clinical_report: "Reported in the clinical file"
  }),
  assayStatus: terms({done: "Done", failed: "Failed", not_done: "Not done"}),
  alterationClass: terms({
    SNV_indel: "Small variant",
    ITD: "Internal tandem duplication",
    PTD: "Partial tandem duplication",
    CNA: "Copy-number change",
    fusion: "Fusion",
    methylation: "Methylation"
  }),
  panelScope: terms({full_cds: "Whole coding sequence", hotspot: "Hot spots", exon_subset: "Selected exons"}),
  referenceGenome: terms({GRCh37: "GRCh37", GRCh38: "GRCh38"}),
  variantClass: terms({
    SNV: "Single-nucleotide variant",
    INS: "Insertion",
    DEL: "Deletion",
    DELINS: "Deletion–insertion",
    ITD: "Internal tandem duplication",
    PTD: "Partial tandem duplication"
  }),
  consequence: terms({
    missense: "Missense",
    nonsense: "Nonsense",
    frameshift: "Frameshift",
    inframe_indel: "In-frame indel",
    splice: "Splice site",
    ITD: "Internal tandem duplication",
    PTD: "Partial tandem duplication",
    other: "Other"
  }),
  itdRatioMethod: terms({
    fragment_AUC: "Areas under the peaks of fragment analysis",
    ngs_reads: "Sequencing reads"
  }),
  callClass: terms({
    oncogenic: "Oncogenic",
    possible: "Possibly oncogenic",
    passenger: "Passenger",
    germline_suspect: "Suspected germline"
  }),
  callQc: terms({pass: "Pass", questionable: "Questionable"}),
  karyotypeStatus: terms({
    normal: "Normal",
    normal_insufficient: "Normal, too few metaphases",
    abnormal: "Abnormal",
    failed: "Failed",
    not_done: "Not done",
    missing: "Not recorded",
    narrative: "Described in words"
  }),
  treatmentPhase: terms({
    induction1: "Induction 1",
    induction2: "Induction 2",
    consolidation: "Consolidation",
    maintenance: "Maintenance",
    salvage: "Salvage",
    conditioning: "Conditioning",
    hct_auto: "Autologous transplantation",
    hct_allo: "Allogeneic transplantation",
    supportive: "Supportive care"
  }),
  donor: terms({
    MRD: "Matched related donor",
    MUD: "Matched unrelated donor",
    MMUD: "Mismatched unrelated donor",
    haplo: "Haploidentical donor",
    cord: "Cord blood",
    auto: "Autologous",
    unknown: "Donor unknown"
  }),
  remissionAtHct: terms({
    CR1: "First remission",
    CR2: "Second remission",
    "CR>=3": "Third or later remission",
    PR: "Partial remission",
    refractory: "Refractory disease",
    relapse: "Relapse"
  }),
  event: terms({
    cr: "Complete remission",
    refractory: "Refractory disease",
    relapse: "Relapse",
    molecular_relapse: "Molecular relapse",
    hct_allo: "Allogeneic transplantation",
    hct_auto: "Autologous transplantation",
    second_malignancy: "Second malignancy",
    death: "Death",
    last_contact: "Last contact"
  }),
  deathCause: terms({
    AML: "AML",
    treatment: "Treatment",
    HCT: "Transplantation",
    infection: "Infection",
    other: "Other",
    unknown: "Unknown"
  }),
  endpoint: terms({
    OS: "Overall survival",
    EFS: "Event-free survival",
    RFS: "Relapse-free survival",
    CIR: "Cumulative incidence of relapse",
    NRM: "Non-relapse mortality",
    TTHCT: "Time to allogeneic transplantation"
  }),
  endpointDefinition: terms({
    OS: "Index date to death from any cause; alive: censored at last contact",
    EFS_AMLSG:
      "Index date to refractory disease (on its own date), relapse or death, whichever comes first; otherwise censored at last contact",
    RFS: "Remission to relapse or death from any cause; otherwise censored at last contact",
    CIR: "Remission to relapse, with death without relapse as the competing event",
    NRM: "Remission to death without relapse, with relapse as the competing event",
    EFS_ELN2022:
      "Index date to relapse or death after a remission by the landmark; without one, or dead before it, an event on day 1; alive but not evaluable: censored on day 1; otherwise censored at last contact (ELN 2022)",
    EFS_ELN2017:
      "Index date to primary refractory disease (on its own date; not if a remission follows by the landmark), relapse or death, whichever comes first; otherwise censored at last contact (ELN 2017)",
    EFS_RATIFY:
      "Index date to relapse, death or failure to reach a remission by the landmark (on the day the failure was found, at the latest on the landmark); otherwise censored at last contact (RATIFY)",
    TTHCT: "Index date to the first allogeneic transplantation, with death before it as the competing event"
  }),
  endpointRule: terms({
    EFS_AMLSG: "AMLSG",
    EFS_ELN2022: "ELN 2022",
    EFS_ELN2017: "ELN 2017",
    EFS_RATIFY: "RATIFY"
  }),
  nullReason: terms({
    NOT_TESTED: "Not tested",
    NOT_COLLECTED: "Never recorded by the source",
    FAILED: "Tested without a result",
    UNKNOWN: "Recorded as unknown",
    NOT_APPLICABLE: "Not applicable",
    INVALID: "Removed as implausible",
    MASKED: "Removed for anonymity",
    CENSORED_LOD: "Known to lie beyond a limit, which is the value"
  }),
  severity: terms({info: "Note", warning: "Warning", error: "Error"}),
  cytogeneticEvidence: terms({
    karyotype: "Karyotype",
    FISH: "FISH",
    PCR: "PCR",
    array: "Array",
    curated: "Curated by the source"
  }),
  abnormalityOperation: terms({
    t: "Translocation",
    inv: "Inversion",
    del: "Deletion",
    add: "Additional material",
    der: "Derivative chromosome",
    dup: "Duplication",
    ins: "Insertion",
    i: "Isochromosome",
    idic: "Isodicentric chromosome",
    dic: "Dicentric chromosome",
    r: "Ring chromosome",
    hsr: "Homogeneously staining region",
    trp: "Triplication",
    tas: "Telomeric association",
    gain: "Gain of a chromosome",
    loss: "Loss of a chromosome",
    mar: "Marker chromosome",
    dmin: "Double minutes"
  }),
  panelCoverage: terms({covered: "Covered", partial: "Partly covered", not_covered: "Not covered"}),
  support: terms({full: "Supported", partial: "Supported with an assumption", none: "Not supported"}),
  classificationStatus: terms({definite: "Definite", provisional: "Provisional", unresolved: "Unresolved"}),
  qualityCategory: terms({
    accounting: "Accounting",
    conformance: "Conformance",
    completeness: "Completeness",
    plausibility: "Plausibility",
    agreement: "Agreement"
  }),
  availability: terms({full: "In all", partial: "In some", none: "In none"}),
  response: terms({
    CR: "Complete remission",
    CRh: "Complete remission with partial haematological recovery",
    CRi: "Complete remission with incomplete haematological recovery",
    MLFS: "Morphologic leukaemia-free state",
    PR: "Partial remission",
    NR: "No response",
    early_death: "Early death",
    not_evaluable: "Not evaluable"
  }),
  responseCriteria: terms({
    ELN2010: "ELN 2010",
    ELN2017: "ELN 2017",
    ELN2022: "ELN 2022",
    protocol: "Trial protocol"
  }),
  mrdMethod: terms({
    MFC: "Flow cytometry",
    RT_qPCR: "Quantitative PCR",
    NGS: "Sequencing",
    ddPCR: "Digital PCR"
  }),
  mrdStatus: terms({
    neg: "Negative",
    pos: "Positive",
    low_level: "Low level",
    not_evaluable: "Not evaluable"
  }),
  mrdUnit: terms({"%": "%", "1": "Variant allele frequency"}),
  expressionUnit: terms({
    log2_intensity: "log2 intensity",
    log2_TPM: "log2 (TPM + 1)",
    log2_RPKM: "log2 RPKM",
    log2_CPM: "log2 CPM",
    z_score: "z-score over the samples of the source"
  }),
  flowStage: terms({
    rows_received: "Rows received",
    rows_malformed: "Rows that could not be read",
    rows_refused: "Rows refused",
    rows_left_out: "Rows left out by rule",
    patients: "Patients",
    duplicates: "Patients counted in another source",
    patients_unique: "Unique patients",
    patients_analysed: "Patients analysed",
    patients_left_out: "Patients left out"
  })
} as const satisfies Record<string, Vocabulary>;

export type VocabularyName = keyof typeof vocabularies;

/** The reader's words for a code; the code itself where the list does not hold it (open lists such as gene symbols). */
export function labelOf(vocabulary: VocabularyName, code: string): string {
  const list: Vocabulary = vocabularies[vocabulary];
  return list.find((term) => term.code === code)?.label ?? code;
}
