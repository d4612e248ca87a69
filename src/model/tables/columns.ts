import type {Column, ColumnType, PrivacyClass} from "../column.js";
import type {VocabularyName} from "../vocabulary.js";

/** What differs from the usual column: required, without unit, publishable as an aggregate. */
export interface ColumnOptions {
  nullable?: boolean;
  vocabulary?: VocabularyName | "open";
  unit?: string;
  privacyClass?: PrivacyClass;
  min?: number;
  max?: number;
}

/** Declares one column of a harmonised table; not nullable and `aggregate_ok` unless said otherwise. */
export function column(
  name: string,
  type: ColumnType,
  label: string,
  definition: string,
  {nullable = false, privacyClass = "aggregate_ok", ...rest}: ColumnOptions = {}
): Column {
  return {name, type, label, definition, nullable, privacyClass, ...rest};
}

/** Key of a patient, shared by the tables that refer to one. */
export const patientId = column("patient_id", "id", "Patient", "Surrogate key of a patient within its source", {
  privacyClass: "quasi"
});

/** Key of a sample. */
export const sampleId = column("sample_id", "id", "Sample", "Surrogate key of a sample", {privacyClass: "quasi"});

/** The partner a record came from. */
export const sourceId = column("source_id", "code", "Source", "Which partner delivered the record", {
  vocabulary: "open"
});
