import type {TableSchema} from "../column.js";
import {column, patientId, sampleId, sourceId} from "./columns.js";

/** Schema of `sources`: one row per source. */
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

/** Schema of `patients`: one row per patient and source. */
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
    column("disease", "code", "Disease", "OncoTree code; the disease pack's unless the source tells", {
      vocabulary: "open",
      privacyClass: "quasi"
    }),
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
    column("age_band", "code", "Age band", "Ten-year band of age at the index event; children in one", {
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
    // Near the loss of the wild-type allele a ratio of reads grows beyond any bound of fragment analysis.
    column(
      "flt3_itd_allelic_ratio",
      "f32",
      "FLT3-ITD allelic ratio",
      "Mutated to wild-type FLT3 at the index event; not applicable without an ITD; comparable only within one method",
      {nullable: true, unit: "1", privacyClass: "genomic", min: 0, max: 100}
    ),
    column("flt3_itd_ar_method", "code", "FLT3-ITD ratio method", "How the FLT3-ITD allelic ratio was measured", {
      vocabulary: "itdRatioMethod",
      nullable: true
    }),
    column(
      "risk_eln2010_reported",
      "code",
      "ELN 2010 risk, as reported",
      "European LeukemiaNet 2010 genetic risk as coded by the source, not derived here",
      {vocabulary: "riskEln2010", nullable: true, privacyClass: "sensitive"}
    ),
    column(
      "risk_eln2017_reported",
      "code",
      "ELN 2017 risk, as reported",
      "European LeukemiaNet 2017 genetic risk as coded by the source, not derived here",
      {vocabulary: "riskEln2017", nullable: true, privacyClass: "sensitive"}
    ),
    column("followup_days", "i32", "Follow-up", "Days from the index event to death or last contact", {
      nullable: true,
      unit: "d",
      privacyClass: "quasi",
      min: 0
    }),
    column("arm_planned", "code", "Arm, as randomised", "Treatment to which the patient was allocated by a trial", {
      vocabulary: "open",
      nullable: true,
      privacyClass: "quasi"
    }),
    column("arm_actual", "code", "Arm, as treated", "Trial treatment which the patient received", {
      vocabulary: "open",
      nullable: true,
      privacyClass: "quasi"
    }),
    column(
      "randomisation_stratum",
      "code",
      "Randomisation stratum",
      "Stratum within which the patient was randomised, as the trial recorded it",
      {vocabulary: "open", nullable: true, privacyClass: "quasi"}
    ),
    column("itt", "bool", "Intention to treat", "In the intention-to-treat population of a trial", {nullable: true}),
    column("safety_pop", "bool", "Safety population", "In the safety population of a trial", {nullable: true}),
    column(
      "duplicate_of",
      "id",
      "Duplicate of",
      "The record of another source that stands for the same person; such a row is not counted over several sources",
      {nullable: true, privacyClass: "quasi"}
    )
  ]
};

/** Schema of `samples`: one row per sample. */
export const samplesTable: TableSchema = {
  name: "samples",
  grain: "one row per sample",
  sortBy: ["sample_id"],
  columns: [
    sampleId,
    patientId,
    column("material", "code", "Material", "What was sampled", {vocabulary: "material", nullable: true}),
    column("timepoint", "code", "Time point", "When in the course of the disease", {
      vocabulary: "timepoint",
      nullable: true
    }),
    column("day", "i32", "Day", "Days from the index event", {nullable: true, unit: "d", privacyClass: "quasi"})
  ]
};
