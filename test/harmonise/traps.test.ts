import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {harmonised, mapping, mappingWith, partner, rawFiles, rawWith, study} from "../support/partner.js";
import {tally} from "../support/tables.js";

/** The findings with something found, as rule → number. */
function found(data: Awaited<ReturnType<typeof harmonised>>): Record<string, number> {
  return Object.fromEntries(Object.entries(data.findings()).filter(([, n]) => n !== 0));
}

describe("a small partner", () => {
  it("becomes patients, features, events and outcomes", async () => {
    const data = await harmonised();
    const byAge = data.rows("patients").sort((a, b) => Number(a.age_years) - Number(b.age_years));
    expect(byAge.map((d) => [d.age_years, d.age_band, d.wbc, d.sex, d.followup_days, d.disease])).toEqual([
      [44, "40-49", null, null, 20, "AML"],
      [50, "50-59", 12, "male", 400, "AML"],
      [61, "60-69", 3.5, "female", 900, "AML"]
    ]);
    const ids = byAge.map((d) => d.patient_id);
    const features = new Map(data.rows("patient_features").map((d) => [d.patient_id, d]));
    const status = (name: string) => ids.map((id) => features.get(id)![name]);
    expect(status("NPM1")).toEqual([0, 1, 0]);
    expect(status("FLT3-ITD")).toEqual([null, 1, 0]);
    expect(status("DNMT3A")).toEqual([0, 1, 0]);
    expect(status("SRSF2")).toEqual([0, 1, 0]);
    expect(status("IDH2-R140")).toEqual([0, 0, 1]);
    expect(status("IDH2-R172")).toEqual([0, 0, 0]);
    expect(status("TET2")).toEqual([null, null, null]);
    const outcomes = data
      .rows("outcomes")
      .filter((d) => d.patient_id === ids[1])
      .map((d) => [d.definition, d.start_day, d.time_days, d.status, d.event]);
    expect(outcomes).toEqual([
      ["OS", 0, 400, 1, "death"],
      ["EFS_AMLSG", 0, 200, 1, "relapse"],
      ["EFS_ELN2022", 0, 200, 1, "relapse"],
      ["EFS_ELN2017", 0, 200, 1, "relapse"],
      ["EFS_RATIFY", 0, 200, 1, "relapse"],
      ["RFS", 30, 170, 1, "relapse"],
      ["CIR", 30, 170, 1, "relapse"],
      ["NRM", 30, 170, 2, "relapse"]
    ]);
    const survivor = data.rows("outcomes").filter((d) => d.patient_id === ids[2]);
    expect(survivor.map((d) => [d.definition, d.time_days, d.status, d.event])).toEqual([
      ["OS", 900, 0, null],
      ["EFS_AMLSG", 900, 0, null],
      ["EFS_ELN2022", 900, 0, null],
      ["EFS_ELN2017", 900, 0, null],
      ["EFS_RATIFY", 900, 0, null],
      ["RFS", 860, 0, null],
      ["CIR", 860, 0, null],
      ["NRM", 860, 0, null]
    ]);
  });

  it("gives the same cells again", async () => {
    const [a, b] = [await harmonised(), await harmonised()];
    for (const name of ["patients", "mutations", "assays", "outcomes", "findings", "value_status", "dictionary"])
      expect(a.rows(name)).toEqual(b.rows(name));
  });

  it("counts repaired tokens and former gene symbols", async () => {
    const data = await harmonised();
    expect(found(data)).toMatchObject({
      "token_repaired@genetic.txt": 1,
      gene_symbol_updated: 1,
      "patients_without_record@genetic.txt": 1
    });
    const words = data.rows("findings").map((d) => d.description);
    expect(words).toContain("CONSEQUENCE: “misssense” read as the code it stands for");
    expect(words).toContain("CALL: “OK_” read as the code it stands for");
    expect(words).toContain("Former gene symbol: SFRS2 → SRSF2");
  });

  it("has an assay for everyone or for those in a file, and one karyotype assay where one is on record", async () => {
    const data = await harmonised({raw: {"itd.txt": "Sample\tstatus\nWGA_P1\tITD\n"}});
    const assays = data.rows("assays").map((d) => `${String(d.assay_type)} ${String(d.panel_id)} ${String(d.status)}`);
    expect(assays.sort()).toEqual([
      "NGS_panel itd_only done",
      "NGS_panel small done",
      "NGS_panel small done",
      "NGS_panel small done",
      "karyotype null done",
      "karyotype null done"
    ]);
  });
});

