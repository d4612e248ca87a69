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
    column("omop", "str", "OMOP", "Table, or table and field, of the OMOP common data model", {nullable: true}),
    column("omop_concept", "str", "OMOP concept", "Standard concept of the variable, or of its values by code", {
      nullable: true
    }),
    column("loinc", "str", "LOINC", "LOINC code of what is observed", {nullable: true}),
    column("icd_o_3", "str", "ICD-O-3", "Morphology code of the disease, or of the one that the abnormality defines", {
      nullable: true
    }),
    column("hgnc", "str", "HGNC", "HGNC id of the gene", {nullable: true}),
    column("oncotree", "str", "OncoTree", "OncoTree code of the disease, or of the one that the abnormality defines", {
      nullable: true
    }),
    column("cbioportal", "str", "cBioPortal", "Attribute in the cBioPortal file formats", {nullable: true}),
    column("adam", "str", "ADaM", "Variable, or dataset and parameter, of CDISC ADaM", {nullable: true}),
    column("remark", "str", "Remark", "What else to know when the variable is used", {nullable: true}),
    column("n_known", "i32", "Known", "Rows with a value"),
    column("n_rows", "i32", "Rows", "Rows of the table")
  ]
};

/** Schema of `dictionary_sources`: one row per variable and source that has rows in its table. */
export const dictionarySourcesTable: TableSchema = {
  name: "dictionary_sources",
  grain: "one row per variable and source that has rows in its table",
  sortBy: ["table", "name", "source_id"],
  columns: [
    column("table", "str", "Table", "Table that holds the variable"),
    column("name", "str", "Variable", "Column name"),
    sourceId,
    column("available", "code", "Available", "Whether all, some or none of the source's rows know the variable", {
      vocabulary: "availability"
    }),
    column("n_known", "i32", "Known", "Rows of the source with a value"),
    column("n_rows", "i32", "Rows", "Rows of the source")
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
    column("row", "i32", "Row", "Data record in the file, counted from 1 after the header", {
      privacyClass: "never_public"
    }),
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
    column("category", "code", "Category", "Kind of check, after Kahn et al., eGEMs 2016;4:1244", {
      vocabulary: "qualityCategory"
    }),
    column("severity", "code", "Severity", "How serious it is", {vocabulary: "severity"}),
    column("n", "i32", "Found", "Records or values concerned"),
    column("n_checked", "i32", "Checked", "Records or values looked at"),
    column("description", "str", "Description", "What was found, in words", {privacyClass: "quasi"})
  ]
};

/** Schema of `value_status`: one row per table, variable, source and reason for a missing value. */
export const valueStatusTable: TableSchema = {
  name: "value_status",
  grain: "one row per table, variable, source and reason for a missing value, or for values that are limits",
  sortBy: ["table", "column", "source_id", "reason"],
  columns: [
    column("table", "str", "Table", "Table that holds the variable"),
    column("column", "str", "Variable", "Column name"),
    sourceId,
    column("reason", "code", "Reason", "Why the value is not known; CENSORED_LOD counts values, not missing ones", {
      vocabulary: "nullReason"
    }),
    column("n", "i32", "Rows", "Rows with this reason")
  ]
};

/** Schema of `provenance`: one row per source, variable and raw column that feeds it, or rule that derives it. */
export const provenanceTable: TableSchema = {
  name: "provenance",
  grain: "one row per source, variable, kind of row and raw column that feeds it, or rule that derives it",
  sortBy: ["source_id", "table", "column", "scope", "file", "raw_column"],
  columns: [
    sourceId,
    column("table", "str", "Table", "Table of the variable"),
    column("column", "str", "Variable", "Column name"),
    column("scope", "str", "Rows", "Event, phase or endpoint of the rows that are fed; null = all rows", {
      nullable: true
    }),
    column("file", "str", "File", "Raw file; null if the variable is derived", {nullable: true}),
    column("raw_column", "str", "Raw column", "Column of the raw file; null if the variable is derived", {
      nullable: true
    }),
    column("rule_id", "str", "Rule", "Steps from the raw token to the value, as the mapping declares them, in words"),
    column("unit_from", "str", "Unit delivered", "UCUM unit of the raw values", {nullable: true}),
    column("unit_to", "str", "Unit kept", "UCUM unit of the variable", {nullable: true}),
    column("factor", "f64", "Factor", "What a raw value is multiplied by", {nullable: true}),
    column("n_values", "i32", "Values", "Values that came from this raw column, in the rows that were used"),
    column("n_converted", "i32", "Converted", "Values whose unit was converted"),
    column("records_table", "str", "Raw records", "Table of this release with the records of the file, if it has any", {
      nullable: true
    }),
    column("tokens_table", "str", "Raw tokens", "The same table if it has the tokens; null where none may be kept", {
      nullable: true
    })
  ]
};

