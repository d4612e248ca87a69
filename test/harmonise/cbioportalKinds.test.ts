import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {readRaw} from "../../loaders/sources/readRaw.js";
import {formatSchema} from "../../loaders/study/formatSchema.js";
import {studyFileWith, writeStudy} from "../support/cbioportalStudy.js";
import {study, writePartner} from "../support/partner.js";
import {reader, tally} from "../support/tables.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

const described = (type: string, datatype: string, file: string, stable = ""): string =>
  `cancer_study_identifier: small\ngenetic_alteration_type: ${type}\ndatatype: ${datatype}\ndata_filename: ${file}\n${stable}`;
const profile = (id: string): string =>
  `stable_id: ${id}\nshow_profile_in_analysis_tab: true\nprofile_name: any\nprofile_description: any\n`;
const list = (id: string, samples: string): string =>
  `cancer_study_identifier: small\nstable_id: small_${id}\ncase_list_name: any\ncase_list_description: any\ncase_list_ids: ${samples}\n`;
const table = (...rows: readonly string[]): string => `${rows.map((row) => row.replaceAll("|", "\t")).join("\n")}\n`;

const wide = table(
  "Hugo_Symbol|Entrez_Gene_Id|P1-03|P2-03|P3-03",
  "TP53|7157|-2|0|NA",
  "MLL3|58508|1|2|-1.5",
  "XYZ9||0|0|0"
);
const long = table(
  "Hugo_Symbol|Entrez_Gene_Id|Sample_Id|Value",
  ...["TP53|7157|P1-03|-2", "TP53|7157|P2-03|0", "TP53|7157|P3-03|NA"],
  ...["MLL3|58508|P1-03|1", "MLL3|58508|P2-03|2", "MLL3|58508|P3-03|-1.5"],
  ...["XYZ9||P1-03|0", "XYZ9||P2-03|0", "XYZ9||P3-03|0"]
);

/** What the sound study gets besides: gene-wise copy number, structural variants, treatments, laboratory values. */
const more = {
  "meta_cna.txt": described("COPY_NUMBER_ALTERATION", "DISCRETE", "data_cna.txt", profile("gistic")),
  "data_cna.txt": wide,
  "meta_sv.txt": described("STRUCTURAL_VARIANT", "SV", "data_sv.txt", profile("structural_variants")),
  "data_sv.txt": table(
    "Sample_Id|SV_Status|Site1_Hugo_Symbol|Site2_Hugo_Symbol",
    "P1-03|SOMATIC|RUNX1T1|RUNX1",
    "P2-03|GERMLINE|CBFB|MYH11",
    "P2-03|SOMATIC|ETV6|",
    "P5-03|SOMATIC|ETV6|"
  ),
  "case_lists/cases_cna.txt": list("cna", "P1-03\tP2-03\tP3-03"),
  "case_lists/cases_sv.txt": list("sv", "P1-03\tP2-03\tP3-03"),
  "meta_timeline_treatment.txt": described("CLINICAL", "TIMELINE", "data_timeline_treatment.txt"),
  "data_timeline_treatment.txt": table(
    "PATIENT_ID|START_DATE|STOP_DATE|EVENT_TYPE|TREATMENT_TYPE|SUBTYPE|AGENT",
    "P1|1|8|TREATMENT|Medical Therapy|Induction|Cytarabine",
    "P1|90|90|TREATMENT|Transplant|Allogeneic|Unrelated",
    "P2|2|9|TREATMENT|Medical Therapy|Induction|Cytarabine"
  ),
  "meta_timeline_lab.txt": described("CLINICAL", "TIMELINE", "data_timeline_lab.txt"),
  "data_timeline_lab.txt": table(
    "PATIENT_ID|START_DATE|STOP_DATE|EVENT_TYPE|TEST|RESULT",
    "P1|0||LAB_TEST|WBC|12.5",
    "P2|0||LAB_TEST|WBC|80",
    "P2|0||LAB_TEST|CRP|5"
  )
};

