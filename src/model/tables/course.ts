import type {TableSchema} from "../column.js";
import {column, patientId, sampleId, sourceId} from "./columns.js";

/** Schema of `treatments`: one row per treatment episode. */
export const treatmentsTable: TableSchema = {
  name: "treatments",
  grain: "one row per treatment episode",
  sortBy: ["patient_id", "treatment_id"],
  columns: [
    column("treatment_id", "id", "Episode", "Surrogate key of an episode", {privacyClass: "quasi"}),
    patientId,
    column("phase", "code", "Phase", "Phase of treatment", {vocabulary: "treatmentPhase"}),
    column("start_day", "i32", "Start", "Days from the index event", {
      nullable: true,
      unit: "d",
      privacyClass: "quasi"
    }),
    column("donor", "code", "Donor", "Donor of a transplant", {
      vocabulary: "donor",
      nullable: true,
      privacyClass: "quasi"
    }),
    column("remission_at_hct", "code", "Remission at transplantation", "State of the disease at transplantation", {
      vocabulary: "remissionAtHct",
      nullable: true
    })
  ]
};

/** Schema of `events`: one row per fact in the course of the disease. */
export const eventsTable: TableSchema = {
  name: "events",
  grain: "one row per fact in the course of the disease",
  sortBy: ["patient_id", "day", "event"],
  columns: [
    patientId,
    column("event", "code", "Event", "What happened", {vocabulary: "event", privacyClass: "sensitive"}),
    column("day", "i32", "Day", "Days from the index event", {unit: "d", privacyClass: "quasi", min: 0}),
    column("cause", "code", "Cause", "Cause of death", {
      vocabulary: "deathCause",
      nullable: true,
      privacyClass: "sensitive"
    })
  ]
};

/** Schema of `outcomes`: one row per patient, endpoint and definition, rebuilt from events. */
export const outcomesTable: TableSchema = {
  name: "outcomes",
  grain: "one row per patient, endpoint and definition, rebuilt from events",
  sortBy: ["patient_id", "endpoint", "definition"],
  columns: [
    patientId,
    column("endpoint", "code", "Endpoint", "Time-to-event endpoint", {vocabulary: "endpoint"}),
    column("definition", "code", "Definition", "Rule by which the endpoint was rebuilt", {
      vocabulary: "endpointDefinition"
    }),
    column("start_day", "i32", "Start", "Days from the index event to the start of the endpoint", {
      unit: "d",
      privacyClass: "quasi"
    }),
    column("time_days", "i32", "Time", "Days from the start to the event or to censoring", {
      unit: "d",
      privacyClass: "quasi",
      min: 0
    }),
    column("status", "i8", "Status", "0 censored, 1 event of interest, 2 competing event", {
      privacyClass: "sensitive",
      min: 0,
      max: 2
    }),
    column("event", "code", "Event", "Which event ended the time; null if censored", {
      vocabulary: "event",
      nullable: true,
      privacyClass: "sensitive"
    })
  ]
};

/** Schema of `reported_outcomes`: one row per patient and endpoint as the source sent it; only for checking agreement, never shown as a result. */
export const reportedOutcomesTable: TableSchema = {
  name: "reported_outcomes",
  grain: "one row per patient and endpoint as the source sent it; only for checking agreement, never shown as a result",
  sortBy: ["patient_id", "endpoint"],
  columns: [
    patientId,
    column("endpoint", "code", "Endpoint", "Time-to-event endpoint", {vocabulary: "endpoint"}),
    column("time_days", "i32", "Time", "Days as reported by the source", {unit: "d", privacyClass: "quasi"}),
    column("status", "i8", "Status", "0 censored, 1 event of interest, 2 competing event", {privacyClass: "sensitive"})
  ]
};

/** Schema of `endpoint_support`: one row per source and endpoint definition: whether the source's events suffice for it. */
export const endpointSupportTable: TableSchema = {
  name: "endpoint_support",
  grain: "one row per source and endpoint definition: whether the source's events suffice for it",
  sortBy: ["source_id", "definition"],
  columns: [
    sourceId,
    column("endpoint", "code", "Endpoint", "Time-to-event endpoint", {vocabulary: "endpoint"}),
    column("definition", "code", "Definition", "Rule by which the endpoint is rebuilt", {
      vocabulary: "endpointDefinition"
    }),
    column("support", "code", "Support", "Whether the events of the source suffice", {vocabulary: "support"}),
    column("reason", "str", "Reason", "What is missing or assumed, in words", {nullable: true}),
    column("is_default", "bool", "Default", "Shown where the endpoint is asked for without a definition"),
    column(
      "landmark_day",
      "i32",
      "Landmark",
      "Last day from the index event on which a remission counts as one of induction; null for rules without a landmark",
      {nullable: true, unit: "d"}
    ),
    column("n", "i32", "Patients", "Patients in the population of the endpoint; 0 where it is not supported"),
    column("n_events", "i32", "Events", "Events of interest"),
    column("n_competing", "i32", "Competing events", "Competing events")
  ]
};

/** Schema of `responses`: one row per assessment of the response to treatment. */
export const responsesTable: TableSchema = {
  name: "responses",
  grain: "one row per assessment of the response to treatment",
  sortBy: ["patient_id", "day", "after_phase", "response"],
  columns: [
    patientId,
    column("after_phase", "code", "After", "Phase of treatment after which the response was assessed", {
      vocabulary: "treatmentPhase",
      nullable: true
    }),
    column("day", "i32", "Day", "Days from the index event to the assessment", {
      nullable: true,
      unit: "d",
      privacyClass: "quasi"
    }),
    column("response", "code", "Response", "Response as the source assessed it", {
      vocabulary: "response",
      privacyClass: "sensitive"
    }),
    column("criteria", "code", "Criteria", "Criteria by which the response was assessed", {
      vocabulary: "responseCriteria",
      nullable: true
    })
  ]
};

/** Schema of `mrd`: one row per sample, method and target of a test for measurable residual disease. */
export const mrdTable: TableSchema = {
  name: "mrd",
  grain: "one row per sample, method and target of a test for measurable residual disease",
  sortBy: ["sample_id", "method", "target"],
  columns: [
    sampleId,
    patientId,
    column("method", "code", "Method", "How residual disease was looked for", {vocabulary: "mrdMethod"}),
    column(
      "target",
      "code",
      "Target",
      "Gene or immunophenotype that was followed; any: whatever was found at diagnosis",
      {
        vocabulary: "open"
      }
    ),
    column("status", "code", "MRD", "Result of the test", {vocabulary: "mrdStatus", privacyClass: "sensitive"}),
    column("value", "f64", "Value", "Amount of residual disease in the unit of the row", {
      nullable: true,
      privacyClass: "sensitive"
    }),
    column("unit", "code", "Unit", "Unit of the amount", {vocabulary: "mrdUnit", nullable: true}),
    column("lod", "f64", "Limit of detection", "Smallest amount that the test finds, in the unit of the row", {
      nullable: true
    }),
    column(
      "is_dta",
      "bool",
      "DTA",
      "The target is DNMT3A, TET2 or ASXL1, whose persistence may be clonal haematopoiesis",
      {
        nullable: true
      }
    )
  ]
};