/** Schema of `unmapped_tokens`: one row per raw column and token for which the mapping has no code. */
export const unmappedTokensTable: TableSchema = {
  name: "unmapped_tokens",
  grain: "one row per raw column and token that the mapping could not read",
  sortBy: ["source_id", "file", "column", "token"],
  columns: [
    sourceId,
    column("file", "str", "File", "Raw file"),
    column("column", "str", "Column", "Raw column"),
    column("token", "str", "Token", "The token, cut to 80 characters", {privacyClass: "never_public"}),
    column(
      "meaning",
      "str",
      "Meaning",
      "What the source calls it: the name of a concept; null where it does not tell",
      {
        nullable: true,
        privacyClass: "never_public"
      }
    ),
    column("reason", "str", "Reason", "Why it could not be read"),
    column("n", "i32", "Cells", "Cells with this token")
  ]
};

/** Schema of `mapping_coverage`: one row per column of a raw file: whether and how completely the mapping reads it. */
export const mappingCoverageTable: TableSchema = {
  name: "mapping_coverage",
  grain: "one row per column of a raw file: whether and how completely the mapping reads it",
  sortBy: ["source_id", "file", "column"],
  columns: [
    sourceId,
    column("file", "str", "File", "Raw file"),
    column("column", "str", "Column", "Raw column"),
    column("mapped", "bool", "Mapped", "The mapping reads the column"),
    column("n_cells", "i32", "Cells", "Cells in the rows that were used; 0 for a column that is not mapped"),
    column("n_values", "i32", "Values", "Cells that gave a value"),
    column("n_missing", "i32", "Missing", "Cells that hold a declared missing token"),
    column("n_refused", "i32", "Refused", "Cells that could not be read")
  ]
};

/** Schema of `agreement`: one row per source, compared fact and pair of answers: what was derived against what the source supplied. */
export const agreementTable: TableSchema = {
  name: "agreement",
  grain: "one row per source and compared fact: what was derived against what the source supplied",
  sortBy: ["source_id", "fact", "supplied", "derived"],
  columns: [
    sourceId,
    column("fact", "str", "Fact", "What is compared"),
    column("supplied", "str", "Supplied", "Where the source's answer comes from"),
    column("derived", "str", "Derived", "Where the derived answer comes from"),
    column("n", "i32", "Compared", "Patients for whom both are known"),
    column("n_agree", "i32", "Agree", "Patients for whom they agree"),
    column(
      "n_only_supplied",
      "i32",
      "Only supplied",
      "Patients positive by the source only; for facts that are true or false",
      {
        nullable: true
      }
    ),
    column(
      "n_only_derived",
      "i32",
      "Only derived",
      "Patients positive by derivation only; for facts that are true or false",
      {
        nullable: true
      }
    ),
    column("kappa", "f64", "Kappa", "Cohen's kappa; null where it is not defined", {nullable: true})
  ]
};

/** Schema of `patient_flow`: one row per source and step from the rows received to the patients analysed. */
export const patientFlowTable: TableSchema = {
  name: "patient_flow",
  grain: "one row per source and step from the rows received to the patients analysed",
  sortBy: ["source_id", "step"],
  columns: [
    sourceId,
    column("step", "i16", "Step", "Order of the step, counted from 1"),
    column("stage", "code", "Stage", "What is counted", {vocabulary: "flowStage"}),
    column("reason", "str", "Reason", "Why records left at this step; null where they stayed", {nullable: true}),
    column("n", "i32", "Number", "Rows or patients")
  ]
};

/** Schema of `patient_overlap`: one row per pair of sources and key by which the same patients were found in both. */
export const patientOverlapTable: TableSchema = {
  name: "patient_overlap",
  grain: "one row per pair of sources and key by which the same patients were found in both",
  sortBy: ["source_a", "source_b", "key"],
  columns: [
    column("source_a", "str", "Source", "Source that comes first in the study"),
    column("source_b", "str", "Other source", "Source that comes later"),
    column("key", "str", "Key", "What was compared"),
    column(
      "declared",
      "bool",
      "Declared",
      "True if the study declares the key and the overlap was resolved; false if it is only suspected"
    ),
    column("n", "i32", "Patients", "Patients in both")
  ]
};

/** Schema of `raw_excerpts`: records of the raw files of a few simulated patients, as they are written; none of real data. */
export const rawExcerptsTable: TableSchema = {
  name: "raw_excerpts",
  grain: "one row per record of a raw file of a simulated source, for a few patients and the header",
  sortBy: ["source_id", "file", "record"],
  columns: [
    sourceId,
    column("file", "str", "File", "Raw file"),
    column("record", "i32", "Record", "Position of the record, counted from 1 after the header; 0 is the header", {
      min: 0
    }),
    column(
      "patient_id",
      "id",
      "Patient",
      "Surrogate key of the patient; null for the header and for records that are not of one patient",
      {
        nullable: true,
        privacyClass: "quasi"
      }
    ),
    column("text", "str", "Text", "The record as it is written, its line end removed", {privacyClass: "never_public"}),
    column("delimiter", "code", "Delimiter", "What separates the cells", {vocabulary: "open"}),
    column("quote", "code", "Quote", "What may stand around a cell; null where cells are never quoted", {
      nullable: true,
      vocabulary: "open"
    }),
    column("line_end", "code", "Line end", "Line end of the file: LF, CRLF or CR", {vocabulary: "open"}),
    column("encoding", "code", "Encoding", "Encoding of the file, and whether it begins with a byte-order mark", {
      vocabulary: "open"
    })
  ]
};