describe("line ends and quotes", () => {
  it("reads CR-only files with CR inside quoted cells", async () => {
    const data = await harmonised();
    expect(
      data
        .rows("cytogenetics")
        .map((d) => d.status)
        .sort()
    ).toEqual(["abnormal", "missing", "normal"]);
    expect(data.findings()["rows_used@karyotypes.txt"]).toBe(3);
  });

  it("stops at the wrong line end, delimiter or encoding, naming the file and what it seems to be", async () => {
    const lf = rawFiles["genetic.txt"].replaceAll("\r", "\n");
    await expect(harmonised({raw: {"genetic.txt": lf}})).rejects.toThrow(/^genetic\.txt: .*LF, expected CR/);
    const semicolons = rawFiles["clinical.csv"].replaceAll(",", ";");
    await expect(harmonised({raw: {"clinical.csv": semicolons}})).rejects.toThrow(/^clinical\.csv: wrong delimiter/);
    const latin = Buffer.concat([Buffer.from(rawFiles["clinical.csv"]), Buffer.from([0x50, 0xe4, 0x0a])]);
    await expect(harmonised({raw: {"clinical.csv": latin}})).rejects.toThrow(
      /^clinical\.csv: row 4: undecodable at offset/
    );
  });

  it("refuses a record with too few cells, lists it without its content and counts it", async () => {
    const data = await harmonised({raw: rawWith("clinical.csv", "SECRET4,50")});
    expect(data.rows("rejects")).toMatchObject([
      {
        file: "clinical.csv",
        row: 4,
        column: null,
        value: null,
        reason: "malformed record: 2 cells",
        expected: "10 cells"
      }
    ]);
    expect(data.findings()).toMatchObject({"rows_used@clinical.csv": 3, "rows_refused@clinical.csv": 1});
  });
});

describe("missing tokens", () => {
  it("match whole cells of their own column only", async () => {
    const lines = ["P4,40,na,ND,100,0,,,0,0", "P5,ND,4000,m,100,0,,,0,0"];
    const data = await harmonised({raw: rawWith("clinical.csv", ...lines)});
    expect(data.rows("rejects").map((d) => [d.row, d.column, d.value, d.reason, d.expected])).toEqual([
      [5, "AOD", "ND", "not a number", "whole number from 0 to 110 a"],
      [4, "WBC", "na", "not a number", "number from 0.1 to 1000 10*9/L"]
    ]);
    const status = data.rows("value_status").filter((d) => d.table === "patients" && d.column !== "study_code");
    expect(status.filter((d) => ["age_years", "wbc", "sex"].includes(String(d.column)))).toEqual([
      {table: "patients", column: "age_years", source_id: "TEST", reason: "INVALID", n: 1},
      {table: "patients", column: "sex", source_id: "TEST", reason: "UNKNOWN", n: 2},
      {table: "patients", column: "wbc", source_id: "TEST", reason: "UNKNOWN", n: 1},
      {table: "patients", column: "wbc", source_id: "TEST", reason: "INVALID", n: 1}
    ]);
  });

  it("never touch a part of a karyotype: na inside is not a missing karyotype", async () => {
    const data = await harmonised({
      raw: {"karyotypes.txt": "ID\tkaryotype\rP1\t44,XX,na,-12\rP2\tno metaphases\rP3\tno analysis\r"}
    });
    expect(
      data
        .rows("cytogenetics")
        .map((d) => d.status)
        .sort()
    ).toEqual(["abnormal", "failed", "not_done"]);
    expect(JSON.stringify(data.rows("cytogenetics"))).not.toContain("XX");
    expect(
      data
        .rows("assays")
        .filter((d) => d.assay_type === "karyotype")
        .map((d) => d.status)
        .sort()
    ).toEqual(["done", "failed", "not_done"]);
  });

  it("that mean not tested stay out of the denominators", async () => {
    const data = await harmonised();
    const itd = data.rows("summary_alterations").find((d) => d.alteration === "FLT3-ITD" && d.source_id === null);
    expect(itd).toMatchObject({n_mutated: 1, n_tested: 2, n_patients: 3});
  });

  it("take away a value whose evidence is missing", async () => {
    const changed = mappingWith("codes: {m: male, f: female}", "codes: {m: male, f: female}, needs: WBC");
    const data = await harmonised({
      mapping: changed,
      raw: {"clinical.csv": rawFiles["clinical.csv"].replace("P3,44,,ND", "P3,44,,m")}
    });
    expect(data.column("patients", "sex").filter((d) => d === null)).toHaveLength(1);
    expect(data.findings().value_without_evidence).toBe(1);
    expect(data.rows("value_status").find((d) => d.column === "sex")).toMatchObject({reason: "NOT_TESTED", n: 1});
  });
});

