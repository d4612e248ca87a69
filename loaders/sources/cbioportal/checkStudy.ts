import {open} from "node:fs/promises";
import {join} from "node:path";
import type {ReadFile} from "../define/datasetDefinition.js";
import {SourceError} from "../sourceError.js";
import type {ClinicalIds} from "./checkClinical.js";
import {clinicalListener} from "./checkClinical.js";
import {checkCaseList, checkDataMeta, checkStudyMeta, isStudyMeta} from "./checkMeta.js";
import {mutationListener} from "./checkMutations.js";
import type {StudyPeople, TableListener} from "./checkTable.js";
import {checkTable} from "./checkTable.js";
import type {PanelContext} from "./checkPanels.js";
import {checkPanel, checkPanelField, panelListener} from "./checkPanels.js";
import {checkProfiles} from "./checkProfiles.js";
import {gisticListener, longCallListener, matrixListener, segmentListener, variantListener} from "./checkRows.js";
import type {DataKind} from "./dataKinds.js";
import {dataKinds} from "./dataKinds.js";
import type {MetaFile} from "./metaFile.js";
import {metaValue, readMetaFile, sampleList} from "./metaFile.js";
import {findStudyFiles} from "./studyFiles.js";
import type {StudyGenes} from "./studyGenes.js";
import {StudyReport} from "./studyReport.js";

/** What was found in a study folder, and which files were read for it. */
export interface CheckedStudy {
  readonly report: StudyReport;
  readonly files: readonly ReadFile[];
}

/**
 * Checks a study folder against the file formats that cBioPortal documents. Every fault is collected, with its file, line,
 * column and value; a file that cannot be read is one of them.
 *
 * @param genes what is known of genes, to compare symbols and numbers with
 */
export async function checkStudy(folder: string, genes?: StudyGenes): Promise<CheckedStudy> {
  const report = new StudyReport();
  const read: ReadFile[] = [];
  const found = await findStudyFiles(folder);
  const reading = async <T extends {bytes: number; sha256: string}>(
    file: string,
    reader: (path: string) => Promise<T>
  ): Promise<T | undefined> => {
    const check = report.check(file, "unreadable", "error", "Files that cannot be read as tab-separated UTF-8");
    try {
      const mark = report.check(file, "byte_order_mark", "warning", "Files that begin with a byte-order mark");
      mark.test(!(await beginsWithMark(join(folder, file))));
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
  const panelFiles = await described(found.panels);
  for (const panel of panelFiles) checkPanel(panel, report);
  const panels = new Set(panelFiles.map((panel) => metaValue(panel, "stable_id")));
  for (const meta of data) {
    checkDataMeta(meta, id, found.data, report);
    checkPanelField(meta, panels, report);
  }
  checkProfiles(data, lists, study, found.data, report);
  const byFile = new Map(data.map((meta) => [metaValue(meta, "data_filename"), meta]));
  const kindOf = (file: string): string => {
    const meta = byFile.get(file);
    return meta ? `${metaValue(meta, "genetic_alteration_type")} ${metaValue(meta, "datatype")}` : "";
  };

  const patients: ClinicalIds = {patients: new Set(), samples: new Set(), attributes: new Set()};
  const samples: ClinicalIds = {patients: new Set(), samples: new Set(), attributes: new Set()};
  const check = (file: string, people: StudyPeople, listener?: TableListener) =>
    reading(file, (path) =>
      checkTable(path, file, kindWith(dataKinds[kindOf(file)], byFile.get(file)), people, report, listener)
    );
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
    const profiles = new Set(data.map((d) => metaValue(d, "stable_id")));
    const context = {profiles, panels, sequenced: mask};
    await check(file, people, meta && listenerOf(file, kindOf(file), meta, context, report, genes));
  }
  return {report, files: read};
}

/** What is checked of a data file besides its columns and cells. */
function listenerOf(
  file: string,
  kind: string,
  meta: MetaFile,
  context: PanelContext,
  report: StudyReport,
  genes: StudyGenes | undefined
): TableListener | undefined {
  if (kind === "MUTATION_EXTENDED MAF") return mutationListener(file, meta, context.sequenced, report, genes);
  if (kind === "COPY_NUMBER_ALTERATION SEG") return segmentListener(file, report);
  if (kind === "COPY_NUMBER_ALTERATION DISCRETE_LONG") return longCallListener(file, report, genes);
  if (kind === "STRUCTURAL_VARIANT SV") return variantListener(file, report, genes);
  if (kind === "GENE_PANEL_MATRIX GENE_PANEL_MATRIX") return panelListener(file, context, report);
  if (kind.startsWith("GISTIC_GENES_")) return gisticListener(file, meta, report);
  if (dataKinds[kind]?.matrix) return matrixListener(file, report, kind.endsWith(" DISCRETE") ? genes : undefined);
  return undefined;
}

/** A kind of data with the columns of a generic assay that its description names. */
function kindWith(kind: DataKind | undefined, meta: MetaFile | undefined): DataKind | undefined {
  const properties = meta && metaValue(meta, "generic_entity_meta_properties");
  if (!kind?.matrix || !properties) return kind;
  return {...kind, properties: properties.split(",").map((name) => name.trim())};
}

async function beginsWithMark(path: string): Promise<boolean> {
  const handle = await open(path).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(3), 0, 3, 0);
    return bytesRead === 3 && buffer.toString("hex") === "efbbbf";
  } finally {
    await handle.close();
  }
}

function checkBoth(
  patientFile: string,
  {patients, attributes}: ClinicalIds,
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
  const both = report.check(sampleFile, "attribute_twice", "error", "Attributes that patients have as well");
  for (const column of samples.attributes) if (column !== "PATIENT_ID") both.test(!attributes.has(column), {column});
}
