import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {harmonised, harmonisedOnce, partner} from "../support/partner.js";
import {tally} from "../support/tables.js";

/** A trial that sends subjects, laboratory values and times to events in long files; every patient is invented. */
const trial = `source: TEST
version: 1.0.0
samples:
  diagnosis: {timepoint: diagnosis}
files:
  subjects:
    file: adsl.csv
    format: {delimiter: ","}
    rows: patients
    key: {column: USUBJID}
    columns:
      TRT01P: {to: patients.arm_planned, codes: {A: midostaurin, P: placebo}}
      TRT01A: {to: patients.arm_actual, missing: [""], codes: {A: midostaurin, P: placebo}}
      STRAT1: {to: patients.randomisation_stratum, codes: {TKD: FLT3-TKD, LOW: FLT3-ITD low}}
      ITTFL: {to: patients.itt, codes: {Y: true, N: false}}
      SAFFL: {to: patients.safety_pop, missing: [""], codes: {Y: true, N: false}}
  lab:
    file: adlb.csv
    format: {delimiter: ","}
    rows: details
    key: {column: USUBJID}
    missing: [NA]
    pivot: {names: PARAMCD, values: [AVAL, AVALU], when: {ABLFL: Y}}
    columns:
      WBC.AVAL: {to: patients.wbc, unit: {column: WBC.AVALU, codes: {10^9/L: 10*9/L, /uL: /uL}}}
      HGB.AVAL: {to: patients.haemoglobin, missing: {"": NOT_TESTED, NA: UNKNOWN}, unit: g/dL}
  times:
    file: adtte.csv
    format: {delimiter: ","}
    rows: details
    key: {column: USUBJID}
    pivot: {names: PARAMCD, values: [AVAL, CNSR]}
    columns:
      OS.AVAL: {to: patients.followup_days, unit: mo, round: nearest}
  facts:
    file: adtte.csv
    format: {delimiter: ","}
    rows: facts
    key: {column: USUBJID}
    events:
      - {event: death, day: AVAL, unit: mo, when: {PARAMCD: OS, CNSR: {is: 0, not: [1, 2]}}}
      - {event: last_contact, day: AVAL, unit: mo, when: {PARAMCD: OS, CNSR: {is: [1, 2], not: 0}}}
`;

const raw = {
  "adsl.csv":
    "USUBJID,TRT01P,TRT01A,STRAT1,ITTFL,SAFFL\nT1,A,A,TKD,Y,Y\nT2,P,,LOW,Y,\nT3,A,P,TKD,N,Y\nT4,P,P,LOW,Y,Y\n",
  "adlb.csv": [
    "USUBJID,PARAMCD,ABLFL,AVAL,AVALU,SITE",
    "T1,WBC,Y,12.5,10^9/L,x",
    "T1,WBC,,99,10^9/L,x",
    "T1,HGB,Y,9.1,g/dL,x",
    "T2,HGB,Y,NA,g/dL,x",
    "T2,WBC,Y,3500,/uL,x",
    "T2,WBC,Y,3600,/uL,x",
    "T3,WBC,Y,5,,x",
    "T1,PLT,Y,150,10^9/L,x",
    ",WBC,Y,7,10^9/L,x",
    "T9,WBC,Y,7,10^9/L,x",
    "T4,WBC,Y,8,G/l,x",
    ""
  ].join("\n"),
  "adtte.csv": "USUBJID,PARAMCD,AVAL,CNSR\nT1,OS,12,0\nT1,EFS,2,event\nT2,OS,24,2\nT3,OS,30,1\nT3,EFS,30,?\n"
};

const read = await harmonisedOnce({mapping: trial, raw});

