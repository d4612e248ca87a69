import type {TableSchema} from "../column.js";
import {column} from "./columns.js";

/** Schema of `disclosure_risk`: one row per stage, set of attributes an attacker knows, and measure of risk. */
export const disclosureRiskTable: TableSchema = {
  name: "disclosure_risk",
  grain: "one row per stage, set of attributes that an attacker knows, and measure",
  sortBy: [],
  columns: [
    column("stage", "str", "Stage", "before: exact rows; after: rows as released"),
    column("attributes", "str", "Attributes known", "What an attacker is taken to know of a patient"),
    column("measure", "str", "Measure", "Stable name of the measure"),
    column("label", "str", "Meaning", "What is measured, in words"),
    column("value", "f64", "Value", "Value of the measure"),
    column("limit", "f64", "Limit", "Largest or smallest value that the policy allows; null where it sets none", {
      nullable: true
    }),
    column("passed", "bool", "Kept", "Whether the limit is kept; null without one", {nullable: true})
  ]
};

/** Schema of `disclosure_ladders`: one row per quasi-identifier and level of its ladder. */
export const disclosureLaddersTable: TableSchema = {
  name: "disclosure_ladders",
  grain: "one row per quasi-identifier and level of its ladder",
  sortBy: [],
  columns: [
    column("attribute", "str", "Quasi-identifier", "Column of the table patients"),
    column("level", "i16", "Level", "Level of the ladder, from 0, the least general"),
    column("name", "str", "Shown", "What the level shows"),
    column("searched", "bool", "Searched", "Whether the policy allows the level in a release"),
    column("chosen", "bool", "Chosen", "The level of this release"),
    column("n_values", "i32", "Values", "Distinct values shown on the level"),
    column("loss", "f64", "Loss", "Share of the attribute's entropy that is lost on the level: 0 none, 1 all", {
      nullable: true
    })
  ]
};

/** Schema of `disclosure_decisions`: one row per table and column of the exact release: what was done and to how much. */
export const disclosureDecisionsTable: TableSchema = {
  name: "disclosure_decisions",
  grain: "one row per table of the exact release, and per column of those that stay",
  sortBy: [],
  columns: [
    column("table", "str", "Table", "Table of the exact release"),
    column("column", "str", "Column", "Column; null for the table as a whole", {nullable: true}),
    column("decision", "str", "Decision", "keep, generalise, aggregate or drop"),
    column("treatment", "str", "Treatment", "What was done to the column, in words; null for the table", {
      nullable: true
    }),
    column("rows_before", "i32", "Rows before", "Rows of the exact table; null for columns and raw files", {
      nullable: true
    }),
    column("rows_after", "i32", "Rows after", "Rows as released; null for columns", {nullable: true}),
    column("n_changed", "i32", "Changed", "Values shown otherwise; null where rows were not compared", {
      nullable: true
    }),
    column("n_blanked", "i32", "Blanked", "Values not shown any more; null where rows were not compared", {
      nullable: true
    })
  ]
};

/** Schema of `disclosure_utility`: one row per key estimate, from the exact rows and from those released. */
export const disclosureUtilityTable: TableSchema = {
  name: "disclosure_utility",
  grain: "one row per key estimate, from the exact rows and from those released",
  sortBy: [],
  columns: [
    column("measure", "str", "Measure", "Stable name of the measure"),
    column("label", "str", "Estimate", "What is estimated"),
    column("unit", "str", "Unit", "Unit of the estimate"),
    column("exact", "f64", "Exact", "From the exact rows; null where it cannot be estimated", {nullable: true}),
    column("released", "f64", "Released", "From the rows as released; null where it cannot be estimated", {
      nullable: true
    }),
    column("difference", "f64", "Difference", "Released minus exact; of hazard ratios, of their logarithms", {
      nullable: true
    }),
    column("tolerance", "f64", "Tolerance", "Largest difference that counts as harmless; null where none is set", {
      nullable: true
    }),
    column("within", "bool", "Within", "Whether the difference is within the tolerance; null without one", {
      nullable: true
    })
  ]
};

