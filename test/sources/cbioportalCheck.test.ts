import {describe, expect, it} from "vitest";
import {checkStudy} from "../../loaders/sources/cbioportal/checkStudy.js";
import {soundStudy, studyFileWith, writeStudy} from "../support/cbioportalStudy.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

const meta = (type: string, datatype: string, file: string, more = ""): string =>
  `cancer_study_identifier: small\ngenetic_alteration_type: ${type}\ndatatype: ${datatype}\ndata_filename: ${file}\n${more}`;
const profile = (id: string): string =>
  `stable_id: ${id}\nshow_profile_in_analysis_tab: true\nprofile_name: any\nprofile_description: any\n`;

type Changes = Parameters<typeof writeStudy>[1];

/** What is wrong with the sound study as changed: file, rule, number and the first place. */
async function faults(changes: Changes = {}): Promise<unknown[]> {
  const {report} = await checkStudy(writeStudy(temporaryFolder(), changes));
  return report.checks
    .filter(({n, severity}) => n > 0 && severity !== "info")
    .map(({file, rule, severity, n, places}) => [file, rule.replace("cbioportal_", ""), severity, n, places[0]]);
}

describe("checkStudy", () => {
  it("finds no fault in a sound study, and counts what it looked at", async () => {
    const {report, files} = await checkStudy(writeStudy(temporaryFolder()));
    expect(report.checks.filter(({n, severity}) => n > 0 && severity !== "info")).toEqual([]);
    expect(report.checks.find(({rule}) => rule === "cbioportal_variant_filtered")).toMatchObject({n: 1, checked: 3});
    expect(files).toHaveLength(17);
    expect(new Set(files.map(({sha256}) => sha256)).size).toBe(17);
  });

  const cases: [string, Changes, unknown[]][] = [
    [
      "a description whose data file is absent",
      {"data_expression.txt": null},
      [
        [
          "meta_expression.txt",
          "dangling_meta",
          "error",
          1,
          {line: 4, column: "data_filename", value: "data_expression.txt"}
        ]
      ]
    ],
    [
      "a data file outside of the folder",
      studyFileWith("meta_timeline.txt", "data_timeline.txt", "../data_timeline.txt"),
      [
        [
          "meta_timeline.txt",
          "dangling_meta",
          "error",
          1,
          {line: 4, column: "data_filename", value: "../data_timeline.txt"}
        ],
        ["data_timeline.txt", "data_undescribed", "warning", 1, {}]
      ]
    ],
    [
      "another study",
      studyFileWith("meta_mutations.txt", ": small", ": large"),
      [
        [
          "meta_mutations.txt",
          "study_identifier",
          "error",
          1,
          {line: 1, column: "cancer_study_identifier", value: "large"}
        ]
      ]
    ],
    [
      "an unknown kind of data, a missing field and a line without a colon",
      {
        "meta_timeline.txt":
          "cancer_study_identifier: small\ngenetic_alteration_type: MAGIC\ndata_filename: data_timeline.txt\nwhat\n"
      },
      [
        ["meta_timeline.txt", "meta_field", "error", 1, {column: "datatype"}],
        ["meta_timeline.txt", "meta_line", "error", 1, {line: 4, value: "what"}],
        ["meta_timeline.txt", "meta_kind", "error", 1, {line: 2, column: "genetic_alteration_type", value: "MAGIC "}]
      ]
    ],
    [
      "a study that nothing describes",
      {"meta_study.txt": null},
      [["meta_study.txt", "study_undescribed", "error", 1, {}]]
    ],
    [
      "a header line that is missing",
      studyFileWith("data_clinical_sample.txt", "#1\t1\n", ""),
      [["data_clinical_sample.txt", "clinical_header", "error", 1, {line: 4, value: "3 lines with #"}]]
    ],
    [
      "an unknown type in the header, and a name in lower case",
      {
        "data_clinical_sample.txt": soundStudy["data_clinical_sample.txt"]
          .replace("#STRING\tSTRING", "#STRING\tTEXT")
          .replace("PATIENT_ID\tSAMPLE_ID", "PATIENT_ID\tSAMPLE_ID\tx")
          .replace(/(P\d-03)/g, "$1\t")
      },
      [["data_clinical_sample.txt", "clinical_header", "error", 6, {line: 1, value: "2 cells"}]]
    ],
    [
      "a text among numbers",
      studyFileWith("data_clinical_patient.txt", "\t61\t", "\tsixty\t"),
      [["data_clinical_patient.txt", "value_type", "error", 1, {line: 7, column: "AGE", value: "sixty"}]]
    ],
    [
      "a status without its prefix, and a known one without months",
      studyFileWith("data_clinical_patient.txt", "0:LIVING\t24", "LIVING\t[Not Available]"),
      [
        [
          "data_clinical_patient.txt",
          "survival_status:OS_STATUS",
          "error",
          1,
          {line: 7, column: "OS_STATUS", value: "LIVING"}
        ],
        [
          "data_clinical_patient.txt",
          "survival_months:OS_MONTHS",
          "warning",
          1,
          {line: 7, column: "OS_MONTHS", value: "[Not Available]"}
        ]
      ]
    ],
    [
      "a sample that stands twice",
      studyFileWith("data_clinical_sample.txt", "P2\tP2-03\n", "P2\tP2-03\nP2\tP2-03\n"),
      [["data_clinical_sample.txt", "duplicate_sample", "error", 1, {line: 8, column: "SAMPLE_ID", value: "P2-03"}]]
    ],
    [
      "a sample that is not in the clinical file",
      studyFileWith("data_clinical_sample.txt", "P5\tP5-03\n", ""),
      [
        ["data_clinical_patient.txt", "patient_without_sample", "warning", 1, {column: "PATIENT_ID", value: "P5"}],
        ["case_lists/cases_all.txt", "sample_unknown", "error", 1, {line: 5, column: "case_list_ids", value: "P5-03"}],
        ["data_gene_matrix.txt", "sample_unknown", "error", 1, {line: 6, column: "SAMPLE_ID", value: "P5-03"}]
      ]
    ],
    [
      "a mutation of a sample that was not sequenced, in no gene, of no known class",
      studyFileWith(
        "data_mutations.txt",
        "NPM1\t4869\tGRCh37\t5\t170837543\tP2-03\tFrame_Shift_Ins",
        "\t\tGRCh37\t5\tfar\tP5-03\tBig"
      ),
      [
        ["data_mutations.txt", "gene_unknown", "error", 1, {line: 5, column: "Hugo_Symbol", value: ""}],
        ["data_mutations.txt", "gene_symbol_only", "warning", 1, {line: 5, column: "Entrez_Gene_Id", value: ""}],
        [
          "data_mutations.txt",
          "variant_class",
          "warning",
          1,
          {line: 5, column: "Variant_Classification", value: "Big"}
        ],
        [
          "data_mutations.txt",
          "sample_not_sequenced",
          "error",
          1,
          {line: 5, column: "Tumor_Sample_Barcode", value: "P5-03"}
        ],
        ["data_mutations.txt", "value_type", "error", 1, {line: 5, column: "Start_Position", value: "far"}]
      ]
    ],
    [
      "a required column that is missing, and rows that are cut short",
      studyFileWith("data_mutations.txt", "\tVariant_Classification\tHGVSp_Short", "\tVariant_Classification"),
      [
        ["data_mutations.txt", "cells", "error", 3, {line: 4, value: "8 cells"}],
        ["data_mutations.txt", "column_missing", "error", 1, {line: 3, column: "HGVSp_Short or Amino_Acid_Change"}]
      ]
    ],
    [
      "a matrix with a sample of another study and a text",
      studyFileWith("data_expression.txt", "P2-03\nDNMT3A\t1788\t5.25", "P9-03\nDNMT3A\t1788\thigh"),
      [
        ["data_expression.txt", "value_type", "error", 1, {line: 2, column: "P1-03", value: "high"}],
        ["data_expression.txt", "sample_unknown", "error", 1, {line: 1, column: "P9-03", value: "P9-03"}]
      ]
    ],
    [
      "names of profiles and categories that cBioPortal does not know, a list that is missing, a pmid without a citation",
      {
        "meta_expression.txt": soundStudy["meta_expression.txt"].replace("stable_id: mrna", "stable_id: mutations"),
        "case_lists/cases_all.txt": `${soundStudy["case_lists/cases_all.txt"].replace("small_all", "small_some")}case_list_category: everybody\n`,
        "meta_study.txt": `${soundStudy["meta_study.txt"]}pmid: 1, 2\n`
      },
      [
        ["meta_expression.txt", "stable_id", "error", 1, {line: 5, column: "stable_id", value: "mutations"}],
        ["meta_mutations.txt", "duplicate_profile", "error", 1, {line: 5, column: "stable_id", value: "mutations"}],
        ["meta_study.txt", "all_list_missing", "error", 1, {}],
        ["meta_study.txt", "citation_missing", "warning", 1, {column: "pmid", value: "1, 2"}],
        [
          "case_lists/cases_all.txt",
          "case_list_category",
          "error",
          1,
          {line: 6, column: "case_list_category", value: "everybody"}
        ]
      ]
    ],
    [
      "a byte-order mark, blank lines and cells with blanks around",
      {"data_timeline.txt": `\ufeff${soundStudy["data_timeline.txt"].replace("\nP2\t40", "\n\nP2\t 40 ")}`},
      [
        ["data_timeline.txt", "byte_order_mark", "warning", 1, {}],
        ["data_timeline.txt", "blank_line", "warning", 1, {line: 4}],
        ["data_timeline.txt", "cell_space", "warning", 1, {line: 5, column: "START_DATE", value: " 40 "}]
      ]
    ],
    [
      "attributes that are taken, or stand in both files, and a status without a meaning",
      {
        "data_clinical_sample.txt": soundStudy["data_clinical_sample.txt"]
          .replace(/^#(.*)$/gmu, "#$1\t1\t1")
          .replace("#STRING\tSTRING\t1\t1", "#STRING\tSTRING\tSTRING\tSTRING")
          .replace("PATIENT_ID\tSAMPLE_ID", "PATIENT_ID\tSAMPLE_ID\tSEX\tMUTATION_COUNT")
          .replace(/(P\d-03)/gu, "$1\tx\t1"),
        ...studyFileWith("data_clinical_patient.txt", "0:LIVING\t24", "0:unsure\t24")
      },
      [
        [
          "data_clinical_patient.txt",
          "survival_value:OS_STATUS",
          "warning",
          1,
          {line: 7, column: "OS_STATUS", value: "0:unsure"}
        ],
        ["data_clinical_sample.txt", "reserved_column", "warning", 1, {line: 5, column: "MUTATION_COUNT"}],
        ["data_clinical_sample.txt", "attribute_twice", "error", 1, {column: "SEX"}]
      ]
    ],
    [
      "a panel that the folder does not have, of a profile that there is not, and a sample twice",
      {
        "data_gene_matrix.txt": soundStudy["data_gene_matrix.txt"]
          .replace("SAMPLE_ID\tmutations", "SAMPLE_ID\tfusions")
          .replace("P5-03\tNA", "P1-03\tHUGE")
      },
      [
        ["data_gene_matrix.txt", "panel_profile", "error", 1, {line: 1, column: "fusions"}],
        ["data_gene_matrix.txt", "panel_unknown", "error", 1, {line: 6, column: "fusions", value: "HUGE"}],
        ["data_gene_matrix.txt", "duplicate_sample", "error", 1, {line: 6, column: "SAMPLE_ID", value: "P1-03"}]
      ]
    ],
    [
      "segments and peaks that end before they start, on chromosomes that there are not",
      {
        "meta_seg.txt": meta(
          "COPY_NUMBER_ALTERATION",
          "SEG",
          "data_cna.seg",
          "reference_genome_id: hg19\ndescription: any\n"
        ),
        "data_cna.seg": "ID\tchrom\tloc.start\tloc.end\tnum.mark\tseg.mean\nP1-03\t29\t5\t4\t1\t0.5\n",
        "meta_gistic.txt": meta("GISTIC_GENES_AMP", "Q-VALUE", "data_gistic.txt"),
        "data_gistic.txt":
          "chromosome\tpeak_start\tpeak_end\tgenes_in_region\tamp\tcytoband\tq_value\n1\t9\t8\t,\t0\t1p33\t1.5\n"
      },
      [
        ["data_cna.seg", "chromosome", "error", 1, {line: 2, column: "chrom", value: "29"}],
        ["data_cna.seg", "bounds", "error", 1, {line: 2, column: "loc.start", value: "5–4"}],
        ["data_gistic.txt", "bounds", "error", 1, {line: 2, column: "peak_start", value: "9–8"}],
        ["data_gistic.txt", "q_value", "error", 1, {line: 2, column: "q_value", value: "1.5"}],
        ["data_gistic.txt", "amp", "error", 1, {line: 2, column: "amp", value: "0"}],
        ["data_gistic.txt", "gene_unknown", "warning", 1, {line: 2, column: "genes_in_region"}]
      ]
    ],
    [
      "structural variants without a gene or a status, copy number without a list, an assay without a name",
      {
        "meta_sv.txt": meta("STRUCTURAL_VARIANT", "SV", "data_sv.txt", profile("structural_variants")),
        "data_sv.txt": "Sample_Id\tSV_Status\tSite1_Hugo_Symbol\nP1-03\tMAYBE\t\n",
        "meta_cna.txt": meta("COPY_NUMBER_ALTERATION", "DISCRETE_LONG", "data_cna.txt", profile("cna")),
        "data_cna.txt": "Hugo_Symbol\tEntrez_Gene_Id\tSample_Id\tValue\nTP53\t7157\tP1-03\t3\nTP53\t7157\tP1-03\t1\n",
        "meta_assay.txt": meta("GENERIC_ASSAY", "LIMIT-VALUE", "data_assay.txt", profile("labs")),
        "data_assay.txt": "ENTITY_STABLE_ID\tNAME\tP1-03\nWBC\tWBC\t>100\nWBC\tWBC\tmany\n"
      },
      [
        ["meta_assay.txt", "meta_field", "error", 2, {column: "generic_assay_type"}],
        ["meta_cna.txt", "cna_list_missing", "error", 1, {}],
        ["meta_sv.txt", "sv_list_missing", "error", 1, {}],
        ["data_assay.txt", "duplicate_entity", "warning", 1, {line: 3, column: "ENTITY_STABLE_ID", value: "WBC"}],
        ["data_assay.txt", "value_type", "error", 1, {line: 3, column: "P1-03", value: "many"}],
        ["data_cna.txt", "value_type", "error", 1, {line: 2, column: "Value", value: "3"}],
        ["data_cna.txt", "duplicate_call", "error", 1, {line: 3, column: "Hugo_Symbol", value: "TP53"}],
        ["data_sv.txt", "value_type", "error", 1, {line: 2, column: "SV_Status", value: "MAYBE"}],
        ["data_sv.txt", "gene_unknown", "error", 1, {line: 2, column: "Site1_Hugo_Symbol"}]
      ]
    ],
    [
      "bytes that are no text",
      {"data_timeline.txt": new Uint8Array([0x50, 0xff, 0x0a])},
      [["data_timeline.txt", "unreadable", "error", 1, {value: expect.stringContaining("undecodable") as string}]]
    ]
  ];
  it.each(cases)("finds %s", async (_, changes, expected) => {
    expect(await faults(changes)).toEqual(expected);
  });

  it("compares genes with what is known of them, which is no fault where nothing is", async () => {
    const text = soundStudy["data_mutations.txt"]
      .replace("DNMT3A\t1788\tGRCh37\t2\t25457242", "MLL\t4297\tGRCh37\t2\t25457242")
      .replace("NPM1\t4869", "NPM1\t1");
    const folder = writeStudy(temporaryFolder(), {"data_mutations.txt": text});
    const genes = {current: new Set(["NPM1"]), former: new Map([["MLL", "KMT2A"]]), numbers: new Map([["NPM1", 4869]])};
    const {report} = await checkStudy(folder, genes);
    const found = report.checks.filter(({rule, n}) => n > 0 && rule.startsWith("cbioportal_gene_"));
    expect(found.map(({rule, severity, n, places}) => [rule, severity, n, places[0].line])).toEqual([
      ["cbioportal_gene_former", "warning", 1, 4],
      ["cbioportal_gene_number_other", "warning", 1, 5],
      ["cbioportal_gene_unlisted", "info", 1, 6]
    ]);
  });

  it("has nothing to say of data in a folder that is empty but that nothing describes them", async () => {
    const {report} = await checkStudy(temporaryFolder());
    expect(report.checks.filter(({n}) => n > 0).map(({rule}) => rule)).toEqual([
      "cbioportal_study_undescribed",
      "cbioportal_samples_undescribed"
    ]);
  });
});
