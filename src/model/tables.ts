import type {Column, ColumnType, PrivacyClass, TableSchema} from "./column.js";
import {cytogeneticFlags} from "./cytogeneticFlags.js";
import type {VocabularyName} from "./vocabulary.js";

interface ColumnOptions {
  nullable?: boolean;
  vocabulary?: VocabularyName | "open";
  unit?: string;
  privacyClass?: PrivacyClass;
  min?: number;
  max?: number;
}

function column(
  name: string,
  type: ColumnType,
  label: string,
  definition: string,
  {nullable = false, privacyClass = "aggregate_ok", ...rest}: ColumnOptions = {}
): Column {
  return {name, type, label, definition, nullable, privacyClass, ...rest};
}

const patientId = column("patient_id", "id", "Patient", "Surrogate key of a patient within its source", {
  privacyClass: "quasi"
});
const sampleId = column("sample_id", "id", "Sample", "Surrogate key of a sample", {privacyClass: "quasi"});
const sourceId = column("source_id", "code", "Source", "Which partner delivered the record", {vocabulary: "open"});

export const sourcesTable: TableSchema = {
  name: "sources",
  grain: "one row per source",
  sortBy: ["source_id"],
  columns: [
    sourceId,
    column("name", "str", "Name", "Full name of the source"),
    column("kind", "code", "Kind", "Registry, trial or biobank", {vocabulary: "sourceKind"}),
    column("index_event", "code", "Index event", "What day 0 stands for in this source", {vocabulary: "indexEvent"}),
    column("country_group", "str", "Countries", "Countries of the source, grouped", {nullable: true}),
    column("n_expected", "i32", "Patients expected", "Patients the source declares to have sent", {nullable: true}),
    column("n_patients", "i32", "Patients", "Patients in this release"),
    column("access_tier", "code", "Tier", "Tier of the release", {vocabulary: "accessTier"}),
    column("simulated", "bool", "Simulated", "True if the rows are simulated and no patient stands behind them"),
    column("version", "str", "Version", "Version of the delivery, as declared in the study file"),
    column("citation", "str", "Citation", "How to cite the source", {nullable: true}),
    column("licence", "str", "Licence", "Licence or terms under which the source was delivered", {nullable: true})
  ]
};

export const patientsTable: TableSchema = {
  name: "patients",
  grain: "one row per patient and source",
  sortBy: ["source_id", "patient_id"],
  columns: [
    patientId,
    sourceId,
    column("study_code", "code", "Trial", "Trial or registry arm in which the patient was treated", {
      vocabulary: "open",
      nullable: true,
      privacyClass: "quasi"
    }),
    column("disease", "code", "Disease", "OncoTree code of the disease pack", {vocabulary: "open"}),
    column("aml_type", "code", "AML type", "De novo, secondary after MDS or MPN, therapy-related, or other", {
      vocabulary: "amlType",
      nullable: true,
      privacyClass: "quasi"
    }),
    column("age_years", "i16", "Age", "Age at the index event", {
      nullable: true,
      unit: "a",
      privacyClass: "quasi",
      min: 0,
      max: 110
    }),
    column("age_band", "code", "Age band", "Ten-year band of age at the index event", {
      vocabulary: "ageBand",
      nullable: true,
      privacyClass: "quasi"
    }),
    column("sex", "code", "Sex", "Sex as recorded by the source", {
      vocabulary: "sex",
      nullable: true,
      privacyClass: "quasi"
    }),
    column("ecog", "i8", "ECOG", "ECOG performance status at the index event, 0–4", {nullable: true, min: 0, max: 4}),
    column("wbc", "f32", "White blood cells", "White blood cell count at the index event", {
      nullable: true,
      unit: "10*9/L",
      privacyClass: "quasi",
      min: 0.1,
      max: 1000
    }),
    column("haemoglobin", "f32", "Haemoglobin", "Haemoglobin at the index event", {
      nullable: true,
      unit: "g/dL",
      privacyClass: "quasi",
      min: 2,
      max: 22
    }),
    column("platelets", "f32", "Platelets", "Platelet count at the index event", {
      nullable: true,
      unit: "10*9/L",
      privacyClass: "quasi",
      min: 1,
      max: 2000
    }),
    column("ldh", "f32", "LDH", "Lactate dehydrogenase at the index event", {
      nullable: true,
      unit: "U/L",
      privacyClass: "quasi",
      min: 30,
      max: 20000
    }),
    column("bm_blasts", "f32", "Bone-marrow blasts", "Blasts in the bone marrow at the index event", {
      nullable: true,
      unit: "%",
      privacyClass: "quasi",
      min: 0,
      max: 100
    }),
    column("pb_blasts", "f32", "Peripheral-blood blasts", "Blasts in the peripheral blood at the index event", {
      nullable: true,
      unit: "%",
      privacyClass: "quasi",
      min: 0,
      max: 100
    }),
    column("splenomegaly", "bool", "Splenomegaly", "Enlarged spleen at the index event", {nullable: true}),
    column(
      "risk_eln2010_reported",
      "code",
      "ELN 2010 risk, as reported",
      "European LeukemiaNet 2010 genetic risk as coded by the source, not derived here",
      {vocabulary: "riskEln2010", nullable: true}
    ),
    column("followup_days", "i32", "Follow-up", "Days from the index event to death or last contact", {
      unit: "d",
      privacyClass: "quasi",
      min: 0
    })
  ]
};

