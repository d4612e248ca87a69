import {dataKinds, otherKinds} from "./dataKinds.js";
import type {MetaFile} from "./metaFile.js";
import {metaValue, sampleList} from "./metaFile.js";
import type {StudyReport} from "./studyReport.js";

const studyFields = ["type_of_cancer", "cancer_study_identifier", "name", "description"];
const dataFields = ["cancer_study_identifier", "genetic_alteration_type", "datatype", "data_filename"];
/** Of data that make a profile. */
const profileFields = ["stable_id", "show_profile_in_analysis_tab", "profile_name", "profile_description"];
const profiles: ReadonlySet<string> = new Set([
  "COPY_NUMBER_ALTERATION",
  "GENERIC_ASSAY",
  "METHYLATION",
  "MRNA_EXPRESSION",
  "MUTATION_EXTENDED",
  "STRUCTURAL_VARIANT"
]);
const assayFields = ["generic_assay_type", "generic_entity_meta_properties"];
const segmentFields = ["reference_genome_id", "description"];
const listFields = ["cancer_study_identifier", "stable_id", "case_list_name", "case_list_description", "case_list_ids"];

/** Whether a description is that of the study, and not of a data file. */
export function isStudyMeta(meta: MetaFile): boolean {
  return !meta.fields.has("genetic_alteration_type") && !meta.fields.has("data_filename");
}

/** Checks the description of a study. */
export function checkStudyMeta(meta: MetaFile, report: StudyReport): void {
  checkFields(meta, studyFields, report);
}

/**
 * Checks the description of a data file: its fields, its study, whether the data file is there.
 *
 * @param study identifier of the study; blank if not known
 * @param data files of the folder that hold data
 */
export function checkDataMeta(meta: MetaFile, study: string, data: readonly string[], report: StudyReport): void {
  const {file} = meta;
  const type = metaValue(meta, "genetic_alteration_type");
  const more = metaValue(meta, "datatype") === "SEG" ? segmentFields : profiles.has(type) ? profileFields : [];
  if (type === "GENERIC_ASSAY") checkFields(meta, assayFields, report);
  checkFields(meta, [...(type === "CANCER_TYPE" ? dataFields.slice(1) : dataFields), ...more], report);
  if (type !== "CANCER_TYPE") checkIdentifier(meta, study, report);
  const kind = `${type} ${metaValue(meta, "datatype")}`;
  const known = report.check(file, "meta_kind", "error", "Kinds of data that cBioPortal does not know");
  known.test(Object.hasOwn(dataKinds, kind) || otherKinds.has(type), {
    ...place(meta, "genetic_alteration_type"),
    value: kind
  });
  const name = metaValue(meta, "data_filename");
  const there = report.check(file, "dangling_meta", "error", "The data file that is described is absent");
  if (name !== "") there.test(data.includes(name), place(meta, "data_filename"));
}

/**
 * Checks a case list.
 *
 * @param samples samples of the clinical file; undefined if it could not be read
 */
export function checkCaseList(
  list: MetaFile,
  study: string,
  samples: ReadonlySet<string> | undefined,
  report: StudyReport
): void {
  const {file} = list;
  checkFields(list, listFields, report);
  checkIdentifier(list, study, report);
  const id = metaValue(list, "stable_id");
  const prefix = report.check(file, "case_list_id", "error", "The name of a case list begins with that of its study");
  if (id !== "" && study !== "") prefix.test(id.startsWith(`${study}_`), place(list, "stable_id"));
  const unknown = report.check(file, "sample_unknown", "error", "Samples that are not in the clinical file");
  const twice = report.check(file, "duplicate_sample", "warning", "Samples that are listed twice");
  const seen = new Set<string>();
  const {line} = list.fields.get("case_list_ids") ?? {line: undefined};
  for (const sample of sampleList(metaValue(list, "case_list_ids"))) {
    const at = {line, column: "case_list_ids", value: sample};
    if (samples) unknown.test(samples.has(sample), at);
    twice.test(!seen.has(sample), at);
    seen.add(sample);
  }
}

function checkFields(meta: MetaFile, required: readonly string[], report: StudyReport): void {
  const missing = report.check(meta.file, "meta_field", "error", "Fields that are missing or blank");
  for (const key of required) missing.test(metaValue(meta, key) !== "", {column: key});
  const malformed = report.check(meta.file, "meta_line", "error", "Lines that are not one field each");
  for (let i = 0; i < meta.fields.size; ++i) malformed.test(true);
  for (const {line, text} of meta.malformed) malformed.test(false, {line, value: text});
}

function checkIdentifier(meta: MetaFile, study: string, report: StudyReport): void {
  const value = metaValue(meta, "cancer_study_identifier");
  const other = report.check(meta.file, "study_identifier", "error", "Identifiers of another study");
  if (study !== "" && value !== "") other.test(value === study, place(meta, "cancer_study_identifier"));
}

function place({fields}: MetaFile, key: string): {line?: number; column: string; value?: string} {
  return {...fields.get(key), column: key};
}