/** Schema of `cells`, the registry of a public release: one row per set of patients that a page names. */
export const cellsTable: TableSchema = {
  name: "cells",
  grain: "one row per set of patients whose count a page names",
  sortBy: [],
  columns: [
    column("set", "str", "Set", "Key of the set of patients"),
    column("n", "i32", "Patients", "Patients in the set; null where the count is hidden", {nullable: true}),
    column("k", "i32", "Least", "Patients that the count needs to be shown")
  ]
};

/** Schema of `report_results`: one row per report of a public release. */
export const reportResultsTable: TableSchema = {
  name: "report_results",
  grain: "one row per report",
  sortBy: [],
  columns: [
    column("report", "str", "Report", "Name of the report's page"),
    column("result", "str", "Result", "All that the page may say, as JSON: a ReportResult")
  ]
};

/** Schema of `cube_figures`: one row per figure of the public explorer. */
export const cubeFiguresTable: TableSchema = {
  name: "cube_figures",
  grain: "one row per figure of the public explorer, in the order of its pages",
  sortBy: [],
  columns: [
    column("page", "str", "Page", "Page of the explorer"),
    column("figure", "str", "Figure", "Name of the figure in addresses"),
    column("label", "str", "Label", "What the figure shows")
  ]
};

/** Schema of `cube_dimensions`: one row per dimension of the public explorer and level. */
export const cubeDimensionsTable: TableSchema = {
  name: "cube_dimensions",
  grain: "one row per dimension of the public explorer and level",
  sortBy: [],
  columns: [
    column("dimension", "str", "Dimension", "Name of the dimension in addresses"),
    column("label", "str", "Label", "What patients are grouped by"),
    column("level", "str", "Level", "Name of the level in addresses"),
    column("level_label", "str", "Level, in words", "Who is in it"),
    column("set", "str", "Set", "Key of the set of patients, as in cells"),
    column("n", "i32", "Patients", "Patients of the level; null where the count is hidden", {nullable: true}),
    column("reason", "str", "Reason", "Why it is no cohort; null where it is one", {nullable: true})
  ]
};

/** Schema of `cube_results`: one row per published figure of a cohort of the public explorer. */
export const cubeResultsTable: TableSchema = {
  name: "cube_results",
  grain: "one row per figure, cohort and split of the public explorer, and part of the figure",
  sortBy: [],
  columns: [
    column("figure", "str", "Figure", "Name of the figure"),
    column("cohort", "str", "Cohort", "all, or dimension:level"),
    column("split", "str", "Split", "none, or a dimension"),
    column("part", "i16", "Part", "Position within the figure, from 0"),
    column("result", "str", "Result", "All that is shown, as JSON: a ReportBlock")
  ]
};

/** Schema of `cube_gaps`: one row per combination that the public explorer names and does not show. */
export const cubeGapsTable: TableSchema = {
  name: "cube_gaps",
  grain: "one row per figure, cohort and split that are not published",
  sortBy: [],
  columns: [
    column("figure", "str", "Figure", "Name of the figure"),
    column("cohort", "str", "Cohort", "all, or dimension:level"),
    column("split", "str", "Split", "none, or a dimension"),
    column("reason", "str", "Reason", "Why, in a sentence without a number of patients")
  ]
};

/** Schema of `source_profiles`: one row per source of a release without patients, with what pages say of it. */
export const sourceProfilesTable: TableSchema = {
  name: "source_profiles",
  grain: "one row per source",
  sortBy: [],
  columns: [
    column("source_id", "str", "Source", "Id of the source"),
    column("name", "str", "Name", "Full name of the source"),
    column("index_event", "code", "Index event", "What day 0 stands for in this source", {vocabulary: "indexEvent"}),
    column("n_patients", "i32", "Patients", "Patients in this release, as the cell registry shows them"),
    column("followup_months", "i16", "Follow-up", "Median follow-up in whole months; null where not reached", {
      nullable: true
    }),
    column("simulated", "bool", "Simulated", "True if no patient stands behind the numbers"),
    column("version", "str", "Version", "Version of the delivery"),
    column("citation", "str", "Citation", "How to cite the source", {nullable: true}),
    column("licence", "str", "Licence", "Licence or terms of use", {nullable: true})
  ]
};