export const samplesTable: TableSchema = {
  name: "samples",
  grain: "one row per sample",
  sortBy: ["sample_id"],
  columns: [
    sampleId,
    patientId,
    column("material", "code", "Material", "What was sampled", {vocabulary: "material", nullable: true}),
    column("timepoint", "code", "Time point", "When in the course of the disease", {vocabulary: "timepoint"}),
    column("day", "i32", "Day", "Days from the index event", {nullable: true, unit: "d", privacyClass: "quasi"})
  ]
};

export const assaysTable: TableSchema = {
  name: "assays",
  grain: "one row per assay of a sample",
  sortBy: ["assay_id"],
  columns: [
    column("assay_id", "id", "Assay", "Surrogate key of an assay", {privacyClass: "quasi"}),
    sampleId,
    column("assay_type", "code", "Assay type", "Kind of assay", {vocabulary: "assayType"}),
    column("panel_id", "code", "Panel", "Which alterations the assay can see", {vocabulary: "open", nullable: true}),
    column("status", "code", "Status", "Whether the assay gave a result", {vocabulary: "assayStatus"}),
    column("reference_genome", "code", "Reference genome", "Assembly of the coordinates", {
      vocabulary: "referenceGenome",
      nullable: true
    }),
    column("lod_vaf", "f32", "Limit of detection", "Smallest variant allele frequency called", {
      nullable: true,
      unit: "1"
    })
  ]
};

export const genePanelsTable: TableSchema = {
  name: "gene_panels",
  grain: "one row per alteration a panel can see",
  sortBy: ["panel_id", "alteration"],
  columns: [
    column("panel_id", "code", "Panel", "Name of the panel", {vocabulary: "open"}),
    column("alteration", "code", "Alteration", "Gene-level fact the panel can decide", {vocabulary: "open"}),
    column("gene_symbol", "code", "Gene", "Current HGNC symbol", {vocabulary: "open"}),
    column("alteration_class", "code", "Class", "Kind of alteration", {vocabulary: "alterationClass"}),
    column("scope", "code", "Scope", "How much of the gene is covered", {vocabulary: "panelScope"})
  ]
};

