import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";

const id = "aml_ohsu_2022";
const table = (...rows: readonly string[]): string => `${rows.map((row) => row.replaceAll("|", "\t")).join("\n")}\n`;

const meta = (type: string, datatype: string, file: string, profile = ""): string =>
  `cancer_study_identifier: ${id}\ngenetic_alteration_type: ${type}\ndatatype: ${datatype}\ndata_filename: ${file}\n` +
  (profile === ""
    ? ""
    : `stable_id: ${profile}\nshow_profile_in_analysis_tab: true\nprofile_name: any\nprofile_description: any\n`);

/** A clinical file: attributes with their types, then rows; cells are separated by bars. */
const clinical = (attributes: Readonly<Record<string, "STRING" | "NUMBER">>, ...rows: readonly string[]): string => {
  const [names, types] = [Object.keys(attributes), Object.values(attributes)];
  return table(
    `#${names.join("|")}`,
    `#${names.join("|")}`,
    `#${types.join("|")}`,
    `#${names.map(() => "1").join("|")}`,
    names.join("|"),
    ...rows
  );
};

const list = (name: string, samples: readonly string[]): string =>
  `cancer_study_identifier: ${id}\nstable_id: ${id}_${name}\ncase_list_name: any\ncase_list_description: any\ncase_list_ids: ${samples.join("\t")}\n`;

const sample = (patient: number, n: number): string => `${id}_${patient}_BA${n}`;
const [a1, a2, b1, c1, d1] = [sample(1, 10), sample(1, 11), sample(2, 20), sample(3, 30), sample(4, 40)];

/**
 * An invented study in the form of Beat AML in cBioPortal: the files and attributes that its curators document, four patients
 * of whom the first has a specimen at relapse and one at diagnosis.
 */
