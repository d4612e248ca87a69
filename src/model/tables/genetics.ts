import type {TableSchema} from "../column.js";
import {cytogeneticFlags} from "../cytogeneticFlags.js";
import {column, patientId, sampleId} from "./columns.js";

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

/** Schema of `cytogenetics`: one row per patient with a karyotype record. */
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
