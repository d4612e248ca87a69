import {createHash} from "node:crypto";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {sourceFolder} from "../../loaders/harmonise/sourceFolder.js";
import {checkStudy} from "../../loaders/sources/cbioportal/checkStudy.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {soundStudy, studyFileWith, writeStudy} from "../support/cbioportalStudy.js";
import {quickClock} from "../support/hostileServer.js";
import {study, writePartner} from "../support/partner.js";
import {reader, tally} from "../support/tables.js";

/** Everything that a study folder feeds: masks from a matrix of panels, mutations, expression, courses. */
const mapping = `source: TEST
version: 1.0.0
samples:
  diagnosis: {timepoint: diagnosis}
assays:
  large: {type: NGS_panel, sample: diagnosis, panel: large, patients: {file: panels, when: {mutations: LARGE}}}
  tiny: {type: NGS_panel, sample: diagnosis, panel: tiny, patients: {file: panels, when: {mutations: TINY}}}
  any: {type: WES, sample: diagnosis, patients: {file: sequenced}}
files:
  clinical:
    file: data_clinical_patient.txt
    format: {kind: cbioportal, data: clinical}
    rows: patients
    key: {column: PATIENT_ID}
    withoutFollowUp: keep
    missing: ["", "[Not Available]"]
    columns:
      SEX: {to: patients.sex, codes: {Female: female, Male: male}}
      AGE: {to: patients.age_years, unit: a}
      OS_MONTHS: {to: patients.followup_days, unit: mo, round: nearest}
    events:
      - {event: death, day: OS_MONTHS, unit: mo, when: {OS_STATUS: {is: "1:DECEASED", not: "0:LIVING"}}}
      - {event: last_contact, day: OS_MONTHS, unit: mo, when: {OS_STATUS: {is: "0:LIVING", not: "1:DECEASED"}}}
  samples:
    file: data_clinical_sample.txt
    format: {kind: cbioportal, data: clinical}
    rows: details
    key: {column: PATIENT_ID}
  panels:
    file: data_gene_matrix.txt
    format: {kind: cbioportal, data: table}
    rows: details
    key: {column: SAMPLE_ID, through: {file: samples, column: SAMPLE_ID}}
    missing: [NA]
  sequenced:
    file: data_mutations.txt
    format: {kind: cbioportal, data: sequenced_samples}
    rows: details
    key: {column: SAMPLE_ID, through: {file: samples, column: SAMPLE_ID}}
  mutations:
    file: data_mutations.txt
    format: {kind: cbioportal, data: table}
    rows: mutations
    key: {column: Tumor_Sample_Barcode, through: {file: samples, column: SAMPLE_ID}}
    assay: large
    filters: [{drop: {Variant_Classification: Silent}, reason: silent}]
    constants: {call_class: possible, qc: pass}
    columns:
      Hugo_Symbol: {to: mutations.gene_symbol}
      HGVSp_Short: {to: mutations.hgvs_p}
  expression:
    file: data_expression.txt
    format: {kind: cbioportal, data: table}
    rows: expression
    key: {header: true, transform: {extract: "^(P.*)-03$"}}
    sample: diagnosis
    unit: log2_intensity
    missing: [NA]
    genes: {column: Hugo_Symbol}
  timeline:
    file: data_timeline.txt
    format: {kind: cbioportal, data: table}
    rows: facts
    key: {column: PATIENT_ID}
    events:
      - {event: cr, day: START_DATE, when: {STATUS: Complete Remission}}
      - {event: relapse, day: START_DATE, when: {STATUS: Relapse}}
`;

const panels = {
  large: "id: large\ntitle: Large panel\norigin: invented\ngenes: [DNMT3A, NPM1]\n",
  tiny: "id: tiny\ntitle: Tiny panel\norigin: invented\ngenes: [NPM1]\n"
};

