import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {harmonisedOnce, partner} from "../support/partner.js";
import {tally} from "../support/tables.js";

/** A trial with responses, residual disease, segments of copy number and a matrix of expression; every patient is invented. */
const trial = `source: TEST
version: 1.0.0
samples:
  diagnosis: {timepoint: diagnosis, day: 0}
  post_c2: {timepoint: post_c2, patients: {file: visits}}
assays:
  array: {type: expr_array, sample: diagnosis, patients: {file: visits}}
files:
  clinical:
    file: clinical.csv
    format: {delimiter: ","}
    rows: patients
    key: {column: ID, repairs: {p4: P4}}
    missing: [""]
    columns:
      OS: {to: patients.followup_days, unit: d}
    responses:
      - {day: C1, after_phase: induction1, response: {column: R1, codes: {CR: CR, PR: PR}}, criteria: ELN2017}
      - day: C2
        unit: wk
        after_phase: {column: P2, codes: {2: induction2, s: salvage}}
        response: {column: R2, codes: {CR: CR, PR: PR}}
        when: {P2: {is: [2, s], not: none}}
  visits:
    file: visits.csv
    format: {delimiter: ","}
    rows: details
    key: {column: ID}
  residual:
    file: mrd.csv
    format: {delimiter: ";", decimal: ","}
    rows: mrd
    key: {column: ID}
    sample: post_c2
    missing: [""]
    constants: {method: NGS, unit: "1", lod: 0.001}
    columns:
      GEN: {to: mrd.target}
      UITSLAG: {to: mrd.status, codes: {pos: pos, neg: neg}}
      VAF: {to: mrd.value}
  segments:
    file: cn.seg
    format: {delimiter: tab}
    rows: segments
    key: {column: ID, transform: {replace: {pattern: "^S-(P\\\\d)-seg$", with: $1}}}
    sample: diagnosis
    columns:
      chrom: {to: copy_number.chrom}
      from: {to: copy_number.start}
      to: {to: copy_number.end}
      probes: {to: copy_number.n_probes}
      mean: {to: copy_number.log2_ratio, unit: "1"}
  matrix:
    file: expr.csv
    format: {delimiter: ";", decimal: ","}
    rows: expression
    key: {header: true, transform: {replace: {pattern: "^x(\\\\d)$", with: P$1}}}
    sample: diagnosis
    unit: log2_intensity
    genes: {column: Gene}
    missing: [NA]
    filters: [{drop: {Kind: control}, reason: control probes}]
`;

const raw = {
  "clinical.csv": [
    "ID,OS,C1,R1,C2,P2,R2",
    "P1,400,30,PR,10,2,CR",
    "P2,900,40,CR,,none,",
    "P3,20,,,9,?,CR",
    "p4,20,x,CR,,s,bad",
    ""
  ].join("\n"),
  "visits.csv": "ID\nP1\nP2\n",
  "mrd.csv": [
    "ID;GEN;UITSLAG;VAF",
    "P1;DNMT3A;pos;0,05",
    "P1;NPM1;neg;",
    "P1;any;pos;",
    "P1;DNMT3A;neg;",
    "P2;MLL;?;0,1",
    "P2;MLL;neg;",
    "P3;any;neg;",
    ""
  ].join("\n"),
  "cn.seg": [
    "ID\tchrom\tfrom\tto\tprobes\tmean",
    "S-P1-seg\tchr7\t1\t159000000\t900\t-0.6",
    "S-P1-seg\tx\t1\t100\t2\t0",
    "S-P1-seg\t25\t1\t100\t2\t0",
    "S-P2-seg\t8\t100\t1\t2\t0.1",
    "S-P2-seg\t8\t1\t100\t\t12",
    "S-P2-seg\t8\t1\t100\t2\t0.5",
    ""
  ].join("\n"),
  "expr.csv": [
    "Gene;Kind;x1;x2;x9;x1",
    "NPM1;g;1,5;2,5;1;1",
    "MLL;g;3;NA;1;1",
    "LINC99;g;-1,25;oops;1;1",
    "NPM1;g;1;1;1;1",
    "MLL2;g;1;1;1;1",
    ";g;1;1;1;1",
    "AFFX;control;1;1;1;1",
    ""
  ]
    .join("\n")
    .replace(";x1\n", ";P1\n")
};

