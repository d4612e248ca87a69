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
      privacyClass: "sensitive"
    }),
    column(
      "status",
      "code",
      "Status",
      "Definite: no missing fact could change the class. Provisional: read as if missing facts were absent. Unresolved: a needed fact is missing",
      {vocabulary: "classificationStatus"}
    ),
    column("possible", "str", "Possible classes", "Every class that the missing facts still allow, separated by |", {
      privacyClass: "sensitive"
    }),
    column(
      "rule_id",
      "code",
      "Rule",
      "Rule that decided; of an unresolved class, the row that asks for what is missing",
      {
        vocabulary: "open",
        nullable: true,
        privacyClass: "genomic"
      }
    ),
    column(
      "missing",
      "str",
      "Missing facts",
      "Missing facts that could change the class, separated by |; a group of facts by its name where all of it is missing",
      {nullable: true, privacyClass: "genomic"}
    ),
    column("qualifiers", "str", "Qualifiers", "What is said besides the class, separated by |", {
      nullable: true,
      privacyClass: "quasi"
    })
  ]
};

/** Schema of `classification_rules`: one row per rule of a rule table, in the order in which rules are read. */
export const classificationRulesTable: TableSchema = {
  name: "classification_rules",
  grain: "one row per rule of a rule table, in the order in which rules are read",
  sortBy: [],
  columns: [
    column("system", "str", "Classification", "Name of the rule table"),
    column("version", "str", "Version", "Version of the rule table"),
    column("title", "str", "Title", "Title of the classification"),
    column("kind", "str", "Kind", "Kind of answer: risk or entity"),
    column("citation", "str", "Citation", "Publication of the classification"),
    column("notes", "str", "Notes", "Conventions, what is presumed and what is not covered; one a line", {
      nullable: true
    }),
    column("order", "i16", "Order", "Position of the rule, counted from 1; the first that holds decides"),
    column("rule_id", "str", "Rule", "Stable name of the rule"),
    column("label", "str", "Label", "The rule in a few words"),
    column("value", "str", "Class", "The class it leads to; null: the class cannot be told", {nullable: true}),
    column("value_label", "str", "Class label", "The class as a reader sees it", {nullable: true}),
    column("value_order", "i16", "Class order", "Position of the class in figures and tables, counted from 1", {
      nullable: true
    }),
    column("condition", "str", "Condition", "The condition in words, with the terms it uses")
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
