import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {harmonised, mappingWith, partner, writePartner} from "../support/partner.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import type {Row} from "../support/tables.js";
import {reader, tally} from "../support/tables.js";

/** A partner who sends specimens, calls by specimen, and which capture each specimen had; every patient is invented. */
const specimens = `source: TEST
version: 1.0.0
samples:
  specimen:
    timepoint: {file: clinical, column: STAGE, codes: {Initial: diagnosis, Relapse: relapse}, missing: [""]}
    material: {file: clinical, column: TISSUE, codes: {marrow: BM, blood: PB}}
assays:
  exome: {type: WES, sample: specimen, panel: wide, patients: {file: captures, when: {KIT: W}}}
  capture: {type: NGS_panel, sample: specimen, panel: narrow, patients: {file: captures, when: {KIT: N}}}
files:
  clinical:
    file: specimens.csv
    format: {delimiter: ","}
    rows: patients
    key: {column: SUBJECT}
    choose:
      what: specimen
      by:
        - {column: STAGE, order: [Initial]}
        - {column: DAY, lowest: true}
      same: [AGE, OS]
    withoutFollowUp: keep
    missing: ["", Unknown]
    filters:
      - {count: {AGE: {below: 18}}, reason: children}
      - {drop: {DX: lymphoma}, reason: lymphoma}
    columns:
      DX: {to: patients.disease, codes: {AML: AML, MDS: MDS}}
      AGE: {to: patients.age_years, unit: a}
      OS: {to: patients.followup_days, unit: d, missing: [0]}
      THERAPY: {to: patients.aml_type, missing: [n], codes: {y: therapy_related}}
      PRIOR: {to: patients.aml_type, fallback: true, missing: [n], codes: {y: secondary}}
      M5: [{to: cytogenetics.minus5, codes: {0: false, 1: true}}, {to: cytogenetics.loss5q, codes: {0: false, 1: true}}]
      D5: {to: cytogenetics.loss5q, codes: {0: false, 1: true}}
    events:
      - {event: death, day: OS, when: {VITAL: {is: Dead, not: Alive}}}
      - {event: last_contact, day: OS, when: {VITAL: {is: Alive, not: Dead}}}
  captures:
    file: captures.csv
    format: {delimiter: ","}
    rows: details
    key: {column: DNA, through: {file: clinical, column: DNA}}
    filters: [{drop: {DNA: ""}, reason: no DNA}]
  calls:
    file: calls.csv
    format: {delimiter: ","}
    rows: mutations
    key: {column: DNA, through: {file: clinical, column: DNA}}
    assay: {column: KIT, codes: {W: exome, N: capture}}
    duplicates: {by: [GENE, POS], prefer: {column: CALLER, order: [good]}}
    constants: {call_class: possible, qc: pass}
    columns:
      GENE: {to: mutations.gene_symbol}
      POS: {to: mutations.pos}
      VAF: {to: mutations.vaf, unit: "1"}
`;

const raw = {
  "specimens.csv": `SUBJECT,SPECIMEN,DNA,STAGE,TISSUE,DAY,DX,AGE,OS,VITAL,THERAPY,PRIOR,M5,D5
S1,a,D1,Relapse,blood,0,AML,60,100,Dead,n,y,0,0
S1,b,D2,Initial,marrow,9,AML,60,100,Dead,n,y,0,1
S1,c,D3,Initial,marrow,30,AML,60,100,Dead,n,y,1,0
S2,d,D4,Initial,blood,0,AML,12,0,Unknown,y,y,1,
S3,e,,Relapse,blood,5,MDS,70,400,Alive,n,n,0,0
S3,f,D6,Relapse,blood,80,MDS,71,400,Alive,n,n,,1
S4,g,D7,Initial,blood,0,lymphoma,40,50,Dead,n,n,0,0
`,
  "captures.csv": "DNA,KIT\nD1,W\nD2,W\nD3,N\nD4,N\nD7,W\n,\n",
  "calls.csv": `DNA,KIT,GENE,POS,VAF,CALLER
D1,W,TP53,1,0.5,good
D2,W,DNMT3A,2,0.4,bad
D2,W,DNMT3A,2,0.3,good
D1,W,DNMT3A,2,0.2,good
D4,N,TP53,1,0.4,good
D4,N,DNMT3A,2,0.4,good
D4,X,TP53,9,0.4,good
D9,W,TP53,1,0.4,good
D7,W,TP53,1,0.4,good
`
};