const read = await harmonisedOnce({mapping: trial, raw});
const idOf = new Map(read.rows("raw_test_clinical").map(({record, patient_id}) => [patient_id, Number(record)]));
const refused = (file: string) =>
  read
    .rows("rejects")
    .filter((d) => d.file === file && d.column === null)
    .map(({row, reason}) => [row, reason])
    .sort(([a], [b]) => Number(a) - Number(b));

describe("responses", () => {
  it("are rows of patients with day, phase and criteria", () => {
    const rows = read
      .rows("responses")
      .map((d) => [idOf.get(d.patient_id), d.after_phase, d.day, d.response, d.criteria]);
    expect(rows.map((d) => d.join()).sort()).toEqual([
      "1,induction1,30,PR,ELN2017",
      "1,induction2,70,CR,",
      "2,induction1,40,CR,ELN2017",
      "4,induction1,,CR,ELN2017"
    ]);
  });

  it("list what cannot be read", () => {
    const values = read.rows("rejects").filter((d) => d.file === "clinical.csv" && d.column !== null);
    expect(values.map(({row, column, value}) => [row, column, value].join()).sort()).toEqual([
      "3,P2,?",
      "4,C1,x",
      "4,R2,bad"
    ]);
  });

  it("are traced to their columns", () => {
    const fed = read.rows("provenance").filter(({table}) => table === "responses");
    expect(fed.map((d) => [d.column, d.raw_column, d.n_values].join())).toEqual(
      expect.arrayContaining(["day,C1,2", "response,R1,3", "day,C2,1", "response,R2,1", "after_phase,P2,1"])
    );
  });
});

describe("misspelt patient ids", () => {
  it("are repaired and counted", () => {
    expect(read.rows("patients")).toHaveLength(4);
    expect(read.findings()).toMatchObject({key_repaired: 1});
  });
});

describe("rows of residual disease", () => {
  it("belong to the sample; the target tells whether it is one of clonal haematopoiesis", () => {
    const rows = read.rows("mrd").map((d) => [d.method, d.target, d.status, d.value, d.unit, d.lod, d.is_dta].join());
    expect(rows.sort()).toEqual([
      "NGS,DNMT3A,pos,0.05,1,0.001,true",
      "NGS,KMT2A,neg,,1,0.001,false",
      "NGS,NPM1,neg,,1,0.001,false",
      "NGS,any,pos,,1,0.001,"
    ]);
    const samples = new Map(read.rows("samples").map((d) => [d.sample_id, d.timepoint]));
    expect(tally(read.column("mrd", "sample_id").map((id) => samples.get(id) ?? null))).toEqual({post_c2: 4});
  });

  it("are refused twice over, without a status, or without the sample", () => {
    expect(refused("mrd.csv")).toEqual([
      [4, "duplicate result"],
      [5, "unusable status"],
      [7, "patient without the sample"]
    ]);
  });
});

describe("segments of copy number", () => {
  it("have plain chromosomes and a ratio", () => {
    const rows = read.rows("copy_number").map((d) => [d.chrom, d.start, d.end, d.n_probes, d.log2_ratio].join());
    expect(rows.sort()).toEqual(["7,1,159000000,900,-0.6", "8,1,100,2,0.5", "X,1,100,2,0"]);
  });

  it("are refused off the chromosomes, the wrong way round, or with an impossible ratio", () => {
    expect(refused("cn.seg")).toEqual([
      [3, "unknown chromosome"],
      [4, "segment ends before it starts"],
      [5, "unusable log2_ratio"]
    ]);
  });
});

