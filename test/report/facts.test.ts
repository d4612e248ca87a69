import {afterAll, describe, expect, it} from "vitest";
import {type ReportContext, reportContext} from "../../loaders/report/reportContext.js";
import {blockOf, blocksOf} from "../support/reportBlocks.js";
import {reportRelease} from "../support/reportRelease.js";
import type {ReleaseRows} from "../support/syntheticRelease.js";

const open: {remove(): Promise<void>}[] = [];
afterAll(() => Promise.all(open.map((release) => release.remove())));

const patient = {source: "A", days: 100, died: true, age: 60};

/** Ten patients of one source, and these rows. */
async function contextOf(rows: ReleaseRows = {}): Promise<ReportContext> {
  const release = await reportRelease(
    Array.from({length: 10}, () => patient),
    {},
    [],
    rows
  );
  open.push(release);
  return reportContext(release);
}

const facts = (table: string) => ({kind: "facts", table});

describe("tables of facts on data quality", () => {
  it("tell how many values were converted by which factor, of all columns that feed a variable", async () => {
    const row = {
      source_id: "A",
      table: "patients",
      column: "haemoglobin",
      scope: null,
      file: "a.csv",
      rule_id: "number",
      unit_from: "mmol/L",
      unit_to: "g/dL",
      factor: 1.6114,
      n_values: 70,
      n_converted: 70,
      records_table: null,
      tokens_table: null
    };
    const provenance = [
      {...row, raw_column: "hb"},
      {...row, raw_column: "hb_later", n_converted: 3},
      {...row, raw_column: "hb_same", unit_from: "g/dL", factor: 1, n_converted: 0},
      {...row, column: "wbc", raw_column: "wbc", unit_from: null, unit_to: null, factor: null, n_converted: 0}
    ];
    const {rows, records} = blockOf(await contextOf({provenance}), "facts", facts("conversions"));
    expect(rows).toEqual([["A", "patients.haemoglobin", "mmol/L", "g/dL", "× 1.6114", 73]]);
    expect(records).toBe(true);
    expect(blocksOf(await contextOf({provenance: []}), facts("conversions"))).toEqual([]);
  });

  it("tell which share of karyotypes was read in full, and what was repaired or doubtful", async () => {
    const rule = (rule_id: string, n: number, n_checked: number) => ({
      source_id: "A",
      file: null,
      rule_id,
      category: "conformance",
      severity: "warning",
      n,
      n_checked,
      description: `about ${rule_id}`
    });
    const findings = [
      rule("karyotype_unparsed", 5, 200),
      rule("karyotype_repaired:bracket", 8, 200),
      rule("sex_karyotype_discordant", 0, 0),
      rule("unit_converted", 9, 90)
    ];
    const {rows} = blockOf(await contextOf({findings}), "facts", facts("karyotypes"));
    expect(rows).toEqual([
      ["A", "about karyotype_repaired:bracket", "repair", 8, 200, 4],
      ["A", "Karyotypes read in full", "parsed", 195, 200, 97.5],
      ["A", "about karyotype_unparsed", "warning", 5, 200, 2.5]
    ]);
  });

  it("say of an exact release that nothing is suppressed, of another what was done to which table", async () => {
    const exact = blockOf(await contextOf(), "facts", facts("suppression"));
    expect(exact.subtitle).toBe("An exact release: nothing is generalised, blanked or left out");
    const decision = (table: string, column: string | null, changed: number | null, blanked: number | null) => ({
      table,
      column,
      decision: "generalise",
      treatment: column,
      rows_before: column === null ? 100 : null,
      rows_after: column === null ? 98 : null,
      n_changed: changed,
      n_blanked: blanked
    });
    const disclosure_decisions = [
      decision("patients", null, null, null),
      decision("patients", "age_years", 90, 1),
      decision("patients", "wbc", 4, null),
      decision("samples", null, null, null),
      {...decision("sources", null, null, null), decision: "keep", rows_after: 100}
    ];
    const {rows} = blockOf(await contextOf({disclosure_decisions}), "facts", facts("suppression"));
    expect(rows).toEqual([
      ["patients", "generalise", 100, 98, 94, 1],
      ["samples", "generalise", 100, 98, null, null]
    ]);
  });
});

describe("the table of assays", () => {
  it("has limits of detection, genome and batches, and two assays of one kind and panel once", async () => {
    const cell = {
      source_id: "A",
      assay_type: "NGS_panel",
      panel_id: "panel",
      alteration: "NPM1",
      gene_symbol: "NPM1",
      coverage: "covered",
      n_assayed: 10,
      n_failed: 0,
      n_tested: 10,
      n_mutated: 3,
      n_off_panel: 0,
      by_design: false
    };
    const assay = {assay_type: "NGS_panel", panel_id: "panel", status: "done", reference_genome: "GRCh38"};
    const context = await contextOf({
      assay_coverage: ["diagnosis", "remission"].map((name) => ({...cell, assay: name})),
      samples: ["s1", "s2"].map((sample_id) => ({sample_id, patient_id: "p0000", material: null, timepoint: "diagnosis", day: 0})), // prettier-ignore
      assays: [
        {...assay, assay_id: "a1", sample_id: "s1", lod_vaf: 0.02, batch: "one"},
        {...assay, assay_id: "a2", sample_id: "s2", lod_vaf: 0.0002, batch: "two"}
      ]
    });
    const {columns, rows} = blockOf(context, "facts", facts("assays"));
    expect(columns.slice(3, 6).map(({label}) => label)).toEqual([
      "Limit of detection (VAF)",
      "Reference genome",
      "Batches"
    ]);
    expect(rows.map((row) => row.slice(2))).toEqual([["panel", "0.0002, 0.02", "GRCh38", "2", 1, 0, ""]]);
  });
});
