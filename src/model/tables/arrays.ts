import type {TableSchema} from "../column.js";
import {column, patientId, sampleId} from "./columns.js";

/** Schema of `copy_number`: one row per segment of a sample. */
export const copyNumberTable: TableSchema = {
  name: "copy_number",
  grain: "one row per segment of a sample",
  sortBy: ["sample_id", "chrom", "start"],
  columns: [
    sampleId,
    patientId,
    column("chrom", "code", "Chromosome", "Chromosome", {vocabulary: "open", privacyClass: "genomic"}),
    column("start", "i32", "Start", "First base, counted from 1", {privacyClass: "genomic", min: 1}),
    column("end", "i32", "End", "Last base, counted from 1", {privacyClass: "genomic", min: 1}),
    column("n_probes", "i32", "Probes", "Probes in the segment", {nullable: true, privacyClass: "genomic", min: 0}),
    column("log2_ratio", "f32", "Log2 ratio", "Mean log2 ratio to a diploid reference; 0 is two copies", {
      unit: "1",
      privacyClass: "genomic",
      min: -10,
      max: 10
    })
  ]
};

/** Schema of `cna_gene`: one row per sample and gene whose copy number was called. */
export const cnaGeneTable: TableSchema = {
  name: "cna_gene",
  grain: "one row per sample and gene whose copy number was called",
  sortBy: ["sample_id", "gene_symbol"],
  columns: [
    sampleId,
    patientId,
    column("gene_symbol", "code", "Gene", "Current HGNC symbol", {vocabulary: "open", privacyClass: "genomic"}),
    column(
      "call",
      "i8",
      "Copy number",
      "-2 deep loss, -1 loss of one copy, 0 neither, 1 gain, 2 high-level amplification, as the source called it",
      {nullable: true, privacyClass: "genomic", min: -2, max: 2}
    )
  ]
};

/** Schema of `expression`: one row per sample and gene. Identifying as rows: never leaves the secure environment. */
export const expressionTable: TableSchema = {
  name: "expression",
  grain: "one row per sample and gene",
  sortBy: ["gene_symbol", "sample_id"],
  columns: [
    sampleId,
    column("gene_symbol", "code", "Gene", "Current HGNC symbol", {vocabulary: "open"}),
    column("value", "f32", "Expression", "Expression in the unit of the row", {privacyClass: "genomic"}),
    column("unit", "code", "Unit", "Unit of the expression", {vocabulary: "expressionUnit"})
  ]
};
