import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {FindingLog} from "../../loaders/harmonise/findingLog.js";
import {RejectLog} from "../../loaders/harmonise/rejectLog.js";
import {RowLedger} from "../../loaders/harmonise/rowLedger.js";
import {surrogates} from "../../loaders/harmonise/surrogate.js";
import {leaveOutDuplicates} from "../../loaders/harmonise/variants/leaveOutDuplicates.js";
import {readRaw} from "../../loaders/sources/readRaw.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {mappingSchema} from "../../loaders/study/mappingSchema.js";
import {geneResolver} from "../../loaders/harmonise/geneSymbols.js";
import {harmonised, mapping} from "../support/partner.js";
import {absent, root, sharedData} from "../support/sharedData.js";
import {tally} from "../support/tables.js";

const columns = [
  "VID",
  "SAMPLE",
  "GENE",
  "CHR",
  "POS",
  "CALLER",
  "TYPE",
  "CONSEQUENCE",
  "AA",
  "ALT",
  "REF",
  "RESULT",
  "CALL"
];

/** The small mapping with counts of reads and callers, and a file of calls for it. */
const called = mapping
  .replace(
    "    missing: [na, NA]\n    columns:\n      GENE",
    "    missing: [na, NA]\n    duplicates: {by: [GENE, POS], prefer: {column: CALLER, order: [good, bad]}}\n    columns:\n      GENE"
  )
  .replace(
    '      VAF: {to: mutations.vaf, unit: "%"}\n',
    `      ALT:
        - {to: mutations.alt_reads}
        - {to: mutations.vaf, unit: "1", ratio: {with: REF, as: part}}
`
  );

function calls(...rows: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const usual: Record<string, string> = {
    ...{SAMPLE: "P1", GENE: "TP53", CHR: "17", POS: "100", CALLER: "good", TYPE: "Sub", CONSEQUENCE: "missense"},
    ...{AA: "p.R175H", ALT: "30", REF: "70", RESULT: "ONCOGENIC", CALL: "OK"}
  };
  const lines = rows.map((row, i) => columns.map((name) => ({...usual, VID: String(i), ...row})[name]).join("\t"));
  return {"genetic.txt": [columns.join("\t"), ...lines, ""].join("\r")};
}

describe("a variant called twice", () => {
  it("counts once, as the preferred caller has it", async () => {
    const raw = calls(
      {CALLER: "bad", ALT: "10"},
      {CALLER: "good", ALT: "30"},
      {CALLER: "other", ALT: "20"},
      {POS: "101"}
    );
    const data = await harmonised({mapping: called, raw});
    expect(data.column("mutations", "alt_reads").sort()).toEqual([30, 30]);
    const found = data.rows("findings").filter((d) => d.file === "genetic.txt");
    expect(found.find((d) => d.rule_id === "duplicate_call")).toMatchObject({n: 2, n_checked: 4, severity: "info"});
    expect(found.find((d) => d.rule_id === "rows_left_out")).toMatchObject({n: 2});
    expect(data.rows("rejects")).toEqual([]);
  });

  it("is not two variants at unknown positions, nor in two patients or genes", async () => {
    const raw = calls({POS: "na"}, {POS: "na"}, {SAMPLE: "P2"}, {GENE: "DNMT3A"}, {});
    const data = await harmonised({mapping: called, raw});
    expect(data.findings().duplicate_call).toBe(0);
    expect(data.table("mutations").rows).toBe(5);
  });

  const folder = sharedData("beataml2");
  it.skipIf(folder === undefined)(
    folder === undefined ? absent("beataml2") : "happens 4,098 times in Beat AML, by mutect and varscan",
    async () => {
      const by = ["dbgap_sample_id", "seqnames", "pos_start", "ref", "alt"];
      const spec = mappingSchema.parse({
        ...{source: "B", version: "1", samples: {}},
        files: {
          calls: {
            ...{file: "mutations.txt", format: {delimiter: "tab"}, rows: "mutations", assay: "x"},
            key: {column: "dbgap_sample_id"},
            duplicates: {by, prefer: {column: "genotyper", order: ["mutect", "varscan"]}}
          }
        }
      }).files.calls;
      const names = [...by, "genotyper"];
      const {table: raw} = await readRaw((file) => join(folder!, "raw", file), spec, {columns: names});
      const ledger = new RowLedger(raw, 0, new RejectLog("B", surrogates("s", "B")));
      leaveOutDuplicates({name: "calls", spec, raw, ledger}, raw.column("dbgap_sample_id"), {
        findings: new FindingLog("B")
      });
      const kept = [...ledger.usedRows()].map((row) => raw.column("genotyper")[row]);
      expect(kept).toHaveLength(11721 - 4098);
      // Every variant that both report is kept as mutect has it.
      expect(tally(kept).varscan).toBe(tally(raw.column("genotyper")).varscan - 4098);
    }
  );
});

