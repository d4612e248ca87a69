import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";

const lines = (...rows: readonly (readonly string[])[]): string => `${rows.map((row) => row.join("\t")).join("\n")}\n`;

const meta = (type: string, datatype: string, file: string, more = ""): string =>
  `cancer_study_identifier: small\ngenetic_alteration_type: ${type}\ndatatype: ${datatype}\ndata_filename: ${file}\n${more}`;

const profile = (id: string): string =>
  `stable_id: ${id}\nshow_profile_in_analysis_tab: true\nprofile_name: any\nprofile_description: any\n`;

const caseList = (id: string, samples: readonly string[]): string =>
  `cancer_study_identifier: small\nstable_id: small_${id}\ncase_list_name: any\ncase_list_description: any\ncase_list_ids: ${samples.join("\t")}\n`;

/** A small study folder without a fault; every patient is invented. P4 was sequenced without a finding, P5 was not. */
export const soundStudy: Readonly<Record<string, string>> = {
  "meta_study.txt":
    "type_of_cancer: aml\ncancer_study_identifier: small\nname: Small\ndescription: Invented: all of it\n",
  "meta_clinical_patient.txt": meta("CLINICAL", "PATIENT_ATTRIBUTES", "data_clinical_patient.txt"),
  "data_clinical_patient.txt": lines(
    ["#Patient", "Sex", "Age", "Status", "Months"],
    ["#Patient", "Sex", "Age at diagnosis", "Vital status", "Months since diagnosis"],
    ["#STRING", "STRING", "NUMBER", "STRING", "NUMBER"],
    ["#1", "1", "1", "1", "1"],
    ["PATIENT_ID", "SEX", "AGE", "OS_STATUS", "OS_MONTHS"],
    ["P1", "Female", "50", "1:DECEASED", "12"],
    ["P2", "Male", "61", "0:LIVING", "24"],
    ["P3", "Male", "[Not Available]", "1:DECEASED", "3.5"],
    ["P4", "Female", "33", "0:LIVING", "60"],
    ["P5", "Female", "70", "1:DECEASED", "0"]
  ),
  "meta_clinical_sample.txt": meta("CLINICAL", "SAMPLE_ATTRIBUTES", "data_clinical_sample.txt"),
  "data_clinical_sample.txt": lines(
    ["#Patient", "Sample"],
    ["#Patient", "Sample"],
    ["#STRING", "STRING"],
    ["#1", "1"],
    ["PATIENT_ID", "SAMPLE_ID"],
    ["P1", "P1-03"],
    ["P2", "P2-03"],
    ["P3", "P3-03"],
    ["P4", "P4-03"],
    ["P5", "P5-03"]
  ),
  "meta_mutations.txt": meta("MUTATION_EXTENDED", "MAF", "data_mutations.txt", profile("mutations")),
  "data_mutations.txt": lines(
    ["#version 2.4"],
    ["#sequenced_samples: P1-03 P2-03 P3-03 P4-03"],
    [
      "Hugo_Symbol",
      "Entrez_Gene_Id",
      "NCBI_Build",
      "Chromosome",
      "Start_Position",
      "Tumor_Sample_Barcode",
      "Variant_Classification",
      "HGVSp_Short"
    ],
    ["DNMT3A", "1788", "GRCh37", "2", "25457242", "P1-03", "Missense_Mutation", "p.R882H"],
    ["NPM1", "4869", "GRCh37", "5", "170837543", "P2-03", "Frame_Shift_Ins", "p.W288Cfs*12"],
    ["DNMT3A", "1788", "GRCh37", "2", "25463288", "P3-03", "Silent", "p.R736="]
  ),
  "meta_gene_matrix.txt": meta("GENE_PANEL_MATRIX", "GENE_PANEL_MATRIX", "data_gene_matrix.txt"),
  "data_gene_matrix.txt": lines(
    ["SAMPLE_ID", "mutations"],
    ["P1-03", "LARGE"],
    ["P2-03", "LARGE"],
    ["P3-03", "TINY"],
    ["P4-03", "LARGE"],
    ["P5-03", "NA"]
  ),
  "meta_expression.txt": meta("MRNA_EXPRESSION", "CONTINUOUS", "data_expression.txt", profile("mrna")),
  "data_expression.txt": lines(
    ["Hugo_Symbol", "Entrez_Gene_Id", "P1-03", "P2-03"],
    ["DNMT3A", "1788", "5.25", "NA"],
    ["NPM1", "4869", "-0.5", "11"]
  ),
  "meta_timeline.txt": meta("CLINICAL", "TIMELINE", "data_timeline.txt"),
  "data_timeline.txt": lines(
    ["PATIENT_ID", "START_DATE", "STOP_DATE", "EVENT_TYPE", "STATUS"],
    ["P1", "35", "", "STATUS", "Complete Remission"],
    ["P1", "200", "", "STATUS", "Relapse"],
    ["P2", "40", "", "STATUS", "Complete Remission"]
  ),
  "gene_panels/LARGE.txt": "stable_id: LARGE\ndescription: Invented\ngene_list: DNMT3A\tNPM1\n",
  "gene_panels/TINY.txt": "stable_id: TINY\ndescription: Invented\ngene_list: NPM1\n",
  "case_lists/cases_all.txt": caseList("all", ["P1-03", "P2-03", "P3-03", "P4-03", "P5-03"]),
  "case_lists/cases_sequenced.txt": caseList("sequenced", ["P1-03", "P2-03", "P3-03", "P4-03"])
};

/** Writes a study folder: the sound one with files replaced, added, or left out (null). */
export function writeStudy(folder: string, changes: Readonly<Record<string, string | Uint8Array | null>> = {}): string {
  for (const name of ["case_lists", "gene_panels"]) mkdirSync(join(folder, name), {recursive: true});
  for (const [name, content] of Object.entries({...soundStudy, ...changes}))
    if (content !== null) writeFileSync(join(folder, name), content);
  return folder;
}

/** A file of the sound study with one text replaced; the text must occur. */
export function studyFileWith(name: string, from: string, to: string): Record<string, string> {
  if (!soundStudy[name].includes(from)) throw new RangeError(`unknown text in ${name}: ${from}`);
  return {[name]: soundStudy[name].replace(from, to)};
}
