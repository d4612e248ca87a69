import {describe, expect, it} from "vitest";
import {checkStudy} from "../../loaders/sources/cbioportal/checkStudy.js";
import {soundStudy, studyFileWith, writeStudy} from "../support/cbioportalStudy.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

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
    expect(files).toHaveLength(15);
    expect(new Set(files.map(({sha256}) => sha256)).size).toBe(15);
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
      "bytes that are no text",
      {"data_timeline.txt": new Uint8Array([0x50, 0xff, 0x0a])},
      [["data_timeline.txt", "unreadable", "error", 1, {value: expect.stringContaining("undecodable") as string}]]
    ]
  ];
  it.each(cases)("finds %s", async (_, changes, expected) => {
    expect(await faults(changes)).toEqual(expected);
  });

  it("has nothing to say of data in a folder that is empty but that nothing describes them", async () => {
    const {report} = await checkStudy(temporaryFolder());
    expect(report.checks.filter(({n}) => n > 0).map(({rule}) => rule)).toEqual([
      "cbioportal_study_undescribed",
      "cbioportal_samples_undescribed"
    ]);
  });
});