describe("values", () => {
  it("are converted from the declared unit and rounded only where declared", async () => {
    const clinical = rawFiles["clinical.csv"].replace("P1,50,", "P1,50.9,");
    const strict = await harmonised({raw: {"clinical.csv": clinical}});
    expect(strict.rows("rejects")).toMatchObject([{column: "AOD", value: "50.9", reason: "not a whole number"}]);
    const rounded = await harmonised({
      mapping: mappingWith("unit: a}", "unit: a, round: down}"),
      raw: {"clinical.csv": clinical}
    });
    expect(rounded.column("patients", "age_years").sort()).toEqual([44, 50, 61]);
  });

  it("outside the hard limits are removed, listed and INVALID", async () => {
    const data = await harmonised({raw: rawWith("clinical.csv", "P4,130,99999999,x,100,0,,,0,2")});
    expect(data.rows("rejects").map((d) => [d.column, d.value, d.reason])).toEqual([
      ["AOD", "130", "implausible value"],
      ["WBC", "99999999", "implausible value"],
      ["SEX", "x", "unknown code"],
      ["ITD", "2", "unknown code"]
    ]);
    const itd = data.rows("value_status").find((d) => d.column === "FLT3-ITD" && d.reason === "INVALID");
    expect(itd).toMatchObject({table: "patient_features", n: 1});
  });

  it("read a decimal comma where the file has one", async () => {
    const changed = mappingWith('{delimiter: ","}', '{delimiter: ";", decimal: ","}').replace(
      "unit: /uL",
      "unit: 10*9/L"
    );
    const clinical = rawFiles["clinical.csv"].replaceAll(",", ";").replace("12000", "12,5").replace("3500", "3.5");
    const data = await harmonised({mapping: changed, raw: {"clinical.csv": clinical}});
    expect(data.column("patients", "wbc").filter((d) => d !== null)).toEqual([12.5]);
    expect(data.rows("rejects")).toMatchObject([{column: "WBC", value: "3.5", reason: "not a number"}]);
  });

  it("of allele frequencies become fractions", async () => {
    const data = await harmonised();
    const vaf = data.column("mutations", "vaf");
    expect(vaf.filter((d) => d !== null).map((d) => Number(d).toFixed(4))).toEqual(["0.4486", "0.4000"]);
  });
});

describe("rows", () => {
  it("of patients outside the cohort are refused, the id shown as a surrogate", async () => {
    const data = await harmonised({
      raw: rawWith("genetic.txt", "9\tQ7\tTP53\t17\tSub\tmissense\tp.R175H\t50\tONCOGENIC\tOK")
    });
    expect(data.rows("rejects")).toMatchObject([
      {file: "genetic.txt", row: 4, column: null, reason: "patient not in the cohort"}
    ]);
    expect(String(data.rows("rejects")[0].value)).toMatch(/^TEST-[0-9a-f]{16}$/);
    expect(found(data)["patients_outside_cohort@genetic.txt"]).toBe(1);
    expect(data.findings()).toMatchObject({"rows_used@genetic.txt": 3, "rows_refused@genetic.txt": 1});
  });

  it("of a patient who has one already are refused, or stop the run if the mapping says so", async () => {
    const raw = rawWith("clinical.csv", "P1,50,12000,m,400,1,30,200,1,1");
    const data = await harmonised({raw});
    expect(data.table("patients").rows).toBe(3);
    expect(data.rows("rejects")).toMatchObject([
      {row: 4, column: null, reason: "duplicate patient", expected: "one row a patient (first in row 1)"}
    ]);
    const stopping = mappingWith(
      "    key: {column: ID}\n    missing",
      "    onDuplicate: stop\n    key: {column: ID}\n    missing"
    );
    await expect(harmonised({raw, mapping: stopping})).rejects.toThrow(
      "clinical.csv: row 4: column ID: duplicate patient id, first in row 1"
    );
  });

  it("without an id or a usable follow-up are refused", async () => {
    const lines = [
      ",50,1000,m,400,0,,,0,0",
      "P5,50,1000,m,-3,0,,,0,0",
      "P6,50,1000,m,,0,,,0,0",
      "P7,50,1000,m,soon,0,,,0,0"
    ];
    const data = await harmonised({raw: rawWith("clinical.csv", ...lines)});
    expect(data.table("patients").rows).toBe(3);
    expect(data.rows("rejects").map((d) => [d.row, d.column, d.reason])).toEqual([
      [4, null, "no patient id"],
      [5, "OS", "negative value"],
      [7, "OS", "not a number"],
      [5, null, "no usable follow-up"],
      [6, null, "no usable follow-up"],
      [7, null, "no usable follow-up"]
    ]);
    expect(data.findings()).toMatchObject({"rows_used@clinical.csv": 3, "rows_refused@clinical.csv": 4});
  });

  it("left out by a filter are counted under its reason", async () => {
    const filter = "    filters: [{drop: {CALL: Q}, reason: questionable calls}]\n    columns:\n      GENE";
    const data = await harmonised({
      mapping: mappingWith("    columns:\n      GENE", filter),
      raw: rawWith("genetic.txt", "9\tP1\tTP53\t17\tSub\tmissense\tp.R175H\t50\tONCOGENIC\tQ")
    });
    expect(data.rows("findings").find((d) => d.rule_id === "rows_left_out")).toMatchObject({
      file: "genetic.txt",
      n: 1,
      n_checked: 4,
      description: "Records left out on purpose: questionable calls"
    });
    expect(data.findings()).toMatchObject({"rows_used@genetic.txt": 3, "rows_refused@genetic.txt": 0});
  });
});