export const mutationsTable: TableSchema = {
  name: "mutations",
  grain: "one row per mutation call in a sample",
  sortBy: ["sample_id", "mutation_id"],
  columns: [
    column("mutation_id", "id", "Call", "Surrogate key of a call", {privacyClass: "genomic"}),
    sampleId,
    patientId,
    column("gene_symbol", "code", "Gene", "Current HGNC symbol", {vocabulary: "open"}),
    column("variant_class", "code", "Variant class", "Kind of change in the DNA", {
      vocabulary: "variantClass",
      nullable: true
    }),
    column("consequence", "code", "Consequence", "Effect on the protein", {vocabulary: "consequence", nullable: true}),
    column("genome_build", "code", "Assembly", "Assembly of the coordinates", {
      vocabulary: "referenceGenome",
      nullable: true
    }),
    column("chrom", "code", "Chromosome", "Chromosome", {vocabulary: "open", nullable: true, privacyClass: "genomic"}),
    column("pos", "i32", "Start", "First affected base, counted from 1", {nullable: true, privacyClass: "genomic"}),
    column("end", "i32", "End", "Last affected base, counted from 1", {nullable: true, privacyClass: "genomic"}),
    column("ref", "str", "Reference allele", "Reference allele", {nullable: true, privacyClass: "genomic"}),
    column("alt", "str", "Alternative allele", "Alternative allele", {nullable: true, privacyClass: "genomic"}),
    column("hgvs_c", "str", "Coding change", "HGVS description of the coding DNA", {
      nullable: true,
      privacyClass: "genomic"
    }),
    column("hgvs_p", "str", "Protein change", "HGVS description of the protein", {
      nullable: true,
      privacyClass: "genomic"
    }),
    column("protein_start", "i32", "Codon", "First affected codon", {nullable: true, privacyClass: "genomic"}),
    column("vaf", "f32", "Variant allele frequency", "Share of reads that carry the variant", {
      nullable: true,
      unit: "1",
      privacyClass: "genomic",
      min: 0,
      max: 1
    }),
    column("depth", "i32", "Depth", "Reads covering the position", {nullable: true, privacyClass: "genomic"}),
    column("itd_length", "i16", "ITD length", "Length of an internal tandem duplication", {
      nullable: true,
      unit: "bp",
      privacyClass: "genomic"
    }),
    column("call_class", "code", "Call class", "Curated class of the call", {vocabulary: "callClass"}),
    column("qc", "code", "Quality", "Questionable calls are never counted as drivers", {vocabulary: "callQc"})
  ]
};

export const cytogeneticsTable: TableSchema = {
  name: "cytogenetics",
  grain: "one row per patient with a karyotype record",
  sortBy: ["sample_id"],
  columns: [
    sampleId,
    patientId,
    column("status", "code", "Karyotype", "Whether the karyotype could be evaluated", {vocabulary: "karyotypeStatus"}),
    ...cytogeneticFlags.map((flag) =>
      column(flag.name, "bool", flag.label, `${flag.label} found; null where the karyotype was not evaluable`, {
        nullable: true
      })
    )
  ]
};

export const treatmentsTable: TableSchema = {
  name: "treatments",
  grain: "one row per treatment episode",
  sortBy: ["patient_id", "treatment_id"],
  columns: [
    column("treatment_id", "id", "Episode", "Surrogate key of an episode", {privacyClass: "quasi"}),
    patientId,
    column("phase", "code", "Phase", "Phase of treatment", {vocabulary: "treatmentPhase"}),
    column("start_day", "i32", "Start", "Days from the index event", {
      nullable: true,
      unit: "d",
      privacyClass: "quasi"
    }),
    column("donor", "code", "Donor", "Donor of a transplant", {
      vocabulary: "donor",
      nullable: true,
      privacyClass: "quasi"
    }),
    column("remission_at_hct", "code", "Remission at transplantation", "State of the disease at transplantation", {
      vocabulary: "remissionAtHct",
      nullable: true
    })
  ]
};

export const eventsTable: TableSchema = {
  name: "events",
  grain: "one row per fact in the course of the disease",
  sortBy: ["patient_id", "day", "event"],
  columns: [
    patientId,
    column("event", "code", "Event", "What happened", {vocabulary: "event", privacyClass: "sensitive"}),
    column("day", "i32", "Day", "Days from the index event", {unit: "d", privacyClass: "quasi", min: 0}),
    column("cause", "code", "Cause", "Cause of death", {
      vocabulary: "deathCause",
      nullable: true,
      privacyClass: "sensitive"
    })
  ]
};