describe("a cBioPortal study by mapping", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hemiola-"));
  afterAll(() => rmSync(folder, {recursive: true, force: true}));
  writePartner(folder, {mapping, study, panels});
  const harmonise = async (changes: Parameters<typeof writeStudy>[1] = {}) => {
    const raw = writeStudy(mkdtempSync(join(folder, "study-")), changes);
    const {tables, manifest} = await harmoniseStudy({
      study: "test",
      root: folder,
      dataDir: raw,
      cache: {folder: join(folder, "cache"), renew: false}
    });
    return {...reader(tables), inputs: manifest.inputs};
  };
  const sound = await harmonise();

  it("takes the mask from the matrix of gene panels, so that a gene outside of a panel is not wild type", () => {
    expect(tally(sound.column("patient_features", "NPM1"))).toEqual({0: 3, 1: 1, null: 1});
    expect(tally(sound.column("patient_features", "DNMT3A"))).toEqual({0: 2, 1: 1, null: 2});
    expect(tally(sound.rows("assays").map((d) => d.assay_type ?? null))).toEqual({NGS_panel: 4, WES: 4});
  });

  it("sets silent mutations apart, keeps zero months, and takes events from the timeline", () => {
    expect(
      sound.rows("findings").find((d) => d.rule_id === "rows_left_out" && d.file === "data_mutations.txt")
    ).toMatchObject({
      n: 1,
      n_checked: 3
    });
    expect(sound.column("mutations", "gene_symbol")).toEqual(["DNMT3A", "NPM1"]);
    expect(tally(sound.column("events", "event"))).toMatchObject({cr: 2, relapse: 1, death: 3, last_contact: 2});
    expect(tally(sound.column("patients", "followup_days"))).toEqual({0: 1, 107: 1, 365: 1, 731: 1, 1826: 1});
  });

  it("reads a matrix of expression, without the column of gene numbers", () => {
    expect(sound.rows("expression").map((d) => [d.gene_symbol, d.value])).toEqual([
      ["DNMT3A", 5.25],
      ["NPM1", -0.5],
      ["NPM1", 11]
    ]);
  });

  it("says that every rule ran, and lists all files of the folder among its inputs", () => {
    const rules = sound.rows("findings").filter((d) => String(d.rule_id).startsWith("cbioportal_"));
    expect(rules.filter((d) => Number(d.n) > 0).map((d) => d.rule_id)).toEqual(["cbioportal_variant_filtered"]);
    expect(rules.find((d) => d.rule_id === "cbioportal_dangling_meta")).toMatchObject({file: null, n: 0, n_checked: 6});
    expect(new Set(sound.inputs.map((d) => d.file))).toEqual(new Set(Object.keys(soundStudy)));
  });

  it("imports what is sound of a wrong study, with findings that name no patient", async () => {
    const wrong = await harmonise({
      ...studyFileWith("data_clinical_patient.txt", "Male\t61", "Male\tsixty"),
      ...studyFileWith("data_clinical_sample.txt", "P5\tP5-03\n", "P5\tP5-03\nP5\tP5-03\n"),
      ...studyFileWith("data_mutations.txt", "P2-03\tFrame", "P9-03\tFrame"),
      "case_lists/cases_all.txt": null,
      "data_extra.txt": "a\tb\n"
    });
    const found = wrong.rows("findings").filter((d) => String(d.rule_id).startsWith("cbioportal_") && Number(d.n) > 0);
    expect(found.map((d) => [d.file, d.rule_id, d.severity, d.n, d.description])).toEqual([
      ["meta_study.txt", "cbioportal_all_list_missing", "error", 1, expect.any(String)],
      ["data_clinical_patient.txt", "cbioportal_value_type", "error", 1, expect.stringContaining("(line 7)")],
      ["data_clinical_sample.txt", "cbioportal_duplicate_sample", "error", 1, expect.stringContaining("(line 11)")],
      ["data_extra.txt", "cbioportal_data_undescribed", "warning", 1, expect.any(String)],
      ["data_mutations.txt", "cbioportal_sample_not_sequenced", "error", 1, expect.stringContaining("(line 5)")],
      ["data_mutations.txt", "cbioportal_variant_filtered", "info", 1, expect.stringContaining("(line 6)")],
      ["data_mutations.txt", "cbioportal_sample_unknown", "error", 1, expect.stringContaining("(line 5)")]
    ]);
    expect(found.map((d) => String(d.description)).join(" ")).not.toMatch(/P\d/u);
    expect(wrong.rows("patients")).toHaveLength(5);
    expect(wrong.column("mutations", "gene_symbol")).toEqual(["DNMT3A"]);
    expect(tally(wrong.column("patients", "age_years"))).toEqual({33: 1, 50: 1, 70: 1, null: 2});
  });

  it("is harmonised again when a file that only its check reads has changed", async () => {
    const dangling = async (changes: Parameters<typeof writeStudy>[1]) =>
      (await harmonise(changes)).rows("findings").find((d) => d.rule_id === "cbioportal_study_identifier");
    const other = studyFileWith("meta_timeline.txt", ": small", ": large");
    expect(await dangling({})).toMatchObject({n: 0});
    expect(await dangling(other)).toMatchObject({n: 1, file: "meta_timeline.txt"});
  });

  it("is pulled as a whole where its files have addresses, also those that only its check reads", async () => {
    const project = mkdtempSync(join(folder, "pulled-"));
    const addresses = Object.entries(soundStudy).map(
      ([file, text]) =>
        `      ${file}: {url: "https://example.org/${file}", sha256: ${createHash("sha256").update(text).digest("hex")}}\n`
    );
    const declared = `${study.replace("    data: [raw]\n", "")}    files:\n${addresses.join("")}`;
    writePartner(project, {mapping, study: declared, panels});
    const [entry] = loadStudy(project, "test").sources;
    const mirror = writeStudy(join(project, "mirror"));
    const options = {cache: join(project, "pulled"), offline: true, mirror, clock: quickClock()};
    const pulled = await sourceFolder(project, entry, undefined, options);
    const {report, files} = await checkStudy(pulled);
    expect(report.checks.filter(({n, severity}) => n > 0 && severity !== "info")).toEqual([]);
    expect(files).toHaveLength(Object.keys(soundStudy).length);
  });
});
