import type {TableSchema} from "./column.js";
import {column} from "./tables/columns.js";

/**
 * Schema of the mutation extract: one row per call that counts at the index event, with the row of its patient in the
 * cohort extract. No description of the variant: its codon is as fine as it gets.
 */
export const mutationCallsTable: TableSchema = {
  name: "mutation_calls",
  grain: "one row per call in the diagnostic sample which makes an alteration of the patient",
  sortBy: ["gene", "row"],
  columns: [
    column("row", "i32", "Row", "Row of the patient in the cohort extract, counted from 0"),
    column("gene", "code", "Gene", "Current HGNC symbol", {vocabulary: "open"}),
    column("alteration", "code", "Alteration", "Alteration that the call makes; null where it may be one of several", {
      vocabulary: "open",
      nullable: true
    }),
    column("consequence", "code", "Consequence", "Effect on the protein", {vocabulary: "consequence", nullable: true}),
    column("vaf", "f32", "Variant allele frequency", "Share of reads that carry the variant", {
      nullable: true,
      unit: "1",
      privacyClass: "genomic",
      min: 0,
      max: 1
    }),
    column("codon", "i32", "Codon", "First affected codon", {nullable: true, privacyClass: "genomic"})
  ]
};
