import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {mutationExtract} from "../../loaders/extract/mutationExtract.js";
import type {Release} from "../../loaders/release/readRelease.js";
import type {Cell, TableData} from "../../loaders/release/tableData.js";
import {syntheticRelease} from "../support/syntheticRelease.js";

const sample = (id: string, patient: string, timepoint: string) => ({
  sample_id: id,
  patient_id: patient,
  timepoint,
  material: "BM"
});
const call = (id: string, sampleId: string, patient: string, changes: Readonly<Record<string, Cell>> = {}) => ({
  mutation_id: id,
  sample_id: sampleId,
  patient_id: patient,
  gene_symbol: "NPM1",
  variant_class: "SNV",
  consequence: "frameshift",
  hgvs_p: "p.W288Cfs*12",
  protein_start: 288,
  vaf: 0.4,
  call_class: "oncogenic",
  qc: "pass",
  ...changes
});
const panel = (alteration: string, gene: string, kind: string) => ({
  panel_id: "a",
  alteration,
  gene_symbol: gene,
  alteration_class: kind,
  scope: "full_cds"
});

let release: Release & {remove(): Promise<void>};
beforeAll(async () => {
  release = await syntheticRelease({
    samples: [sample("s1", "p1", "diagnosis"), sample("s1b", "p1", "relapse"), sample("s2", "p2", "diagnosis")],
    gene_panels: [panel("NPM1", "NPM1", "SNV_indel"), panel("FLT3-ITD", "FLT3", "ITD")],
    patient_features: [
      {patient_id: "p1", NPM1: 1, "FLT3-ITD": 0},
      {patient_id: "p2", NPM1: 0, "FLT3-ITD": 1},
      {patient_id: "p3", NPM1: null, "FLT3-ITD": null}
    ],
    mutations: [
      call("m1", "s1", "p1"),
      call("m2", "s1b", "p1"),
      call("m3", "s1", "p1", {call_class: "passenger"}),
      call("m4", "s1", "p1", {qc: "questionable"}),
      call("m5", "s2", "p2"),
      call("m6", "s2", "p2", {
        gene_symbol: "FLT3",
        variant_class: "ITD",
        consequence: "ITD",
        vaf: null,
        protein_start: null
      }),
      call("m7", "s2", "p2", {gene_symbol: "FLT3", variant_class: "SNV", protein_start: 835})
    ]
  });
});
afterAll(() => release.remove());

const rowsOf = ({rows, columns}: TableData) =>
  Array.from({length: rows}, (_, i) =>
    Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells[i]]))
  );

describe("mutationExtract(release)", () => {
  it("holds the drivers of the diagnostic sample that make an alteration of their patient, and no other call", () => {
    expect(rowsOf(mutationExtract(release))).toEqual([
      {
        row: 0,
        gene: "NPM1",
        alteration: "NPM1",
        consequence: "frameshift",
        vaf: expect.closeTo(0.4, 6) as number,
        codon: 288
      },
      {row: 1, gene: "FLT3", alteration: "FLT3-ITD", consequence: "ITD", vaf: null, codon: null}
    ]);
  });

  it("describes no variant more finely than by its codon", () => {
    const names = mutationExtract(release).schema.columns.map(({name}) => name);
    expect(names).toEqual(["row", "gene", "alteration", "consequence", "vaf", "codon"]);
  });

  it("is empty for a release without calls", async () => {
    const without = await syntheticRelease();
    expect(mutationExtract(without).rows).toBe(0);
    await without.remove();
  });
});