describe("allele frequencies from reads", () => {
  it("are the share of the reads as declared", async () => {
    const vaf = async (as: string, alt: string, ref: string) => {
      const changed = called.replace("as: part", `as: ${as}`);
      const data = await harmonised({mapping: changed, raw: calls({ALT: alt, REF: ref})});
      return {
        value: data.column("mutations", "vaf")[0],
        rejects: data.rows("rejects").map((d) => [d.column, d.reason])
      };
    };
    expect(await vaf("part", "30", "70")).toEqual({value: 0.3, rejects: []});
    expect(await vaf("share", "30", "120")).toEqual({value: 0.25, rejects: []});
    expect(await vaf("odds", "30", "130")).toEqual({value: 0.3, rejects: []});
    expect(await vaf("part", "0", "0")).toEqual({value: null, rejects: []});
    expect(await vaf("part", "30", "na")).toEqual({value: null, rejects: []});
    expect(await vaf("share", "30", "x")).toEqual({value: null, rejects: [["ALT", "not a number in REF"]]});
    expect(await vaf("share", "30", "0")).toEqual({value: null, rejects: [["ALT", "not a number"]]});
    expect(await vaf("share", "30", "20")).toEqual({value: null, rejects: [["ALT", "implausible value"]]});
  });
});

describe("protein changes of calls", () => {
  const derived = called.replace("        - {to: mutations.protein_start, transform: firstInteger}\n", "");

  it("are written in one form; codon, frame and missing consequences follow", async () => {
    const raw = calls(
      {AA: "p.(Arg175His)", CONSEQUENCE: "na", POS: "1"},
      {AA: "p.Trp288CysfsTer12", CONSEQUENCE: "na", POS: "2"},
      {AA: "K313_V314insQ", CONSEQUENCE: "na", POS: "3"},
      {AA: "p.?", CONSEQUENCE: "na", POS: "4"},
      {AA: "na", CONSEQUENCE: "nonsense", POS: "5"},
      {AA: "something", CONSEQUENCE: "na", POS: "6"}
    );
    const data = await harmonised({mapping: derived, raw});
    const rows = data.rows("mutations").map((d) => [d.hgvs_p, d.protein_start, d.consequence, d.in_frame]);
    expect(rows.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual(
      [
        ["p.K313_V314insQ", 313, "inframe_indel", true],
        ["p.R175H", 175, "missense", true],
        ["p.W288fs*12", 288, "frameshift", false],
        ["p.?", null, null, null],
        [null, null, "nonsense", false],
        [null, null, null, null]
      ].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
    );
    expect(data.findings().hgvs_rewritten).toBe(3);
    expect(data.rows("rejects").map((d) => [d.column, d.value, d.reason])).toEqual([
      ["AA", "something", "not a protein change"]
    ]);
  });

  it("are compared with the source's own consequence, which stays", async () => {
    const raw = calls(
      {AA: "p.R175*", POS: "1"},
      {AA: "p.R175H", POS: "2"},
      {AA: "p.K313_V314insQ", CONSEQUENCE: "nonsense"}
    );
    const data = await harmonised({mapping: derived, raw});
    expect(data.findings().consequence_differs).toBe(2);
    expect(tally(data.column("mutations", "consequence"))).toEqual({missense: 2, nonsense: 1});
    // In frame only where neither the consequence nor the protein change speaks against it.
    expect(tally(data.column("mutations", "in_frame"))).toEqual({true: 1, false: 2});
  });

  it("decide the basic leucine zipper of CEBPA: in frame, from codon 278", async () => {
    const status = async (row: Readonly<Record<string, string>>) => {
      const data = await harmonised({
        mapping: derived,
        raw: calls({GENE: "CEBPA", CHR: "19", ...row}),
        panels: {small: "id: small\ntitle: Small panel\norigin: invented\ngenes: [CEBPA]\n"}
      });
      const statuses = data.column("patient_features", "CEBPA-bZIP-inframe");
      return statuses.every((d) => d === 0) ? 0 : statuses.includes(1) ? 1 : null;
    };
    expect(await status({AA: "p.R300P"})).toBe(1);
    expect(await status({AA: "p.A278P"})).toBe(1);
    expect(await status({AA: "p.K313_V314insQ", CONSEQUENCE: "na", TYPE: "I"})).toBe(1);
    expect(await status({AA: "p.A277P"})).toBe(0);
    expect(await status({AA: "p.R300fs*18", CONSEQUENCE: "na", TYPE: "I"})).toBe(0);
    expect(await status({AA: "p.R300*", CONSEQUENCE: "nonsense"})).toBe(0);
    expect(await status({AA: "p.R300P", RESULT: "PASSENGER"})).toBe(0);
    expect(await status({AA: "na"})).toBeNull();
    expect(await status({AA: "na", CONSEQUENCE: "nonsense"})).toBe(0);
  });
});

describe("gene symbols", () => {
  const resolve = geneResolver(loadStudy(root, "amlsg"));

  it.each([
    ...[
      ["MLL", "KMT2A"],
      ["MLL3", "KMT2C"],
      ["MLL5", "KMT2E"],
      ["SFRS2", "SRSF2"],
      ["AML1", "RUNX1"],
      ["ETO", "RUNX1T1"]
    ],
    ...[
      ["EVI1", "MECOM"],
      ["TEL", "ETV6"],
      ["SHP2", "PTPN11"],
      ["p53", "TP53"],
      ["P53", "TP53"],
      ["U2AF35", "U2AF1"]
    ],
    ...[
      ["CEBPα", "CEBPA"],
      ["CEBPa", "CEBPA"],
      ["c-KIT", "KIT"],
      ["JARID1A", "KDM5A"],
      ["UTX", "KDM6A"]
    ],
    ...[
      ["MKL1", "MRTFA"],
      ["CAN", "NUP214"],
      ["MOZ", "KAT6A"],
      ["TP53", "TP53"]
    ]
  ])("%s is %s now", (former, current) => expect(resolve(former, null)).toEqual({gene: current}));

  it("MLL2 is KMT2D on chromosome 12, and nothing without a position or on another", () => {
    for (const chromosome of ["12", "chr12"]) expect(resolve("MLL2", chromosome)).toEqual({gene: "KMT2D"});
    for (const chromosome of [null, "19", ""]) expect(resolve("MLL2", chromosome)).toEqual({gene: null, needs: "12"});
  });

  it("that nothing declares are refused, or left out where the mapping says so", async () => {
    const raw = calls({GENE: "NOSUCH"}, {GENE: "MLL2", CHR: "19"}, {});
    const strict = await harmonised({mapping: called, raw});
    expect(strict.rows("rejects").map((d) => d.reason)).toEqual([
      "unknown gene symbol: NOSUCH",
      "ambiguous gene symbol: MLL2"
    ]);
    const exome = called.replace("    duplicates:", "    otherGenes: leaveOut\n    duplicates:");
    const data = await harmonised({mapping: exome, raw});
    expect(data.rows("rejects").map((d) => d.reason)).toEqual(["ambiguous gene symbol: MLL2"]);
    const left = data.rows("findings").filter((d) => d.rule_id === "rows_left_out");
    expect(left.map((d) => [d.file, d.n])).toEqual([["genetic.txt", 1]]);
  });
});
