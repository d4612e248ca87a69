import type {TableSchema} from "../column.js";
import {cytogeneticFlags} from "../cytogeneticFlags.js";
import {column, patientId, sampleId, sourceId} from "./columns.js";

/** Schema of `assays`: one row per assay of a sample. */
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
    }),
    column("platform", "code", "Platform", "Array or instrument", {
      vocabulary: "open",
      nullable: true,
      privacyClass: "quasi"
    }),
    column("batch", "code", "Batch", "Batch in which the sample was processed", {
      vocabulary: "open",
      nullable: true,
      privacyClass: "quasi"
    })
  ]
};

/** Schema of `gene_panels`: one row per alteration a panel can see. */
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

/** Schema of `mutations`: one row per mutation call in a sample. */
export const mutationsTable: TableSchema = {
  name: "mutations",
  grain: "one row per mutation call in a sample",
  sortBy: ["sample_id", "mutation_id"],
  columns: [
    column("mutation_id", "id", "Call", "Surrogate key of a call", {privacyClass: "genomic"}),
    sampleId,
    patientId,
    column("gene_symbol", "code", "Gene", "Current HGNC symbol", {vocabulary: "open", privacyClass: "genomic"}),
    column("variant_class", "code", "Variant class", "Kind of change in the DNA", {
      vocabulary: "variantClass",
      nullable: true,
      privacyClass: "genomic"
    }),
    column("consequence", "code", "Consequence", "Effect on the protein", {
      vocabulary: "consequence",
      nullable: true,
      privacyClass: "genomic"
    }),
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
    column("hgvs_p", "str", "Protein change", "HGVS description of the protein in one-letter codes", {
      nullable: true,
      privacyClass: "genomic"
    }),
    column("protein_start", "i32", "Codon", "First affected codon", {nullable: true, privacyClass: "genomic"}),
    column(
      "in_frame",
      "bool",
      "In frame",
      "The reading frame is kept and no stop is gained; null where neither protein change nor consequence tells",
      {nullable: true, privacyClass: "genomic"}
    ),
    column("vaf", "f32", "Variant allele frequency", "Share of reads that carry the variant", {
      nullable: true,
      unit: "1",
      privacyClass: "genomic",
      min: 0,
      max: 1
    }),
    column("depth", "i32", "Depth", "Reads covering the position", {nullable: true, privacyClass: "genomic", min: 0}),
    column("alt_reads", "i32", "Variant reads", "Reads that carry the variant", {
      nullable: true,
      privacyClass: "genomic",
      min: 0
    }),
    column("itd_length", "i16", "ITD length", "Length of an internal tandem duplication", {
      nullable: true,
      unit: "bp",
      privacyClass: "genomic"
    }),
    column(
      "itd_allelic_ratio",
      "f32",
      "ITD allelic ratio",
      "Mutated to wild-type allele of an internal tandem duplication; comparable only within one method",
      {nullable: true, unit: "1", privacyClass: "genomic", min: 0, max: 100}
    ),
    column("itd_ar_method", "code", "ITD ratio method", "How the allelic ratio was measured", {
      vocabulary: "itdRatioMethod",
      nullable: true
    }),
    column("call_class", "code", "Call class", "Curated class of the call", {
      vocabulary: "callClass",
      privacyClass: "genomic"
    }),
    column("qc", "code", "Quality", "Questionable calls are never counted as drivers", {vocabulary: "callQc"})
  ]
};

const count = (name: string, label: string, definition: string) =>
  column(name, "i16", label, definition, {nullable: true, privacyClass: "genomic", min: 0});

/** What is counted in a karyotype; null where there is no ISCN text to count in. */
const karyotypeCounts = [
  count("n_metaphases", "Metaphases", "Metaphases analysed, all clones; null where not stated"),
  count(
    "n_abnormalities",
    "Abnormalities",
    "Distinct clonal abnormalities over all clones, a tetrasomy counting twice"
  ),
  count("n_autosomal_monosomies", "Autosomal monosomies", "Distinct clonal losses of a whole autosome"),
  count("n_structural", "Structural abnormalities", "Distinct clonal structural abnormalities")
];

/** Schema of `cytogenetics`: one row per patient with a karyotype record. */
export const cytogeneticsTable: TableSchema = {
  name: "cytogenetics",
  grain: "one row per patient with a karyotype record",
  sortBy: ["sample_id"],
  columns: [
    sampleId,
    patientId,
    column("status", "code", "Karyotype", "Whether the karyotype could be evaluated", {vocabulary: "karyotypeStatus"}),
    ...karyotypeCounts,
    ...cytogeneticFlags.map((flag) =>
      column(flag.name, "bool", flag.label, `${flag.label} found; null where the karyotype was not evaluable`, {
        nullable: true,
        privacyClass: "genomic"
      })
    )
  ]
};