describe("a file with a pivot", () => {
  it("becomes one row a patient", () => {
    const rows = read.rows("patients").map(({wbc, haemoglobin, followup_days}) => [wbc, haemoglobin, followup_days]);
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(
      expect.arrayContaining([
        [12.5, 9.1, 365],
        [3.5, null, 731],
        [null, null, 913]
      ])
    );
  });

  it("says why a value is missing: not collected where the patient has no such row, unless declared otherwise", () => {
    const status = read.rows("value_status").filter(({table}) => table === "patients");
    const reasons = (column: string) => status.filter((d) => d.column === column).map(({reason, n}) => [reason, n]);
    expect(reasons("wbc")).toEqual([["INVALID", 1]]);
    expect(reasons("haemoglobin")).toEqual(
      expect.arrayContaining([
        ["NOT_TESTED", 1],
        ["UNKNOWN", 1]
      ])
    );
  });

  it("refuses the second row of a patient and name, a row without patient, and one outside the cohort", () => {
    const refused = read.rows("rejects").filter(({file, column}) => file === "adlb.csv" && column === null);
    expect(refused.map(({row, reason}) => [row, reason]).sort()).toEqual([
      [10, "patient not in the cohort"],
      [11, "patient not in the cohort"],
      [6, "duplicate value"],
      [9, "no patient id"]
    ]);
  });

  it("accounts for every record", () => {
    const findings = read.rows("findings").filter(({file}) => file === "adlb.csv");
    const count = (rule: string) =>
      findings.filter(({rule_id}) => rule_id === rule).map(({n, n_checked}) => [n, n_checked]);
    expect(count("rows_used")).toEqual([[5, 11]]);
    expect(count("rows_refused")).toEqual([[4, 11]]);
    expect(count("rows_left_out")).toEqual([
      [1, 11],
      [1, 11]
    ]);
  });

  it("lists a value that cannot be read under its own record", () => {
    const values = read.rows("rejects").filter(({column}) => column !== null);
    expect(values.map(({file, row, column, reason}) => [file, row, column, reason])).toEqual([
      ["adlb.csv", 7, "WBC.AVAL", "unit not known"]
    ]);
  });

  it("keeps the tokens of every record in an internal release", () => {
    const tokens = read.rows("raw_test_lab").map((d) => [d.record, d["raw_WBC.AVAL"], d["raw_HGB.AVAL"]]);
    expect(tokens.sort(([a], [b]) => Number(a) - Number(b))).toEqual([
      [1, "12.5", null],
      [3, null, "9.1"],
      [4, null, "NA"],
      [5, "3500", null],
      [7, "5", ""]
    ]);
  });

  it("is covered by the columns it becomes and those that are not read", () => {
    const covered = read.rows("mapping_coverage").filter(({file}) => file === "adlb.csv");
    expect(
      covered.map(({column, mapped, n_cells, n_values, n_missing, n_refused}) => [
        column,
        mapped,
        n_cells,
        n_values,
        n_missing,
        n_refused
      ])
    ).toEqual(
      expect.arrayContaining([
        ["WBC.AVAL", true, 3, 2, 0, 1],
        ["HGB.AVAL", true, 3, 1, 2, 0],
        ["SITE", false, 0, 0, 0, 0]
      ])
    );
  });

  it("must be a file of details and name what it becomes", async () => {
    const load = (from: string, to: string) =>
      harmoniseStudy({study: "test", root: partner({mapping: trial.replace(from, to), raw})});
    await expect(load("rows: details", "rows: facts")).rejects.toThrow(/pivot: invalid key for rows: facts/);
    await expect(load("HGB.AVAL:", "HGB:")).rejects.toThrow(
      /columns\.HGB: unknown column "HGB", expected <PARAMCD>\.AVAL or <PARAMCD>\.AVALU/
    );
  });
});

describe("a unit told by a column", () => {
  it("converts by row, and refuses and counts values without a known unit", () => {
    expect(read.findings()).toMatchObject({unit_unknown: 1, "unit_converted@adlb.csv": 1});
    const fed = read.rows("provenance").filter(({column, table}) => table === "patients" && column === "wbc");
    expect(fed.map(({raw_column, n_values, n_converted}) => [raw_column, n_values, n_converted])).toEqual([
      ["WBC.AVAL", 2, 1],
      ["WBC.AVALU", 2, 0]
    ]);
  });

  it("leaves a value out, for the reason declared, where its unit cannot be converted", async () => {
    const codes = "codes: {10^9/L: 10*9/L, /uL: /uL}";
    const declared = trial.replace(codes, "codes: {/uL: /uL}, missing: {10^9/L: NOT_APPLICABLE}");
    expect(declared).not.toBe(trial);
    const {column, rows, findings} = await harmonised({mapping: declared, raw});
    expect(column("patients", "wbc").filter((d) => d !== null)).toEqual([3.5]);
    const reasons = rows("value_status").filter((d) => d.table === "patients" && d.column === "wbc");
    expect(reasons.map(({reason, n}) => [reason, n])).toContainEqual(["NOT_APPLICABLE", 1]);
    expect(findings()).toMatchObject({unit_unknown: 1});
  });
});

describe("arms, strata and populations of a trial", () => {
  it("are variables of the patient", () => {
    expect(tally(read.column("patients", "arm_planned"))).toEqual({midostaurin: 2, placebo: 1});
    expect(tally(read.column("patients", "arm_actual"))).toEqual({midostaurin: 1, placebo: 1, null: 1});
    expect(tally(read.column("patients", "randomisation_stratum"))).toEqual({"FLT3-TKD": 2, "FLT3-ITD low": 1});
    expect(tally(read.column("patients", "itt"))).toEqual({true: 2, false: 1});
    expect(tally(read.column("patients", "safety_pop"))).toEqual({true: 2, null: 1});
  });
});

describe("follow-up told by another file than the patients'", () => {
  it("decides who is in the cohort", () => {
    const refused = read.rows("rejects").filter(({file}) => file === "adsl.csv");
    expect(refused.map(({row, reason, expected}) => [row, reason, expected])).toEqual([
      [4, "no usable follow-up", "days in OS.AVAL, 0 or more"]
    ]);
  });

  it("leaves the patient in the cohort where the mapping keeps patients without", async () => {
    const kept = trial.replace("rows: patients", "rows: patients\n    withoutFollowUp: keep");
    const {column} = await harmonised({mapping: kept, raw});
    expect(column("patients", "followup_days")).toHaveLength(4);
    expect(column("patients", "followup_days").filter((d) => d === null)).toHaveLength(1);
  });
});

describe("conditions in their order", () => {
  it("do not look at a token of a row which an earlier one has ruled out", () => {
    expect(read.rows("rejects").filter(({column}) => column === "CNSR")).toEqual([]);
    expect(tally(read.column("events", "event"))).toEqual({death: 1, last_contact: 2});
  });
});