export const outcomesTable: TableSchema = {
  name: "outcomes",
  grain: "one row per patient and endpoint, rebuilt from events",
  sortBy: ["patient_id", "endpoint"],
  columns: [
    patientId,
    column("endpoint", "code", "Endpoint", "Time-to-event endpoint", {vocabulary: "endpoint"}),
    column("definition", "code", "Definition", "Rule by which the endpoint was rebuilt", {
      vocabulary: "endpointDefinition"
    }),
    column("start_day", "i32", "Start", "Days from the index event to the start of the endpoint", {
      unit: "d",
      privacyClass: "quasi"
    }),
    column("time_days", "i32", "Time", "Days from the start to the event or to censoring", {
      unit: "d",
      privacyClass: "quasi",
      min: 0
    }),
    column("status", "i8", "Status", "0 censored, 1 event of interest, 2 competing event", {
      privacyClass: "sensitive",
      min: 0,
      max: 2
    }),
    column("event", "code", "Event", "Which event ended the time; null if censored", {
      vocabulary: "event",
      nullable: true,
      privacyClass: "sensitive"
    })
  ]
};

export const reportedOutcomesTable: TableSchema = {
  name: "reported_outcomes",
  grain: "one row per patient and endpoint as the source sent it; only for checking agreement, never shown as a result",
  sortBy: ["patient_id", "endpoint"],
  columns: [
    patientId,
    column("endpoint", "code", "Endpoint", "Time-to-event endpoint", {vocabulary: "endpoint"}),
    column("time_days", "i32", "Time", "Days as reported by the source", {unit: "d", privacyClass: "quasi"}),
    column("status", "i8", "Status", "0 censored, 1 event of interest, 2 competing event", {privacyClass: "sensitive"})
  ]
};

export const dictionaryTable: TableSchema = {
  name: "dictionary",
  grain: "one row per variable",
  sortBy: [],
  columns: [
    column("table", "str", "Table", "Table that holds the variable"),
    column("name", "str", "Variable", "Column name"),
    column("label", "str", "Label", "Label as a reader sees it"),
    column("definition", "str", "Definition", "What the value means"),
    column("type", "str", "Type", "Physical type"),
    column("unit", "str", "Unit", "UCUM unit", {nullable: true}),
    column("allowed", "str", "Allowed values", "Codes of a closed list, separated by a vertical bar", {nullable: true}),
    column("plausible_min", "f64", "Minimum", "Smallest accepted value", {nullable: true}),
    column("plausible_max", "f64", "Maximum", "Largest accepted value", {nullable: true}),
    column("privacy_class", "str", "Privacy class", "How identifying the variable is"),
    column("n_known", "i32", "Known", "Rows with a value"),
    column("n_rows", "i32", "Rows", "Rows of the table")
  ]
};

export const rejectsTable: TableSchema = {
  name: "rejects",
  grain: "one row per raw record or value that could not be used",
  sortBy: ["source_id", "file", "row", "column"],
  columns: [
    sourceId,
    column("file", "str", "File", "Raw file"),
    column("row", "i32", "Row", "Data record in the file, counted from 1 after the header"),
    column("column", "str", "Column", "Raw column; null if the whole record was refused", {nullable: true}),
    column("value", "str", "Value", "The raw token, cut to 80 characters", {
      nullable: true,
      privacyClass: "never_public"
    }),
    column("reason", "str", "Reason", "Why it could not be used"),
    column("expected", "str", "Expected", "What would have been accepted")
  ]
};

export const findingsTable: TableSchema = {
  name: "findings",
  grain: "one row per quality rule, source and file that found something",
  sortBy: ["source_id", "file", "rule_id"],
  columns: [
    sourceId,
    column("file", "str", "File", "Raw file; null if the finding concerns several", {nullable: true}),
    column("rule_id", "str", "Rule", "Stable name of the rule"),
    column("severity", "code", "Severity", "How serious it is", {vocabulary: "severity"}),
    column("n", "i32", "Found", "Records or values concerned"),
    column("n_checked", "i32", "Checked", "Records or values looked at"),
    column("description", "str", "Description", "What was found, in words")
  ]
};

