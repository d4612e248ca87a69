import {afterAll, describe, expect, it} from "vitest";
import type {Release} from "../../../loaders/release/readRelease.js";
import {assessedSources} from "../../../loaders/report/declare/assessedSources.js";
import {pairedSamples} from "../../../loaders/extract/longitudinal/pairedSamples.js";
import {reportContext} from "../../../loaders/report/reportContext.js";
import {blockOf, blocksOf, membersOf} from "../../support/reportBlocks.js";
import {type ReportPatient, reportRelease} from "../../support/reportRelease.js";
import {syntheticRelease, syntheticRows} from "../../support/syntheticRelease.js";

type Removable = Release & {remove(): Promise<void>};

const open: Removable[] = [];
afterAll(async () => await Promise.all(open.map((release) => release.remove())));

async function opened(release: Promise<Removable>): Promise<Removable> {
  const made = await release;
  open.push(made);
  return made;
}

/** Two sources: A knows NPM1 of everybody, B of one patient in four. */
const patients: ReportPatient[] = Array.from({length: 80}, (_, i) => ({
  source: i < 40 ? "A" : "B",
  days: 100 + ((i * 37) % 900),
  died: i % 3 !== 0,
  sex: i % 2 === 0 ? "female" : "male",
  age: 30 + ((i * 11) % 50),
  npm1: i < 40 || i % 4 === 0 ? i % 5 < 2 : null
}));

describe("assessedSources(context, query, assessed)", () => {
  it("leaves out a source whose patients are mostly not tested, or whose eligibility fixes the alteration", async () => {
    const context = reportContext(await opened(reportRelease(patients)));
    const half = [{variable: "NPM1", share: 0.5}];
    expect(assessedSources(context, "", half)).toEqual({query: "source=A", left: ["Source B"]});
    expect(assessedSources(context, "sex=male", half).query).toBe("sex=male&source=A");
    expect(assessedSources(context, "", [{variable: "NPM1", share: 0.2}])).toEqual({query: "", left: []});
    const fixed = reportContext(
      await opened(reportRelease(patients.map((d) => ({...d, itd: true})), {}, ["B"])) // prettier-ignore
    );
    expect(assessedSources(fixed, "", [{variable: "FLT3-ITD", share: 0.5}]).left).toEqual(["Source B"]);
  });

  it("keeps all where none would be left: the blocks then say what they lack", async () => {
    const context = reportContext(await opened(reportRelease(patients.filter(({source}) => source === "B"))));
    expect(assessedSources(context, "", [{variable: "NPM1", share: 0.9}])).toEqual({query: "", left: []});
  });
});

describe("analyses of a report", () => {
  it("give hazard ratios within levels of another variable, and the people behind them", async () => {
    const context = reportContext(await opened(reportRelease(patients)));
    const block = blockOf(context, "forest", {
      kind: "modified-effect",
      endpoint: "OS",
      by: "sex",
      levels: ["female", "male"],
      modifier: {by: "age_years", cuts: ["55"]}
    });
    expect(block.rows.map(({label, heading, reference}) => [heading, label, reference ?? false])).toEqual([
      ["Age < 55", "Female", true],
      ["Age < 55", "Male", false],
      ["Age ≥ 55", "Female", true],
      ["Age ≥ 55", "Male", false]
    ]);
    expect(block.rows.reduce((sum, {n}) => sum + (n?.n ?? 0), 0)).toBe(80);
    for (const {n} of block.rows) expect(membersOf(context, n!)).toBe(n!.n);
    expect(block.tests[0].df).toBe(1);
    expect(block.fit?.parameters).toBe(3);
  });

  it("are left out where the release has nothing for them", async () => {
    const context = reportContext(await opened(reportRelease(patients)));
    const risk = {versions: ["eln2017", "eln2022"], levels: ["favourable", "adverse"], endpoint: "OS", seed: "1"};
    const without = [
      {kind: "discrimination", ...risk, horizon: "5", years: ["1"], replicates: "5"},
      {kind: "calibration", ...risk, years: ["1"], folds: "5"},
      {kind: "changed-class", from: "eln2017", to: "eln2022", levels: ["favourable", "adverse"]},
      {kind: "genotype", endpoint: "OS", alterations: ["NPM1", "FLT3-ITD", "DNMT3A"]},
      {kind: "allelic-ratio", endpoint: "OS"},
      {kind: "itd-length", endpoint: "OS"},
      {kind: "evidence", alteration: "absent"},
      {kind: "transplantation", show: "hazards"},
      {kind: "after-relapse", show: "survival"},
      {kind: "mrd", show: "positivity"},
      {kind: "mrd", show: "incidence"},
      {kind: "evolution", from: "diagnosis", to: "relapse"},
      {kind: "trial", source: "RATIFY", show: "flow"}
    ];
    for (const declared of without) expect(blocksOf(context, declared), declared.kind).toEqual([]);
  });
});

describe("pairedSamples(release, from, to)", () => {
  const sample = (patient_id: string, timepoint: string, day: number) => ({
    sample_id: `${patient_id}-${timepoint}-${day}`,
    patient_id,
    timepoint,
    day
  });
  const call = (sample_id: string, gene_symbol: string, further: Readonly<Record<string, string>> = {}) => ({
    mutation_id: `${sample_id}-${gene_symbol}`,
    sample_id,
    patient_id: sample_id.slice(0, 2),
    gene_symbol,
    call_class: "oncogenic",
    qc: "pass",
    ...further
  });
  const samples = [
    sample("p1", "diagnosis", 0),
    sample("p1", "relapse", 300),
    sample("p1", "relapse", 500),
    sample("p2", "diagnosis", 0),
    sample("p2", "relapse", 200),
    sample("p3", "diagnosis", 0)
  ];

  it("pairs the genes that both samples were sequenced for, the first relapse standing for later ones", async () => {
    const release = await opened(
      syntheticRelease({
        ...syntheticRows,
        samples,
        assays: samples.map(({sample_id}) => ({
          assay_id: sample_id,
          sample_id,
          assay_type: "NGS_panel",
          panel_id: sample_id.startsWith("p2-relapse") ? "small" : "wide",
          status: "done"
        })),
        gene_panels: [
          ["wide", "NPM1"],
          ["wide", "NRAS"],
          ["small", "NPM1"]
        ].map(([panel_id, gene_symbol]) => ({
          panel_id,
          alteration: gene_symbol,
          gene_symbol,
          alteration_class: "SNV_indel",
          scope: "full_cds"
        })),
        mutations: [
          call("p1-diagnosis-0", "NPM1"),
          call("p1-diagnosis-0", "NRAS", {qc: "questionable"}),
          call("p1-relapse-300", "NPM1"),
          call("p1-relapse-300", "NRAS"),
          call("p2-diagnosis-0", "NPM1"),
          call("p2-diagnosis-0", "NRAS")
        ]
      })
    );
    expect(pairedSamples(release, "diagnosis", "relapse")).toEqual([
      {patient: "p1", gene: "NPM1", before: true, after: true},
      {patient: "p1", gene: "NRAS", before: false, after: true},
      {patient: "p2", gene: "NPM1", before: true, after: false}
    ]);
  });
});
