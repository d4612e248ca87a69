import {describe, expect, it} from "vitest";
import {harmonised, mappingWith, rawWith} from "../support/partner.js";

/** A call of patient P3, who has none otherwise. */
function call(id: string, gene: string, {chr = "1", type = "Sub", aa = "p.A1B", result = "ONCOGENIC", qc = "OK"} = {}) {
  return [id, "P3", gene, chr, type, type === "Sub" ? "missense" : type, aa, "10", result, qc].join("\t");
}

/** Gene status of P3 after the given calls, and what was found. */
async function afterCalls(...lines: string[]) {
  const data = await harmonised({raw: rawWith("genetic.txt", ...lines)});
  const ages = data.column("patients", "age_years");
  const id = data.column("patients", "patient_id")[ages.indexOf(44)];
  const status = data.rows("patient_features").find((d) => d.patient_id === id)!;
  return {data, status};
}

describe("gene status", () => {
  it("is 1 for a driver call, 0 for none on the panel, null off the panel", async () => {
    const {status} = await afterCalls(call("9", "TP53"));
    expect([status.TP53, status.DNMT3A, status.TET2]).toEqual([1, 0, null]);
  });

  it("does not count passengers and questionable calls", async () => {
    const {status} = await afterCalls(call("8", "TP53", {result: "PASSENGER"}), call("9", "DNMT3A", {qc: "Q"}));
    expect([status.TP53, status.DNMT3A]).toEqual([0, 0]);
  });

  it("never rises by a call outside the panel, which is an error of the source", async () => {
    const {data, status} = await afterCalls(call("9", "TET2"));
    expect(status.TET2).toBeNull();
    const finding = data.rows("findings").find((d) => d.rule_id === "call_outside_panel");
    expect(finding).toMatchObject({severity: "error", n: 1, n_checked: 4});
    expect(finding!.description).toMatch(/: TET2$/);
    expect(data.column("mutations", "gene_symbol")).toContain("TET2");
  });

  it("tells codons apart and is unknown where the codon of a call is", async () => {
    const r172 = await afterCalls(call("9", "IDH2", {aa: "p.R172K"}));
    expect([r172.status["IDH2-R140"], r172.status["IDH2-R172"]]).toEqual([0, 1]);
    const unknown = await afterCalls(call("9", "IDH2", {aa: "na"}));
    expect([unknown.status["IDH2-R140"], unknown.status["IDH2-R172"]]).toEqual([null, null]);
    const reasons = unknown.data.rows("value_status").filter((d) => String(d.column).startsWith("IDH2"));
    expect(reasons.map((d) => [d.column, d.reason, d.n])).toEqual([
      ["IDH2-R140", "UNKNOWN", 1],
      ["IDH2-R172", "UNKNOWN", 1],
      ["IDH2-other", "UNKNOWN", 1]
    ]);
  });

  it("does not take a partial tandem duplication for a small variant, nor see it on a panel of small variants", async () => {
    const {data, status} = await afterCalls(call("9", "KMT2A", {type: "PTD", aa: "na"}));
    expect(status["KMT2A-PTD"]).toBeNull();
    expect(data.findings().call_outside_panel).toBe(1);
  });

  it("comes from columns named by gene, too", async () => {
    const genes =
      "    genes: {columns: [TP53, SFRS2], codes: {0: 0, 1: 1}, missing: {9: NOT_TESTED}}\n    columns:\n      AOD";
    const clinical = [
      "ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD,TP53,SFRS2",
      "P1,50,12000,m,400,1,30,200,1,1,1,9",
      "P2,61,3500,f,900,0,40,,0,0,0,1",
      ""
    ].join("\n");
    const changed = mappingWith("    columns:\n      AOD", genes).replace(
      "compare: [itd.status]}",
      "compare: [itd.status]}\n  SRSF2: {decide: [clinical.SFRS2]}"
    );
    const data = await harmonised({mapping: changed, raw: {"clinical.csv": clinical}});
    expect(data.column("patient_features", "TP53").sort()).toEqual([0, 1]);
    expect(data.column("patient_features", "SRSF2").sort()).toEqual([1, null]);
  });
});

describe("mutation rows", () => {
  it("are refused if their gene is unknown, or ambiguous without its chromosome", async () => {
    const lines = [call("7", "NOSUCH"), call("8", "MLL2", {chr: "19"}), call("9", "MLL2", {chr: "12"})];
    const {data, status} = await afterCalls(...lines);
    expect(data.rows("rejects").map((d) => [d.row, d.reason, d.column])).toEqual([
      [4, "unknown gene symbol: NOSUCH", null],
      [5, "ambiguous gene symbol: MLL2", null]
    ]);
    expect(status.KMT2D).toBe(1);
    expect(data.findings()).toMatchObject({"rows_used@genetic.txt": 4, "rows_refused@genetic.txt": 2});
  });

  it("are refused if their class or quality is unknown, or their id was used before", async () => {
    const lines = [call("7", "TP53", {result: "MAYBE"}), call("8", "TP53", {qc: "na"}), call("1", "TP53")];
    const {data} = await afterCalls(...lines);
    expect(data.rows("rejects").map((d) => [d.row, d.column, d.reason])).toEqual([
      [4, "RESULT", "unknown code"],
      [6, null, "duplicate call"],
      [4, null, "unusable call_class"],
      [5, null, "unusable qc"]
    ]);
    expect(data.findings()).toMatchObject({"rows_used@genetic.txt": 3, "rows_refused@genetic.txt": 3});
  });

  it("may leave class and quality to constants, and calls without an id to their order", async () => {
    const changed = mappingWith("    id: VID\n", "    constants: {call_class: oncogenic, qc: pass}\n")
      .replace(/ {6}RESULT.*\n/, "")
      .replace(/ {6}CALL.*\n/, "");
    const data = await harmonised({mapping: changed});
    expect(new Set(data.column("mutations", "mutation_id")).size).toBe(3);
    expect(data.column("mutations", "call_class")).toEqual(["oncogenic", "oncogenic", "oncogenic"]);
  });
});