const panels = {
  wide: "id: wide\ntitle: Wide\norigin: invented\ngenes: [DNMT3A, TP53]\n",
  narrow: "id: narrow\ntitle: Narrow\norigin: invented\ngenes: [TP53]\n"
};

const folder = mkdtempSync(join(tmpdir(), "hemiola-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
const {tables} = await harmoniseStudy({study: "test", root: writePartner(folder, {mapping: specimens, raw, panels})});
const data = reader(tables);
const patients = data.rows("patients");
const person = (age: number): Row => patients.find((d) => d.age_years === age)!;
const of = (table: string, {patient_id: id}: Row): Row[] => data.rows(table).filter((d) => d.patient_id === id);
const finding = (rule: string, text = ""): Row | undefined =>
  data.rows("findings").find((d) => d.rule_id === rule && String(d.description).includes(text));

describe("several specimens a patient", () => {
  it("are one patient, whom the specimen nearest to diagnosis stands for", () => {
    expect(patients.map((d) => d.age_years).sort()).toEqual([12, 60, 70]);
    expect(of("samples", person(60)).map((d) => [d.timepoint, d.material])).toEqual([["diagnosis", "BM"]]);
    expect(of("samples", person(70)).map((d) => [d.timepoint, d.material])).toEqual([["relapse", "PB"]]);
    expect(finding("several_rows")).toMatchObject({n: 2, n_checked: 4});
    expect(finding("rows_left_out", "another specimen")).toMatchObject({n: 3, n_checked: 7});
  });

  it("are said to differ in what should be the same of a patient", () => {
    expect(finding("rows_of_patient_differ", "AGE")).toMatchObject({n: 1, n_checked: 2, severity: "warning"});
    expect(finding("rows_of_patient_differ", "OS")).toMatchObject({n: 0, n_checked: 2, severity: "info"});
  });

  it("lead their calls to the patient; those of other specimens are left out, of unknown ones refused", () => {
    const calls = data.rows("mutations");
    expect(calls.map((d) => [d.gene_symbol, d.vaf]).sort()).toEqual([
      ["DNMT3A", 0.3],
      ["DNMT3A", 0.4],
      ["TP53", 0.4]
    ]);
    const file = data.rows("findings").filter((d) => d.file === "calls.csv");
    expect(file.find((d) => d.rule_id === "duplicate_call")).toMatchObject({n: 1, n_checked: 9});
    expect(file.filter((d) => d.rule_id === "rows_left_out").map((d) => [d.n, d.description])).toEqual([
      [2, "Records left out on purpose: another specimen of the patient is used"],
      [1, "Records left out on purpose: lymphoma"],
      [1, "Records left out on purpose: the same variant reported again"]
    ]);
    expect(
      tally(
        data
          .rows("rejects")
          .filter((d) => d.file === "calls.csv")
          .map((d) => d.reason)
      )
    ).toEqual({
      "patient not in the cohort": 1,
      "unknown assay": 1
    });
  });

  it("count by the capture that each had: a gene outside it is not tested", () => {
    const status = (patient: Row) => of("patient_features", patient).map((d) => [d.TP53, d.DNMT3A])[0];
    expect(status(person(60))).toEqual([0, 1]);
    expect(status(person(12))).toEqual([1, null]);
    expect(status(person(70))).toEqual([null, null]);
    expect(finding("call_outside_panel", "capture")).toMatchObject({n: 1, severity: "error"});
  });
});

describe("patients of whom something is not known", () => {
  it("have no endpoint where follow-up is unknown, and are never alive at day 0", () => {
    expect(person(12).followup_days).toBeNull();
    expect(of("outcomes", person(12))).toEqual([]);
    expect(of("events", person(12))).toEqual([]);
    expect(finding("vital_status_unknown")).toMatchObject({n: 1, severity: "warning"});
    expect(of("outcomes", person(70)).map((d) => [d.definition, d.time_days, d.status])).toEqual([["OS", 400, 0]]);
  });

  it("are refused without follow-up where the mapping does not keep them", async () => {
    const strict = await harmonised({mapping: specimens.replace("    withoutFollowUp: keep\n", ""), raw, panels});
    expect(strict.rows("patients")).toHaveLength(2);
    expect(strict.rows("rejects").map((d) => d.reason)).toContain("no usable follow-up");
  });

  it("take a variable from the first column that knows it", () => {
    expect([60, 12, 70].map((age) => person(age).aml_type)).toEqual(["secondary", "therapy_related", null]);
  });

  it("have a flag where one of its columns says so, and not where all deny it", () => {
    const flags = (age: number) => of("cytogenetics", person(age)).map((d) => [d.minus5, d.loss5q])[0];
    expect(flags(60)).toEqual([false, true]);
    expect(flags(12)).toEqual([true, true]);
    expect(flags(70)).toEqual([false, false]);
  });
});

describe("patients whom the study is not about", () => {
  it("are kept and counted, or left out and counted, as the mapping declares", () => {
    expect(finding("rows_kept", "children")).toMatchObject({n: 1, n_checked: 4});
    expect(person(12).age_band).toBe("0-17");
    expect(finding("rows_left_out", "lymphoma")).toMatchObject({n: 1, n_checked: 7});
  });

  it("with another disease are not classified", () => {
    expect(person(70).disease).toBe("MDS");
    expect(of("classifications", person(70))).toEqual([]);
    expect(of("classifications", person(60)).length).toBeGreaterThan(0);
    expect(finding("other_disease")).toMatchObject({n: 1, n_checked: 3});
    const all = data.rows("summary_classifications").filter((d) => d.system === "eln2022" && d.source_id === null);
    expect(all.reduce((n, d) => n + Number(d.n), 0)).toBe(2);
  });
});

describe("a mapping with several grains", () => {
  const faults: readonly [string, string, string, string][] = [
    [
      "through a file that there is not",
      "through: {file: clinical, column: DNA}",
      "through: {file: other, column: DNA}",
      "unknown file: other"
    ],
    [
      "a fallback for nothing",
      "PRIOR: {to: patients.aml_type",
      "PRIOR: {to: patients.sex",
      "expected a variable of patients that a column above feeds"
    ],
    ["an unknown assay by column", "{W: exome, N: capture}", "{W: exome, N: other}", "unknown assay: other"],
    ["an unknown time point", "Relapse: relapse}, missing", "Relapse: later}, missing", 'unknown code "later"'],
    [
      "two answers of a filter",
      'filters: [{drop: {DNA: ""}',
      'filters: [{keep: {DNA: a}, drop: {DNA: ""}',
      "expected one of drop, keep and count"
    ]
  ];
  it.each(faults)("with %s is refused", async (_, from, to, message) => {
    expect(specimens).toContain(from);
    const root = partner({mapping: specimens.replace(from, to), raw, panels});
    await expect(harmoniseStudy({study: "test", root})).rejects.toThrow(message);
  });

  it("may choose rows where one a patient is expected only", async () => {
    const changed = mappingWith(
      "    rows: mutations\n",
      "    rows: mutations\n    choose: {what: visit, by: [{column: ID, order: [P1]}]}\n"
    );
    const root = partner({mapping: changed});
    await expect(harmoniseStudy({study: "test", root})).rejects.toThrow(
      "invalid key: for rows: patients or details without a pivot"
    );
  });
});
