import type {TableSchema} from "../column.js";
import {column, sourceId} from "./columns.js";

/** Schema of `dictionary`: one row per variable. */
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

/** Schema of `rejects`: one row per raw record or value that could not be used. */
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

/** Schema of `findings`: one row per quality rule, source and file that found something. */
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

/** Schema of `value_status`: one row per table, variable, source and reason for a missing value. */
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
