import {describe, expect, it} from "vitest";
import {harmonised, mappingWith, rawFiles} from "../support/partner.js";

const header = rawFiles["genetic.txt"].split("\r")[0];
const call = (id: number, patient: string, gene: string, type = "Sub") =>
  `${id}\t${patient}\t${gene}\t1\t${type}\t${type === "Sub" ? "missense" : type}\tna\t10\tONCOGENIC\tOK`;

describe("assay coverage", () => {
  it("says for every assay and alteration what was looked at, in whom, and what was decided by any evidence", async () => {
    const data = await harmonised();
    const rows = data.rows("assay_coverage");
    const alterations = data.table("patient_features").schema.columns.length - 1;
    // The karyotype sees no gene.
    expect([...new Set(rows.map((d) => d.assay))].sort()).toEqual(["itd_caller", "ngs"]);
    expect(rows).toHaveLength(2 * alterations);
    const row = (assay: string, alteration: string) =>
      rows.find((d) => d.assay === assay && d.alteration === alteration);
    expect(row("ngs", "DNMT3A")).toEqual({
      source_id: "TEST",
      assay: "ngs",
      assay_type: "NGS_panel",
      panel_id: "small",
      alteration: "DNMT3A",
      gene_symbol: "DNMT3A",
      coverage: "covered",
      n_assayed: 3,
      n_failed: 0,
      n_tested: 3,
      n_mutated: 1,
      n_off_panel: 0,
      by_design: false
    });
    // Not on the panel, and nowhere else.
    expect(row("ngs", "TET2")).toMatchObject({coverage: "not_covered", n_assayed: 3, n_tested: 0, n_mutated: 0});
    // Decided by the clinical file for two patients, not by the caller, which all three had.
    expect(row("itd_caller", "FLT3-ITD")).toMatchObject({coverage: "covered", n_assayed: 3, n_tested: 2, n_mutated: 1});
    expect(row("itd_caller", "NPM1")).toMatchObject({coverage: "not_covered"});
  });

  it("counts calls outside the panel per gene, never as mutated, also for genes that the pack does not name", async () => {
    const calls = [
      call(1, "P1", "TET2"),
      call(2, "P2", "TET2"),
      call(3, "P2", "KMT2A", "PTD"),
      call(4, "P1", "DNMT3A"),
      call(5, "P1", "KMT2B")
    ];
    const data = await harmonised({raw: {"genetic.txt": [header, ...calls, ""].join("\r")}});
    const rows = data.rows("assay_coverage").filter((d) => d.n_off_panel !== 0);
    expect(rows.map((d) => [d.assay, d.alteration, d.n_off_panel, d.n_mutated])).toEqual([
      ["ngs", "TET2", 2, 0],
      ["ngs", "KMT2A-PTD", 1, 0],
      ["ngs", "KMT2B", 1, 0]
    ]);
    expect(data.findings().call_outside_panel).toBe(4);
  });

  it("shows a gene of which only hot spots are seen as partly covered", async () => {
    const data = await harmonised({
      panels: {
        small: "id: small\ntitle: S\norigin: invented\ngenes: [IDH2]\nscope: hotspot\nalterations: [IDH2-R140]\n"
      }
    });
    const found = Object.fromEntries(
      data
        .rows("assay_coverage")
        .filter((d) => d.assay === "ngs" && d.gene_symbol === "IDH2")
        .map((d) => [String(d.alteration), d.coverage])
    );
    expect(found).toEqual({"IDH2-R140": "covered", "IDH2-R172": "partial", "IDH2-other": "partial"});
  });

  it("counts patients in whom the assay failed, and marks what eligibility fixes", async () => {
    const changed = mappingWith(
      "panel: small}",
      "panel: small, failed: {file: clinical, when: {AOD: {is: 61, not: [50, 44]}}}}"
    ).replace("resolve:", "byDesign: {NPM1: 1}\nresolve:");
    const rows = (await harmonised({mapping: changed})).rows("assay_coverage");
    const npm1 = rows.find((d) => d.assay === "ngs" && d.alteration === "NPM1");
    expect(npm1).toMatchObject({n_assayed: 2, n_failed: 1, by_design: true, n_tested: 3, n_mutated: 3});
  });
});