export const valueStatusTable: TableSchema = {
  name: "value_status",
  grain: "one row per table, variable, source and reason for a missing value",
  sortBy: ["table", "column", "source_id", "reason"],
  columns: [
    column("table", "str", "Table", "Table that holds the variable"),
    column("column", "str", "Variable", "Column name"),
    sourceId,
    column("reason", "code", "Reason", "Why the value is not known", {vocabulary: "nullReason"}),
    column("n", "i32", "Rows", "Rows with this reason")
  ]
};

/** Small precomputed tables from which the first figures of the pages are drawn. */
export const summaryLevelsTable: TableSchema = {
  name: "summary_levels",
  grain: "one row per variable and level (categories) or bin (numbers), over all patients",
  sortBy: [],
  columns: [
    column("variable", "str", "Variable", "Column of the cohort extract"),
    column("level", "str", "Level", "Category, or lower bound of a bin; null = not known", {nullable: true}),
    column("lower", "f64", "From", "Lower bound of a bin, inclusive", {nullable: true}),
    column("upper", "f64", "To", "Upper bound of a bin, exclusive", {nullable: true}),
    column("n", "i32", "Patients", "Patients in the level")
  ]
};

export const summaryValuesTable: TableSchema = {
  name: "summary_values",
  grain: "one row per numeric variable, over all patients",
  sortBy: [],
  columns: [
    column("variable", "str", "Variable", "Column of the cohort extract"),
    column("n", "i32", "Known", "Patients with a value"),
    column("minimum", "f64", "Minimum", "Smallest value", {nullable: true}),
    column("q1", "f64", "Lower quartile", "25 % quantile, type 7", {nullable: true}),
    column("median", "f64", "Median", "50 % quantile, type 7", {nullable: true}),
    column("q3", "f64", "Upper quartile", "75 % quantile, type 7", {nullable: true}),
    column("maximum", "f64", "Maximum", "Largest value", {nullable: true})
  ]
};

export const summaryAlterationsTable: TableSchema = {
  name: "summary_alterations",
  grain: "one row per source and alteration; source_id null = all sources",
  sortBy: [],
  columns: [
    column("source_id", "str", "Source", "Source; null = all", {nullable: true}),
    column("alteration", "str", "Alteration", "Gene-level fact"),
    column("gene_symbol", "str", "Gene", "Current HGNC symbol"),
    column("n_mutated", "i32", "Mutated", "Patients with the alteration"),
    column("n_tested", "i32", "Tested", "Patients in whom it could be decided"),
    column("n_patients", "i32", "Patients", "Patients")
  ]
};

export const summarySurvivalTable: TableSchema = {
  name: "summary_survival",
  grain: "one row per endpoint and distinct time, over all patients: what a survival curve is estimated from",
  sortBy: [],
  columns: [
    column("endpoint", "str", "Endpoint", "Endpoint: OS, EFS or RFS"),
    column("time_days", "i32", "Time", "Days from the start", {unit: "d"}),
    column("events", "i32", "Events", "Patients with the event on that day"),
    column("censored", "i32", "Censored", "Patients censored on that day")
  ]
};

/**
 * Gene status per patient, wide: `patient_id` and one nullable Int8 column per alteration of the disease pack, in the
 * pack's order (1 mutated, 0 wild type, null not tested). The validity bitmap is the profiling mask; every frequency
 * takes its denominator from it.
 */
export function patientFeaturesTable(alterations: readonly string[]): TableSchema {
  return {
    name: "patient_features",
    grain: "one row per patient",
    sortBy: ["patient_id"],
    columns: [
      patientId,
      ...alterations.map((name) =>
        column(name, "i8", name, `${name}: 1 mutated, 0 wild type, null not tested`, {
          nullable: true,
          privacyClass: "genomic",
          min: 0,
          max: 1
        })
      )
    ]
  };
}