const mapping = `source: TEST
version: 1.0.0
samples:
  diagnosis: {timepoint: diagnosis}
assays:
  large: {type: NGS_panel, sample: diagnosis, panel: large, patients: {file: panels, when: {mutations: LARGE}}}
  array: {type: SNP_array, sample: diagnosis, patients: {file: arrays}}
unused: {data_mutations.txt: not of interest here}
files:
  clinical:
    file: data_clinical_patient.txt
    format: {kind: cbioportal, data: clinical}
    rows: patients
    key: {column: PATIENT_ID}
    identifiers: {registry: {column: PATIENT_ID}}
    missing: ["", "[Not Available]"]
    columns:
      SEX: {to: patients.sex, codes: {Female: female, Male: male}}
      OS_MONTHS: {to: patients.followup_days, unit: mo, round: nearest}
    events:
      - {event: death, day: OS_MONTHS, unit: mo, when: {OS_STATUS: {is: "1:DECEASED", not: "0:LIVING"}}}
  samples: {file: data_clinical_sample.txt, format: {kind: cbioportal, data: clinical}, rows: details, key: {column: PATIENT_ID}}
  panels:
    file: data_gene_matrix.txt
    format: {kind: cbioportal, data: table}
    rows: details
    key: &sample {column: SAMPLE_ID, through: {file: samples, column: SAMPLE_ID}}
    missing: [NA]
  arrays: {file: case_lists/cases_cna.txt, format: {kind: cbioportal, data: case_list}, rows: details, key: *sample}
  copy_number:
    file: data_cna.txt
    format: {kind: cbioportal, data: copy_number}
    rows: cna
    key: *sample
    sample: diagnosis
    missing: {NA: NOT_TESTED}
    columns: {Hugo_Symbol: {to: cna_gene.gene_symbol}, Value: {to: cna_gene.call}}
  fusions:
    file: data_sv.txt
    format: {kind: cbioportal, data: fusions, profiled: case_lists/cases_sv.txt}
    rows: details
    key: *sample
    missing: [""]
    columns:
      RUNX1::RUNX1T1: {to: cytogenetics.t_8_21, codes: {0: false, 1: true}}
      CBFB::MYH11: {to: cytogenetics.inv16, codes: {0: false, 1: true}}
  zscores:
    file: data_expression.txt
    format: {kind: cbioportal, data: table}
    rows: expression
    key: {header: true, through: {file: samples, column: SAMPLE_ID}}
    sample: diagnosis
    unit: z_score
    missing: [NA]
    genes: {column: Hugo_Symbol}
  treatments:
    file: data_timeline_treatment.txt
    format: {kind: cbioportal, data: table}
    rows: facts
    key: {column: PATIENT_ID}
    treatments:
      - {phase: induction1, start: START_DATE, when: {SUBTYPE: Induction}}
      - {phase: hct_allo, start: START_DATE, when: {SUBTYPE: Allogeneic}, donor: {column: AGENT, codes: {Unrelated: MUD}}}
    events: [{event: hct_allo, day: START_DATE, when: {SUBTYPE: Allogeneic}}]
  laboratory:
    file: data_timeline_lab.txt
    format: {kind: cbioportal, data: table}
    rows: details
    key: {column: PATIENT_ID}
    pivot: {names: TEST, values: [RESULT], when: {EVENT_TYPE: LAB_TEST}, first: START_DATE}
    columns: {WBC.RESULT: {to: patients.wbc, unit: 10*9/L}}
`;

const panels = {large: "id: large\ntitle: Large panel\norigin: invented\ngenes: [DNMT3A, NPM1]\n"};