describe("files", () => {
  it("that are missing, or lack a declared column, stop the run", async () => {
    const other = mappingWith("file: itd.txt", "file: itd2.txt");
    await expect(harmonised({mapping: other})).rejects.toThrow(/^itd2\.txt: missing file/);
    const header = rawFiles["clinical.csv"].replace("WBC", "Leuko");
    await expect(harmonised({raw: {"clinical.csv": header}})).rejects.toThrow(
      /^clinical\.csv: column WBC: missing column, expected one of "ID", "AOD", "Leuko"/
    );
  });

  it("with a header alone give an empty release", async () => {
    const raw = Object.fromEntries(
      Object.entries(rawFiles).map(([name, text]) => [name, text.split(/(?<=[\r\n])/)[0]])
    );
    const data = await harmonised({raw});
    expect(data.table("patients").rows).toBe(0);
    expect(data.rows("summary_values")[0]).toEqual({
      ...{variable: "age_years", n: 0, minimum: null, q1: null, median: null, q3: null, maximum: null}
    });
  });
});

describe("several sources", () => {
  it("are kept apart: no patient of one takes the place of another's, and counts add up", async () => {
    const twin = study
      .slice(study.indexOf("  - id:"))
      .replace("id: TEST", "id: TWIN")
      .replace("test.yaml", "twin.yaml");
    const data = await harmonised({
      study: study + twin,
      declarations: {"data/mappings/twin.yaml": mapping.replace("source: TEST", "source: TWIN")}
    });
    expect(new Set(data.column("patients", "patient_id")).size).toBe(6);
    expect(tally(data.column("patients", "source_id"))).toEqual({TEST: 3, TWIN: 3});
    const alone = await harmonised();
    for (const name of ["patients", "mutations", "patient_features", "cytogenetics", "events", "outcomes"]) {
      expect([name, data.table(name).rows]).toEqual([name, 2 * alone.table(name).rows]);
    }
    // Between sources, patients are compared too.
    const between = data.rows("findings").filter((d) => /overlap|other_sources/.test(String(d.rule_id))).length;
    expect(data.table("findings").rows - between).toBe(2 * alone.table("findings").rows);
    const counts = data.rows("summary_alterations").filter((d) => d.alteration === "DNMT3A");
    expect(counts.map((d) => [d.source_id, d.n_mutated, d.n_tested])).toEqual([
      [null, 2, 6],
      ["TEST", 1, 3],
      ["TWIN", 1, 3]
    ]);
    const status = data.rows("value_status").filter((d) => d.column === "FLT3-ITD");
    expect(status.map((d) => [d.source_id, d.n])).toEqual([
      ["TEST", 1],
      ["TWIN", 1]
    ]);
    expect(
      data
        .rows("findings")
        .filter((d) => d.rule_id === "call_outside_panel")
        .map((d) => d.n_checked)
    ).toEqual([3, 3]);
  });

  it("may have their files in a folder each", async () => {
    const folder = partner();
    mkdirSync(join(folder, "delivery/TEST"), {recursive: true});
    for (const [name, text] of Object.entries(rawFiles)) writeFileSync(join(folder, "delivery/TEST", name), text);
    const dataDir = join(folder, "delivery");
    const {manifest} = await harmoniseStudy({study: "test", root: folder, dataDir});
    expect(manifest.inputs.map((d) => [d.source, d.file, d.rows])).toEqual([
      ["TEST", "clinical.csv", 3],
      ["TEST", "genetic.txt", 3],
      ["TEST", "karyotypes.txt", 3],
      ["TEST", "itd.txt", 3]
    ]);
    expect(manifest).toMatchObject({simulated: false, simulatedNotice: null, audit: {patients: 3, rejects: 0}});
    const nowhere = join(folder, "nowhere");
    await expect(harmoniseStudy({study: "test", root: folder, dataDir: nowhere})).rejects.toThrow(
      /missing data folder/
    );
  });
});