/** Schema of `karyotype_flags`: what the ISCN text alone says, before curated columns decide; one row per parsed karyotype. */
export const karyotypeFlagsTable: TableSchema = {
  name: "karyotype_flags",
  grain: "one row per parsed karyotype: what the ISCN text and its evidence tail say, before curated columns decide",
  sortBy: ["sample_id"],
  columns: [
    sampleId,
    patientId,
    ...cytogeneticFlags.map((flag) =>
      column(flag.name, "bool", flag.label, `${flag.label} found; null where the karyotype was not evaluable`, {
        nullable: true,
        privacyClass: "genomic"
      })
    )
  ]
};

/** Schema of `cytogenetic_evidence`: one row per sample, abnormality found and kind of evidence for it. */
export const cytogeneticEvidenceTable: TableSchema = {
  name: "cytogenetic_evidence",
  grain: "one row per sample, abnormality found and kind of evidence for it",
  sortBy: ["sample_id", "flag", "evidence"],
  columns: [
    sampleId,
    column("flag", "str", "Abnormality", "Column of the table cytogenetics", {privacyClass: "genomic"}),
    column("evidence", "code", "Evidence", "What it was found by", {vocabulary: "cytogeneticEvidence"})
  ]
};

/** Schema of `cytogenetic_abnormalities`: one row per abnormality written in a karyotype. The text itself is never released. */
export const cytogeneticAbnormalitiesTable: TableSchema = {
  name: "cytogenetic_abnormalities",
  grain: "one row per abnormality written in a karyotype",
  sortBy: ["sample_id", "seq"],
  columns: [
    sampleId,
    column("seq", "i16", "Number", "Position in the karyotype, counted from 1"),
    column("op", "code", "Abnormality", "Kind of abnormality, in ISCN's abbreviation", {
      vocabulary: "abnormalityOperation",
      privacyClass: "genomic"
    }),
    column("chromosomes", "str", "Chromosomes", "Chromosomes involved, separated by semicolons", {
      nullable: true,
      privacyClass: "genomic"
    }),
    column("bands", "str", "Bands", "Bands involved, per chromosome, separated by semicolons", {
      nullable: true,
      privacyClass: "genomic"
    }),
    column("clone", "i8", "Clone", "Clone in which it is first written, counted from 1", {privacyClass: "genomic"}),
    column("cells", "i16", "Cells", "Metaphases with it; null where not stated", {
      nullable: true,
      privacyClass: "genomic"
    }),
    column("clonal", "bool", "Clonal", "In enough metaphases to be a clone", {privacyClass: "genomic"}),
    column("constitutional", "bool", "Constitutional", "Constitutional, or a normal variant", {privacyClass: "genomic"})
  ]
};

/** Schema of `assay_coverage`: one row per source, assay, panel and alteration: what was looked at and in whom. */
export const assayCoverageTable: TableSchema = {
  name: "assay_coverage",
  grain: "one row per source, assay, panel and alteration: what was looked at and in whom",
  sortBy: ["source_id", "assay", "alteration"],
  columns: [
    sourceId,
    column("assay", "str", "Assay", "Name of the assay in the mapping"),
    column("assay_type", "code", "Assay type", "Kind of assay", {vocabulary: "assayType"}),
    column("panel_id", "code", "Panel", "Which alterations the assay can see", {vocabulary: "open", nullable: true}),
    column("alteration", "code", "Alteration", "Gene-level fact", {vocabulary: "open"}),
    column("gene_symbol", "code", "Gene", "Current HGNC symbol", {vocabulary: "open"}),
    column("coverage", "code", "Coverage", "Whether the panel can decide the alteration", {
      vocabulary: "panelCoverage"
    }),
    column("n_assayed", "i32", "Assayed", "Patients in whom the assay was done"),
    column("n_failed", "i32", "Failed", "Patients in whom the assay failed"),
    column("n_tested", "i32", "Tested", "Patients in whom any evidence decided it; 0 for an assay of a later sample"),
    column("n_mutated", "i32", "Mutated", "Patients with the alteration among those tested"),
    column(
      "n_off_panel",
      "i32",
      "Off-panel calls",
      "Calls in the gene, of the alteration's kind (duplication or not), that the panel does not see; never counted"
    ),
    column("by_design", "bool", "By design", "The study's eligibility fixes the value; left out of pooled prevalence")
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