describe("kinds of data of a cBioPortal study", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hemiola-"));
  afterAll(() => rmSync(folder, {recursive: true, force: true}));
  writePartner(folder, {mapping, study, panels});
  const harmonise = async (changes: Parameters<typeof writeStudy>[1] = {}) => {
    const dataDir = writeStudy(mkdtempSync(join(folder, "study-")), {...more, ...changes});
    return reader((await harmoniseStudy({study: "test", root: folder, dataDir})).tables);
  };
  const data = await harmonise();

  it("reads gene-wise copy number from a matrix and from its long form alike", async () => {
    const calls = data.rows("cna_gene").map((d) => [d.gene_symbol, d.call]);
    expect(tally(calls.map(([gene, call]) => `${gene as string} ${call as number}`))).toEqual({
      "TP53 -2": 1,
      "TP53 0": 1,
      "TP53 null": 1,
      "KMT2C 1": 1,
      "KMT2C 2": 1,
      "KMT2C null": 1,
      "XYZ9 0": 3
    });
    // Between two calls there is none.
    expect(data.rows("rejects").map((d) => [d.file, d.column, d.value])).toEqual([["data_cna.txt", "Value", "-1.5"]]);
    expect(
      data.rows("findings").find((d) => d.rule_id === "gene_symbol_unlisted" && d.file === "data_cna.txt")
    ).toMatchObject({n: 1, n_checked: 3});
    const same = await harmonise({
      "meta_cna.txt": more["meta_cna.txt"].replace("DISCRETE", "DISCRETE_LONG"),
      "data_cna.txt": long
    });
    expect(same.rows("cna_gene")).toEqual(data.rows("cna_gene"));
  });

  it("reads fusions in either order; a sample that was looked at has none, one that was not is unknown", () => {
    expect(tally(data.column("cytogenetics", "t_8_21"))).toEqual({true: 1, false: 2, null: 2});
    expect(tally(data.column("cytogenetics", "inv16"))).toEqual({false: 3, null: 2});
    expect(
      data
        .rows("unmapped_tokens")
        .filter((d) => d.file === "data_sv.txt")
        .map((d) => [d.token, d.n])
    ).toEqual([["ETV6::", 2]]);
    expect(data.findings()).toMatchObject({variants_unmapped: 2, variants_germline: 1, samples_not_profiled: 1});
  });

  it("reads z-scores by way of the samples, treatments and laboratory values of timelines", () => {
    expect(tally(data.column("expression", "unit"))).toEqual({z_score: 3});
    expect(
      tally(data.rows("treatments").map((d) => `${String(d.phase)} ${String(d.start_day)} ${String(d.donor)}`))
    ).toEqual({
      "induction1 1 null": 1,
      "induction1 2 null": 1,
      "hct_allo 90 MUD": 1
    });
    expect(tally(data.column("events", "event"))).toEqual({death: 3, hct_allo: 1});
    expect(tally(data.column("patients", "wbc"))).toEqual({12.5: 1, 80: 1, null: 3});
  });

  it("says of every data file whether it was read, and of panels which nobody named", () => {
    const files = data.rows("findings").filter((d) => /^file_un/u.test(String(d.rule_id)));
    expect(files.map((d) => [d.rule_id, d.file, d.severity])).toEqual([
      ["file_unused", "data_mutations.txt", "info"],
      ["file_unread", "data_timeline.txt", "warning"]
    ]);
    expect(data.rows("findings").find((d) => d.rule_id === "panel_unmapped")).toMatchObject({
      severity: "error",
      n: 1,
      n_checked: 5
    });
    expect(
      data
        .rows("unmapped_tokens")
        .filter((d) => d.column === "mutations")
        .map((d) => [d.token, d.n])
    ).toEqual([["TINY", 1]]);
  });

  it("has one matrix of expression a sample, so that units are not mixed", async () => {
    const root = mkdtempSync(join(folder, "mixed-"));
    const again = mapping
      .slice(mapping.indexOf("  zscores:"), mapping.indexOf("  treatments:"))
      .replace("zscores", "values");
    writePartner(root, {mapping: mapping + again.replace("z_score", "log2_RPKM"), study, panels});
    await expect(harmoniseStudy({study: "test", root, dataDir: folder})).rejects.toThrow(
      "files.values.sample: invalid sample: diagnosis has another file of expression, and units are not mixed"
    );
  });

  it("keeps several studies apart, and finds who is in both", async () => {
    const root = mkdtempSync(join(folder, "two-"));
    const other = study
      .slice(study.indexOf("  - id: TEST"))
      .replace("id: TEST", "id: OTHER")
      .replace("mappings/test", "mappings/other");
    writePartner(root, {
      mapping,
      study: `${study}${other}overlap: {keys: [registry]}\n`,
      panels,
      declarations: {"data/mappings/other.yaml": mapping.replace("source: TEST", "source: OTHER")}
    });
    writeStudy(join(root, "in/TEST"), more);
    writeStudy(join(root, "in/OTHER"), {
      ...more,
      ...studyFileWith("data_clinical_patient.txt", "P1\tFemale", "Q1\tFemale")
    });
    const both = reader((await harmoniseStudy({study: "test", root, dataDir: join(root, "in")})).tables);
    expect(tally(both.column("patients", "source_id"))).toEqual({TEST: 5, OTHER: 5});
    expect(new Set(both.column("patients", "patient_id")).size).toBe(10);
    expect(both.column("patients", "duplicate_of").filter((d) => d !== null)).toHaveLength(4);
  });
});

