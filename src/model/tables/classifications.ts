import type {TableSchema} from "../column.js";
import {column, patientId} from "./columns.js";

/** Schema of `classifications`: one row per patient and classification. */
export const classificationsTable: TableSchema = {
  name: "classifications",
  grain: "one row per patient and classification",
  sortBy: ["patient_id", "system"],
  columns: [
    patientId,
    column("system", "code", "Classification", "Name of the rule table", {vocabulary: "open"}),
    column("ruleset_version", "code", "Version", "Version of the rule table", {vocabulary: "open"}),
    column("value", "code", "Class", "The class; null where it cannot be told", {
      vocabulary: "open",
      nullable: true,
      privacyClass: "genomic"
    }),
    column(
      "status",
      "code",
      "Status",
      "Definite: no missing fact could change the class. Provisional: read as if missing facts were absent. Unresolved: a needed fact is missing",
      {vocabulary: "classificationStatus"}
    ),
    column("possible", "str", "Possible classes", "Every class that the missing facts still allow, separated by |", {
      privacyClass: "genomic"
    }),
    column("rule_id", "code", "Rule", "Rule that decided", {
      vocabulary: "open",
      nullable: true,
      privacyClass: "genomic"
    }),
    column("missing", "str", "Missing facts", "Facts that were needed and missing, separated by |", {
      nullable: true,
      privacyClass: "genomic"
    })
  ]
};

/** Schema of `summary_classifications`: one row per source, classification, class and status; source_id null = all sources. */
export const summaryClassificationsTable: TableSchema = {
  name: "summary_classifications",
  grain: "one row per source, classification, class and status; source_id null = all sources",
  sortBy: [],
  columns: [
    column("source_id", "str", "Source", "Source; null = all", {nullable: true}),
    column("system", "str", "Classification", "Name of the rule table"),
    column("value", "str", "Class", "The class; null where it cannot be told", {nullable: true}),
    column("status", "code", "Status", "How certain the class is", {vocabulary: "classificationStatus"}),
    column("n", "i32", "Patients", "Patients")
  ]
};

/** Schema of `reclassification`: one row per pair of classifications and pair of classes; source_id null = all sources. */
export const reclassificationTable: TableSchema = {
  name: "reclassification",
  grain: "one row per source, pair of classifications and pair of classes; source_id null = all sources",
  sortBy: [],
  columns: [
    column("source_id", "str", "Source", "Source; null = all", {nullable: true}),
    column("from_system", "str", "From", "Classification that is compared"),
    column("to_system", "str", "To", "Classification it is compared with"),
    column("from_value", "str", "From class", "Class by the first; null where it cannot be told", {nullable: true}),
    column("to_value", "str", "To class", "Class by the second; null where it cannot be told", {nullable: true}),
    column("n", "i32", "Patients", "Patients with both classes")
  ]
};
