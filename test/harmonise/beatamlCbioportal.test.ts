import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {writeBeatAmlStudy} from "../support/beatAmlStudy.js";
import {root} from "../support/sharedData.js";
import {reader} from "../support/tables.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

describe("Beat AML in the form of cBioPortal", () => {
  it("becomes patients, samples, mutations, fusions, laboratory values and expression", async () => {
    const dataDir = writeBeatAmlStudy(temporaryFolder());
    const {tables} = await harmoniseStudy({study: "beataml_cbioportal", root, dataDir});
    const data = reader(tables);
    const name = new Map(data.rows("patients").map((d) => [d.patient_id, Number(d.age_years)]));
    const by = (table: string, ...columns: string[]): unknown[] =>
      data
        .rows(table)
        .map((d) => [name.get(String(d.patient_id)), ...columns.map((column) => d[column])])
        .sort((a, b) => Number(a[0]) - Number(b[0]) || String(a[1]).localeCompare(String(b[1])));
    expect(by("patients", "sex", "disease", "aml_type", "risk_eln2017_reported", "followup_days")).toEqual([
      [33, "male", "AML", "de_novo", null, null],
      [47, "female", "AML", "therapy_related", "adverse", 731],
      [61, "male", "AML", "de_novo", "favourable", 365],
      [70, "female", "MDS", "secondary", null, 107]
    ]);
    expect(by("patients", "wbc", "platelets", "bm_blasts", "flt3_itd_allelic_ratio")).toEqual([
      [33, 3, null, null, null],
      [47, 12, 70, 70, null],
      [61, 44.5, 60, 90, expect.closeTo(0.4, 6)],
      [70, null, 80, null, null]
    ]);
    // The specimen of the diagnosis stands for the patient who has two.
    expect(by("samples", "timepoint", "material")).toEqual([
      [33, "diagnosis", "PB"],
      [47, "diagnosis", "leukapheresis"],
      [61, "diagnosis", "BM"],
      [70, "followup", "PB"]
    ]);
    expect(by("mutations", "gene_symbol", "consequence", "hgvs_p", "vaf")).toEqual([
      [47, "DNMT3A", "missense", "p.R882H", 0.25],
      [61, "NPM1", "frameshift", "p.W288fs*12", expect.closeTo(0.4, 6)]
    ]);
    // Who was not sequenced is not wild type; the relapse's TP53 is not the diagnosis'.
    expect(by("patient_features", "NPM1", "FLT3-ITD", "DNMT3A", "TP53", "RUNX1", "CEBPA-biallelic")).toEqual([
      [33, null, null, null, null, null, null],
      [47, 0, 0, 1, 0, 1, 1],
      [61, 1, 1, 0, 0, 0, null],
      [70, null, null, 0, 0, 0, 0]
    ]);
    expect(by("cytogenetics", "t_8_21", "inv16", "kmt2a_other")).toEqual([
      [33, null, null, null],
      [47, true, null, null],
      [61, null, null, null],
      [70, null, null, true]
    ]);
    expect(data.rows("expression").map((d) => [d.gene_symbol, d.value, d.unit])).toEqual(
      expect.arrayContaining([
        ["HOXA9", 6, "log2_RPKM"],
        ["MECOM", 2, "log2_RPKM"],
        ["MECOM", 3.5, "log2_RPKM"]
      ])
    );
    expect(data.rows("unmapped_tokens").map((d) => [d.file, d.token, d.n])).toEqual([
      ["data_sv.txt", "NSD1::NUP98", 1]
    ]);
    expect(data.findings()).toMatchObject({
      several_rows: 1,
      entities_unmapped: 1,
      variants_unmapped: 1,
      duplicate_call: 1,
      "file_unused@data_gene_panel_matrix.txt": 1,
      columns_left_out: 1
    });
    expect(Object.keys(data.findings()).filter((rule) => rule.startsWith("file_unread"))).toEqual([]);
    expect(
      data
        .rows("mapping_coverage")
        .filter((d) => d.column === "ALT" || d.column === "RACE")
        .map((d) => d.mapped)
    ).toEqual([false, false]);
  });
});