describe("gene-wise copy number", () => {
  it("is read for the genes that are asked for, the others counted", async () => {
    for (const text of [wide, long]) {
      const folder = writeStudy(temporaryFolder(), {"data_cna.txt": text});
      const format = formatSchema.parse({kind: "cbioportal", data: "copy_number", genes: ["TP53"]});
      const {table: read, notes} = await readRaw((name) => join(folder, name), {file: "data_cna.txt", format});
      expect(read.column("Value")).toEqual(["-2", "0", "NA"]);
      expect(notes).toMatchObject([{rule: "entities_unmapped", n: 2, checked: 3}]);
    }
  });
});

describe("a matrix turned round", () => {
  const read = async (text: string, columns?: readonly string[]) => {
    const folder = writeStudy(temporaryFolder(), {"data_assay.txt": text});
    const format = formatSchema.parse({kind: "cbioportal", data: "entities", properties: ["UNIT"]});
    return await readRaw((name) => join(folder, name), {file: "data_assay.txt", format}, {columns});
  };

  it("has one row a sample, whichever form the file has", async () => {
    const matrix = await read(
      table("ENTITY_STABLE_ID|NAME|UNIT|S1|S2", "a|A|x|1|2", "b|B|x|3|", "a|A|x|9|9", "c|C|4"),
      ["SAMPLE_ID", "a"]
    );
    expect([matrix.table.column("SAMPLE_ID"), matrix.table.column("a")]).toEqual([
      ["S1", "S2"],
      ["1", "2"]
    ]);
    expect(matrix.table.columns).toEqual(["SAMPLE_ID", "a", "b"]);
    expect(matrix.rejects.map((d) => [d.row, d.reason])).toEqual([
      [3, "duplicate entity: a"],
      [4, "3 cells"]
    ]);
    const rows = await read(table("ENTITY_STABLE_ID|Sample_Id|Value", "a|S1|1", "b|S2|3", "a|S2|2", "a|S2|7"), [
      "SAMPLE_ID",
      "a"
    ]);
    expect([rows.table.column("SAMPLE_ID"), rows.table.column("a")]).toEqual([
      ["S1", "S2"],
      ["1", "2"]
    ]);
    expect(rows.rejects.map((d) => [d.row, d.reason])).toEqual([[4, "duplicate value: a"]]);
  });

  it("names what it does not have", async () => {
    await expect(read(table("NAME|S1", "a|1"))).rejects.toThrow("no column names what is measured");
    await expect(read(table("ENTITY_STABLE_ID|S1", "a|1"), ["b"])).rejects.toThrow("column b: missing column");
  });
});
