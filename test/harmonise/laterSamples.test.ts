import {describe, expect, it} from "vitest";
import {factReader} from "../../loaders/classify/factReader.js";
import type {Fact} from "../../loaders/classify/factVocabulary.js";
import {harmonisedTables} from "../../loaders/harmonise/harmonisedTables.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {harmonisedOnce, partner} from "../support/partner.js";
import {type Row, tally} from "../support/tables.js";

/** A trial that sequences at diagnosis and, in some patients, after the second cycle; every patient is invented. */
const trial = `source: TEST
version: 1.0.0
samples:
  diagnosis: {timepoint: diagnosis, material: BM, day: 0}
  post_c2:
    timepoint: post_c2
    material: {file: visits, column: WHAT, codes: {m: BM, b: PB}, missing: [""]}
    day: {file: visits, column: WHEN}
    patients: {file: visits, when: {TAKEN: {is: y, not: n}}}
assays:
  ngs: {type: NGS_panel, sample: diagnosis, panel: small, platform: HiSeq, batch: {file: clinical, column: BATCH}}
  ngs_c2: {type: NGS_panel, sample: post_c2, panel: small, platform: {file: visits, column: MACHINE}}
files:
  clinical:
    file: clinical.csv
    format: {delimiter: ","}
    rows: patients
    key: {column: ID}
    missing: [""]
    columns:
      OS: {to: patients.followup_days, unit: d}
  visits:
    file: visits.csv
    format: {delimiter: ","}
    rows: details
    key: {column: ID}
    missing: [""]
    dates:
      WHEN: {format: dd-MM-yy, from: {file: clinical, column: DIAG, format: dd-MM-yyyy}}
  calls:
    file: calls.csv
    format: {delimiter: ","}
    rows: mutations
    key: {column: ID}
    assay: ngs
    constants: {call_class: oncogenic, qc: pass}
    columns: &columns
      GENE: {to: mutations.gene_symbol}
      VAF: {to: mutations.vaf, unit: "%"}
  calls_c2:
    file: calls_c2.csv
    format: {delimiter: ","}
    rows: mutations
    key: {column: ID}
    assay: ngs_c2
    constants: {call_class: oncogenic, qc: pass}
    columns: *columns
`;

const raw = {
  "clinical.csv": "ID,DIAG,OS,BATCH\nP1,01-02-2011,400,b1\nP2,01-03-2011,900,b2\nP3,01-04-2011,20,\n",
  "visits.csv": "ID,WHEN,TAKEN,WHAT,MACHINE\nP1,12-04-11,y,m,NextSeq\nP2,30-04-11,y,,\nP3,,n,m,NextSeq\n",
  "calls.csv": "ID,GENE,VAF\nP1,TP53,20\nP1,DNMT3A,40\n",
  "calls_c2.csv": "ID,GENE,VAF\nP1,TP53,30\nP2,TP53,5\nP3,IDH2,5\n"
};

const read = await harmonisedOnce({mapping: trial, raw});
const rowsOf = (table: string): Row[] => {
  const timepointOf = new Map(read.rows("samples").map((d) => [d.sample_id, d.timepoint]));
  return read.rows(table).map((d) => ({...d, timepoint: timepointOf.get(d.sample_id) ?? null}));
};

describe("a sample of some patients", () => {
  it("is there for those only, on the day and of the material that a file tells", () => {
    const samples = read.rows("samples").map(({timepoint, material, day}) => [timepoint, material, day].join());
    expect(tally(samples)).toEqual({"diagnosis,BM,0": 3, "post_c2,BM,70": 1, "post_c2,,60": 1});
  });

  it("has assays with platform and batch", () => {
    const assays = rowsOf("assays").map(({timepoint, platform, batch}) => [timepoint, platform, batch].join());
    expect(tally(assays)).toEqual({
      "diagnosis,HiSeq,b1": 1,
      "diagnosis,HiSeq,b2": 1,
      "diagnosis,HiSeq,": 1,
      "post_c2,NextSeq,": 1,
      "post_c2,,": 1
    });
  });

  it("refuses calls of a patient without it", () => {
    const refused = read.rows("rejects").filter(({column}) => column === null);
    expect(refused.map(({file, row, reason}) => [file, row, reason])).toEqual([
      ["calls_c2.csv", 3, "patient without the sample"]
    ]);
  });
});

describe("calls and assays of a later sample", () => {
  it("are kept", () => {
    const calls = rowsOf("mutations").map(({timepoint, gene_symbol}) => [timepoint, gene_symbol].join());
    expect(tally(calls)).toEqual({"diagnosis,TP53": 1, "diagnosis,DNMT3A": 1, "post_c2,TP53": 2});
  });

  it("do not decide what the patient had at diagnosis", () => {
    expect(tally(read.column("patient_features", "TP53"))).toEqual({0: 2, 1: 1});
  });

  it("do not raise the allele frequency by which a patient is classified", () => {
    const tables = harmonisedTables([]);
    for (const [sample_id, vaf] of [
      ["first", 0.2],
      ["later", 0.9]
    ] as const)
      tables.mutations.push({
        patient_id: "p",
        sample_id,
        gene_symbol: "TP53",
        vaf,
        call_class: "oncogenic",
        qc: "pass"
      });
    tables.patients.push({patient_id: "p"});
    const fact = {name: "vaf", type: "number", from: {table: "mutations", gene: "TP53"}} as unknown as Fact;
    expect(factReader({...tables, laterSamples: new Set(["later"])})(fact)(0)).toBe(0.2);
    expect(factReader(tables)(fact)(0)).toBe(0.9);
  });

  it("count neither as tested nor as mutated in the coverage of their assay", () => {
    const coverage = read.rows("assay_coverage").filter(({alteration}) => alteration === "TP53");
    expect(coverage.map(({assay, n_assayed, n_tested, n_mutated}) => [assay, n_assayed, n_tested, n_mutated])).toEqual(
      expect.arrayContaining([
        ["ngs", 3, 3, 1],
        ["ngs_c2", 2, 0, 0]
      ])
    );
  });
});

describe("declarations of samples and assays", () => {
  it.each([
    ["an unknown file", "day: {file: visits", "day: {file: vists", /post_c2\.day\.file: unknown file: vists/],
    ["rows of calls", "day: {file: visits", "day: {file: calls", /day\.file: invalid rows: mutations/],
    ["a unit that is no time", "column: WHEN}", "column: WHEN, unit: g/L}", /day\.unit: unknown unit "g\/L"/],
    [
      "a batch in an unknown file",
      "{file: clinical, column: BATCH}",
      "{file: x, column: BATCH}",
      /batch\.file: unknown file: x/
    ],
    ["patients of an unknown file", "{file: visits, when", "{file: vists, when", /patients\.file: unknown file: vists/]
  ])("may not name %s", async (_, from, to, message) => {
    const root = partner({mapping: trial.replace(from, to), raw});
    await expect(harmoniseStudy({study: "test", root})).rejects.toThrow(message);
  });
});