describe("a matrix of expression", () => {
  it("becomes one row a sample and gene", () => {
    const patientOf = new Map(read.rows("samples").map((d) => [d.sample_id, idOf.get(d.patient_id)]));
    const rows = read
      .rows("expression")
      .map((d) => [patientOf.get(d.sample_id), d.gene_symbol, d.value, d.unit].join());
    expect(rows.sort()).toEqual([
      "1,KMT2A,3,log2_intensity",
      "1,LINC99,-1.25,log2_intensity",
      "1,NPM1,1.5,log2_intensity",
      "2,NPM1,2.5,log2_intensity"
    ]);
  });

  it("accounts for its rows, and for the columns of patients", () => {
    expect(refused("expr.csv")).toEqual([
      [4, "duplicate gene: NPM1"],
      [5, "ambiguous gene symbol: MLL2"],
      [6, "no gene symbol"]
    ]);
    expect(read.findings()).toMatchObject({
      "rows_used@expr.csv": 3,
      "rows_refused@expr.csv": 3,
      gene_symbol_unlisted: 1,
      "patients_outside_cohort@expr.csv": 1,
      patients_with_two_columns: 1,
      patients_without_sample: 0
    });
  });

  it("lists a cell that is no number under the surrogate of its patient", () => {
    const values = read.rows("rejects").filter((d) => d.file === "expr.csv" && d.column !== null);
    expect(values.map(({row, value, reason}) => [row, value, reason])).toEqual([[3, "oops", "not a number"]]);
    expect([...idOf.keys()]).not.toContain("x2");
    expect(String(values[0].column)).toMatch(/^TEST-[0-9a-f]{16}$/);
  });

  it("never names its columns of patients", () => {
    const covered = read.rows("mapping_coverage").filter(({file}) => file === "expr.csv");
    expect(covered.map((d) => [d.column, d.mapped, d.n_cells, d.n_values, d.n_missing, d.n_refused].join())).toEqual([
      "(one column a patient),true,6,4,1,1",
      "Kind,true,3,3,0,0",
      "Gene,true,3,3,0,0"
    ]);
  });
});

describe("raw tokens", () => {
  it("are not kept of segments and matrices, and the release says so", () => {
    expect(() => read.table("raw_test_segments")).toThrow(/unknown table/);
    expect(() => read.table("raw_test_matrix")).toThrow(/unknown table/);
    const rules = read.rows("provenance").filter(({table}) => table === "copy_number" || table === "expression");
    const kept = rules.filter(({column}) => column === "log2_ratio" || column === "value");
    expect(kept).toHaveLength(2);
    for (const {rule_id} of kept) expect(String(rule_id)).toMatch(/tokens are not kept$/);
  });
});

describe("declarations of rows about samples", () => {
  it.each([
    ["an unknown sample", "sample: post_c2", "sample: post_c3", /residual\.sample: unknown sample: post_c3/],
    ["no sample", "    sample: post_c2\n", "", /files\.residual: missing key: sample/],
    ["no status", "UITSLAG: {to: mrd.status", "UITSLAG: {to: mrd.lod", /missing variable: mrd\.status/],
    [
      "no end of segments",
      "to: {to: copy_number.end}",
      "to: {to: copy_number.n_probes}",
      /missing variable: copy_number\.end/
    ],
    [
      "a variable of another table",
      "GEN: {to: mrd.target}",
      "GEN: {to: mutations.chrom}",
      /invalid variable "mutations\.chrom" for rows: mrd/
    ],
    ["a matrix without a unit", "    unit: log2_intensity\n", "", /files\.matrix: missing key: unit/],
    ["a matrix by column", "{header: true,", "{column: Gene,", /matrix\.key: expected header: true/],
    ["a key of nothing", "key: {column: ID}\n    sample", "key: {}\n    sample", /key: expected column or header/],
    ["an unknown response", "{column: R1, codes: {CR: CR", "{column: R1, codes: {CR: XR", /unknown code "XR"/]
  ])("may not have %s", async (_, from, to, message) => {
    expect(trial).toContain(from);
    const root = partner({mapping: trial.replace(from, to), raw});
    await expect(harmoniseStudy({study: "test", root})).rejects.toThrow(message);
  });
});