export const beatAmlStudy: Readonly<Record<string, string>> = {
  "meta_study.txt": `type_of_cancer: aml\ncancer_study_identifier: ${id}\nname: Invented\ndescription: Invented\ncitation: none\npmid: 0\n`,
  "meta_clinical_patient.txt": meta("CLINICAL", "PATIENT_ATTRIBUTES", "data_clinical_patient.txt"),
  "data_clinical_patient.txt": clinical(
    {
      PATIENT_ID: "STRING",
      SEX: "STRING",
      DX_AT_INCLUSION: "STRING",
      SPECIFIC_DX_AT_INCLUSION: "STRING",
      OS_STATUS: "STRING",
      OS_MONTHS: "NUMBER",
      CAUSE_OF_DEATH: "STRING",
      RACE: "STRING"
    },
    `${id}_1|Male|ACUTE MYELOID LEUKAEMIA (AML) AND RELATED PRECURSOR NEOPLASMS|AML with mutated NPM1|1:DECEASED|12|Dead-Disease|x`,
    `${id}_2|Female|ACUTE MYELOID LEUKAEMIA (AML) AND RELATED PRECURSOR NEOPLASMS|Therapy-related myeloid neoplasms|0:LIVING|24|Alive|x`,
    `${id}_3|Female|MYELODYSPLASTIC SYNDROMES|MDS|1:DECEASED|3.5|Dead-Treatment|x`,
    `${id}_4|Male|ACUTE MYELOID LEUKAEMIA (AML) AND RELATED PRECURSOR NEOPLASMS|unknown|NA|NA|Unknown|x`
  ),
  "meta_clinical_sample.txt": meta("CLINICAL", "SAMPLE_ATTRIBUTES", "data_clinical_sample.txt"),
  "data_clinical_sample.txt": clinical(
    {
      PATIENT_ID: "STRING",
      SAMPLE_ID: "STRING",
      DISEASE_STAGE_AT_SPECIMEN_COLLECTION: "STRING",
      SPECIMEN_TYPE: "STRING",
      TIME_OF_SAMPLE_COLLECTION_RELATIVE_TO_INCLUSION: "NUMBER",
      AGE_AT_DIAGNOSIS: "NUMBER",
      IS_DENOVO: "STRING",
      IS_TRANSFORMED: "STRING",
      ELN2017: "STRING",
      FLT3_ITD: "STRING",
      ALLELIC_RATIO: "NUMBER",
      NPM1: "STRING",
      RUNX1: "STRING",
      ASXL1: "STRING",
      TP53: "STRING",
      CEBPA_BIALLELIC: "STRING"
    },
    `${id}_1|${a1}|Relapse|Peripheral Blood|300|61|TRUE|FALSE|NonInitial|negative||negative|||TP53 (p.R175H; 43.2%)|`,
    `${id}_1|${a2}|Initial Diagnosis|Bone Marrow Aspirate|-1|61|TRUE|FALSE|Favorable|positive|0.4|positive||||`,
    `${id}_2|${b1}|Initial Diagnosis|Leukapheresis|0|47|FALSE|FALSE|Adverse|negative|0|negative|RUNX1 (p.R201*)|||bi`,
    `${id}_3|${c1}|Residual|Peripheral Blood|5|70|unknown|TRUE|NonAML|||||||mono`,
    `${id}_4|${d1}|Initial Diagnosis|Peripheral Blood|0|33|TRUE|FALSE|MissingKaryo|NA|NA|NA||||N/A`
  ),
  "meta_mutations.txt": meta("MUTATION_EXTENDED", "MAF", "data_mutations.txt", "mutations"),
  "data_mutations.txt": table(
    "Hugo_Symbol|Entrez_Gene_Id|Chromosome|Start_Position|End_Position|Reference_Allele|Tumor_Seq_Allele2|Variant_Classification|Tumor_Sample_Barcode|HGVSp_Short|t_ref_count|t_alt_count",
    `NPM1|4869|5|170837543|170837544|-|TCTG|Nonsense_Mutation|${a2}|p.W288Cfs*12|60|40`,
    `NPM1|4869|5|170837543|170837544|-|TCTG|Nonsense_Mutation|${a2}|p.W288Cfs*12|58|41`,
    `TP53|7157|17|7578406|7578406|C|T|Missense_Mutation|${a1}|p.R175H|50|50`,
    `DNMT3A|1788|2|25457242|25457242|C|T|Missense_Mutation|${b1}|p.R882H|75|25`,
    `DNMT3A|1788|2|25463288|25463288|C|T|Silent|${c1}|p.R736=|75|25`
  ),
  "meta_gene_panel_matrix.txt": meta("GENE_PANEL_MATRIX", "GENE_PANEL_MATRIX", "data_gene_panel_matrix.txt"),
  "data_gene_panel_matrix.txt": table(
    "SAMPLE_ID|mutations|structural_variants",
    ...[a1, a2, b1, c1].map((d) => `${d}|WES|NA`)
  ),
  "meta_sv.txt": meta("STRUCTURAL_VARIANT", "SV", "data_sv.txt", "structural_variants"),
  "data_sv.txt": table(
    "Sample_Id|SV_Status|Site1_Hugo_Symbol|Site2_Hugo_Symbol|Event_Info|Class",
    `${b1}|SOMATIC|RUNX1|RUNX1T1|Fusion|Fusion`,
    `${c1}|SOMATIC|KMT2A||KMT2A rearranged|Fusion`,
    `${d1}|SOMATIC|NUP98|NSD1|Fusion|Fusion`,
    `${a1}|SOMATIC|MYH11|CBFB|Fusion|Fusion`
  ),
  "meta_generic_assay.txt":
    meta("GENERIC_ASSAY", "LIMIT-VALUE", "data_generic_assay.txt", "BLOOD_MEASUREMENTS") +
    "generic_assay_type: BLOOD_MEASUREMENTS\ngeneric_entity_meta_properties: NAME,DESCRIPTION\n",
  "data_generic_assay.txt": table(
    `ENTITY_STABLE_ID|NAME|DESCRIPTION|${[a1, a2, b1, c1, d1].join("|")}`,
    "WBC_COUNT|WBC|any|5|44.5|12|NA|3",
    "HEMOGLOBIN|Hb|any|8|9.5|10|NA|11",
    "PLATELET_COUNT|Plt|any|50|60|70|80|NA",
    "LDH|LDH|any|300|400|500|NA|NA",
    "PERC_BLASTS_IN_BM|Blasts|any|60|>90|70|NA|NA",
    "PERC_BLASTS_IN_PB|Blasts|any|10|20|30|NA|NA",
    "ALT|ALT|any|1|2|3|4|5"
  ),
  "meta_mrna_seq_rpkm.txt": meta("MRNA_EXPRESSION", "CONTINUOUS", "data_mrna_seq_rpkm.txt", "rna_seq_mrna"),
  "data_mrna_seq_rpkm.txt": table(
    `Hugo_Symbol|Entrez_Gene_Id|${[a1, a2, b1].join("|")}`,
    "MECOM|2122|1|2|3.5",
    "HOXA9|3205|4|NA|6"
  ),
  "meta_mrna_seq_rpkm_zscores_ref_all_samples.txt": meta(
    "MRNA_EXPRESSION",
    "Z-SCORE",
    "data_mrna_seq_rpkm_zscores_ref_all_samples.txt",
    "rna_seq_mrna_median_all_sample_Zscores"
  ),
  "data_mrna_seq_rpkm_zscores_ref_all_samples.txt": table(
    `Hugo_Symbol|Entrez_Gene_Id|${[a1, a2, b1].join("|")}`,
    "MECOM|2122|-1|0|1"
  ),
  "case_lists/cases_all.txt": list("all", [a1, a2, b1, c1, d1]),
  "case_lists/cases_sequenced.txt": list("sequenced", [a1, a2, b1, c1]),
  "case_lists/cases_RNA_Seq_mRNA.txt": list("rna_seq_mrna", [a1, a2, b1]),
  "case_lists/cases_sv.txt": list("sv", [a1, a2, b1, c1, d1])
};

/** Writes the invented study into a folder. */
export function writeBeatAmlStudy(folder: string): string {
  for (const [name, text] of Object.entries(beatAmlStudy)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
