import type {TableSchema} from "../column.js";
import {column} from "./columns.js";

/** Schema of `summary_levels`: one row per variable and level (categories) or bin (numbers), over all patients. */
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

/** Schema of `summary_values`: one row per numeric variable, over all patients. */
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

/** Schema of `summary_alterations`: one row per source and alteration; source_id null = all sources. */
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
    column(
      "n_patients",
      "i32",
      "Patients",
      "Patients; over all sources, without those whose eligibility fixes the gene"
    ),
    column(
      "by_design",
      "bool",
      "By design",
      "Eligibility of the source fixes the gene; over all sources, that of one of them"
    )
  ]
};

/** Schema of `summary_survival`: one row per endpoint and distinct time, over all patients: what a survival curve is estimated from. */
export const summarySurvivalTable: TableSchema = {
  name: "summary_survival",
  grain: "one row per endpoint and distinct time, over all patients: what a survival curve is estimated from",
  sortBy: [],
  columns: [
    column(
      "endpoint",
      "str",
      "Endpoint",
      "OS, EFS or RFS by its default definition, a further definition of one of them, or an endpoint of the disease pack"
    ),
    column("time_days", "i32", "Time", "Days from the start", {unit: "d"}),
    column("events", "i32", "Events", "Patients with the event on that day"),
    column("censored", "i32", "Censored", "Patients censored on that day")
  ]
};
