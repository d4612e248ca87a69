import {join} from "node:path";
import type {ReadFile} from "../define/datasetDefinition.js";
import {SourceError} from "../sourceError.js";
import type {ClinicalIds} from "./checkClinical.js";
import {clinicalListener} from "./checkClinical.js";
import {checkCaseList, checkDataMeta, checkStudyMeta, isStudyMeta} from "./checkMeta.js";
import {mutationListener} from "./checkMutations.js";
import type {StudyPeople, TableListener} from "./checkTable.js";
import {checkTable} from "./checkTable.js";
import {dataKinds} from "./dataKinds.js";
import type {MetaFile} from "./metaFile.js";
import {metaValue, readMetaFile, sampleList} from "./metaFile.js";
import {findStudyFiles} from "./studyFiles.js";
import {StudyReport} from "./studyReport.js";

/** What was found in a study folder, and which files were read for it. */
export interface CheckedStudy {
  readonly report: StudyReport;
  readonly files: readonly ReadFile[];
}

/**
 * Checks a study folder against the file formats that cBioPortal documents. Every fault is collected, with its file, line,
 * column and value; a file that cannot be read is one of them.
 */
export async function checkStudy(folder: string): Promise<CheckedStudy> {
  const report = new StudyReport();
  const read: ReadFile[] = [];
  const found = await findStudyFiles(folder);
  const reading = async <T extends {bytes: number; sha256: string}>(
    file: string,
    reader: (path: string) => Promise<T>
  ): Promise<T | undefined> => {
    const check = report.check(file, "unreadable", "error", "Files that cannot be read as tab-separated UTF-8");
    try {
      const result = await reader(join(folder, file));
      check.test(true);
      read.push({file, bytes: result.bytes, sha256: result.sha256});
      return result;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      check.test(false, {value: error.fault});
      return undefined;
    }
  };
  const described = async (files: readonly string[]): Promise<MetaFile[]> => {
    const list: MetaFile[] = [];
    for (const file of files) {
      const meta = await reading(file, (path) => readMetaFile(path, file));
      if (meta) list.push(meta);
    }
    return list;
  };
  const metas = await described(found.meta);
  const lists = await described(found.caseLists);
  const study = metas.find(isStudyMeta);
  const about = report.check("meta_study.txt", "study_undescribed", "error", "No file describes the study");
  about.test(study !== undefined);
  if (study) checkStudyMeta(study, report);
  const id = study ? metaValue(study, "cancer_study_identifier") : "";
  const data = metas.filter((meta) => meta !== study);
  for (const meta of data) checkDataMeta(meta, id, found.data, report);
  const byFile = new Map(data.map((meta) => [metaValue(meta, "data_filename"), meta]));
  const kindOf = (file: string): string => {
    const meta = byFile.get(file);
    return meta ? `${metaValue(meta, "genetic_alteration_type")} ${metaValue(meta, "datatype")}` : "";
  };

  const patients: ClinicalIds = {patients: new Set(), samples: new Set()};
  const samples: ClinicalIds = {patients: new Set(), samples: new Set()};
  const check = (file: string, people: StudyPeople, listener?: TableListener) =>
    reading(file, (path) => checkTable(path, file, dataKinds[kindOf(file)], people, report, listener));
  const patientFile = found.data.find((file) => kindOf(file) === "CLINICAL PATIENT_ATTRIBUTES");
  const sampleFile = found.data.find((file) => kindOf(file) === "CLINICAL SAMPLE_ATTRIBUTES");
  const required = report.check(
    "meta_clinical_sample.txt",
    "samples_undescribed",
    "error",
    "No clinical file of samples"
  );
  required.test(sampleFile !== undefined);
  const hasPatients =
    patientFile !== undefined &&
    (await check(patientFile, {}, clinicalListener(patientFile, "patient", patients, report)));
  const hasSamples =
    sampleFile !== undefined && (await check(sampleFile, {}, clinicalListener(sampleFile, "sample", samples, report)));
  if (hasPatients && hasSamples) checkBoth(patientFile, patients, sampleFile, samples, report);
  const people: StudyPeople = {
    samples: hasSamples ? samples.samples : undefined,
    patients: hasSamples ? new Set([...samples.patients, ...patients.patients]) : undefined
  };
  for (const list of lists) checkCaseList(list, id, people.samples, report);
  const sequenced = lists.find((list) => metaValue(list, "stable_id").endsWith("_sequenced"));
  const mask = sequenced && new Set(sampleList(metaValue(sequenced, "case_list_ids")));
  for (const file of found.data) {
    if (file === patientFile || file === sampleFile) continue;
    const meta = byFile.get(file);
    const undescribed = report.check(file, "data_undescribed", "warning", "Data files that no file describes");
    undescribed.test(meta !== undefined);
    const mutations = meta && kindOf(file) === "MUTATION_EXTENDED MAF";
    if (mutations) {
      const masked = report.check(
        file,
        "sequenced_missing",
        "error",
        "No case list tells which samples were sequenced"
      );
      masked.test(mask !== undefined);
    }
    await check(file, people, mutations ? mutationListener(file, meta, mask, report) : undefined);
  }
  return {report, files: read};
}

function checkBoth(
  patientFile: string,
  {patients}: ClinicalIds,
  sampleFile: string,
  samples: ClinicalIds,
  report: StudyReport
): void {
  const without = report.check(patientFile, "patient_without_sample", "warning", "Patients without a sample");
  for (const value of patients) without.test(samples.patients.has(value), {column: "PATIENT_ID", value});
  const outside = report.check(
    sampleFile,
    "patient_unknown",
    "warning",
    "Patients of samples who are not in the file of patients"
  );
  for (const value of samples.patients) outside.test(patients.has(value), {column: "PATIENT_ID", value});
}
