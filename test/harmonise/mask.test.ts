import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {harmonised, mapping, rawFiles} from "../support/partner.js";
import type {Row} from "../support/tables.js";
import {otherMapping, otherRaw, studyOfTwo} from "../support/twoPartners.js";

const header = rawFiles["genetic.txt"].split("\r")[0];

/** A file of calls: patient, gene, kind of change, protein change. */
function calls(...rows: readonly (readonly [patient: string, gene: string, type: string, protein: string])[]): string {
  const lines = rows.map(([patient, gene, type, protein], i) => {
    const consequence = type === "ITD" || type === "PTD" ? type : "missense";
    return [String(i + 1), patient, gene, "1", type, consequence, protein, "10", "ONCOGENIC", "OK"].join("\t");
  });
  return [header, ...lines, ""].join("\r");
}

/** The statuses of one alteration in the order P1, P2, P3, whose ages are 50, 61 and 44. */
function byPatient(data: Awaited<ReturnType<typeof harmonised>>, alteration: string) {
  const ages = new Map(data.rows("patients").map((d) => [d.patient_id, d.age_years]));
  const order = [50, 61, 44];
  const rows = data.rows("patient_features");
  return order.map((age) => rows.find((d) => ages.get(d.patient_id) === age)![alteration]);
}

const reasons = (data: Awaited<ReturnType<typeof harmonised>>, alteration: string) =>
  data
    .rows("value_status")
    .filter((d) => d.table === "patient_features" && d.column === alteration)
    .map((d) => [d.reason, d.n])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

const panel = (text: string) => ({small: `id: small\ntitle: Small panel\norigin: invented\n${text}\n`});

describe("the profiling mask", () => {
  it("needs the whole coding sequence for a gene as a whole, and decides at hot spots only what is listed", async () => {
    const raw = {"genetic.txt": calls(["P1", "IDH2", "Sub", "p.R140Q"], ["P2", "TP53", "Sub", "p.R175H"])};
    const data = await harmonised({
      raw,
      panels: panel("genes: [IDH2, TP53]\nscope: hotspot\nalterations: [IDH2-R140]")
    });
    expect(byPatient(data, "IDH2-R140")).toEqual([1, 0, 0]);
    expect(byPatient(data, "IDH2-R172")).toEqual([null, null, null]);
    expect(byPatient(data, "TP53")).toEqual([null, null, null]);
    expect(reasons(data, "TP53")).toEqual([["NOT_TESTED", 3]]);
    // The panel looks at the gene, so its calls are no error of the source.
    expect(data.findings().call_outside_panel).toBe(0);
  });

  it("takes the scope of a gene before that of its panel", async () => {
    const raw = {"genetic.txt": calls(["P1", "TP53", "Sub", "p.R175H"], ["P2", "DNMT3A", "Sub", "p.R882H"])};
    const data = await harmonised({raw, panels: panel("genes: [DNMT3A, TP53]\nscopes: {TP53: hotspot}")});
    expect(byPatient(data, "TP53")).toEqual([null, null, null]);
    expect(byPatient(data, "DNMT3A")).toEqual([0, 1, 0]);
    const scopes = data.rows("gene_panels").filter((d) => d.panel_id === "small");
    expect(scopes.map((d) => [d.alteration, d.scope])).toEqual([["DNMT3A", "full_cds"]]);
  });

  it("sees duplications only where an assay looks for them", async () => {
    const raw = {
      "genetic.txt": calls(["P1", "FLT3", "ITD", "na"], ["P2", "KMT2A", "PTD", "na"], ["P2", "FLT3", "Sub", "p.D835Y"])
    };
    const point = await harmonised({raw, panels: panel("genes: [FLT3, KMT2A]"), mapping: withoutItd});
    expect(byPatient(point, "FLT3-ITD")).toEqual([null, null, null]);
    expect(byPatient(point, "KMT2A-PTD")).toEqual([null, null, null]);
    expect(byPatient(point, "FLT3-TKD")).toEqual([0, 1, 0]);
    expect(point.findings().call_outside_panel).toBe(2);
    const both = panel("genes: [FLT3, KMT2A]\nalterations: [FLT3-ITD, KMT2A-PTD]");
    const aware = await harmonised({raw, panels: both, mapping: withoutItd});
    expect(byPatient(aware, "FLT3-ITD")).toEqual([1, 0, 0]);
    expect(byPatient(aware, "KMT2A-PTD")).toEqual([0, 1, 0]);
    // A duplication is no small variant of its gene.
    expect(byPatient(aware, "KMT2A")).toEqual([0, 0, 0]);
    expect(byPatient(aware, "FLT3-other")).toEqual([0, 0, 0]);
  });

  it("keeps a failed assay apart from one that was not done", async () => {
    const changed = mapping.replace(
      "panel: small}",
      "panel: small, patients: {file: clinical, when: {AOD: [50, 61]}}, failed: {file: clinical, when: {AOD: 61}}}"
    );
    const raw = {"genetic.txt": calls(["P1", "TP53", "Sub", "p.R175H"], ["P2", "TP53", "Sub", "p.R175H"])};
    const data = await harmonised({mapping: changed, raw});
    expect(byPatient(data, "TP53")).toEqual([1, null, null]);
    expect(reasons(data, "TP53")).toEqual([
      ["FAILED", 1],
      ["NOT_TESTED", 1]
    ]);
    expect(
      data
        .rows("assays")
        .filter((d) => d.panel_id === "small")
        .map((d) => d.status)
        .sort()
    ).toEqual(["done", "failed"]);
    expect(data.findings().call_without_assay).toBe(1);
  });

  it("gives what eligibility fixes, and leaves that source out of the frequency over all sources", async () => {
    const data = await harmonised({
      study: studyOfTwo,
      declarations: {"data/mappings/other.yaml": `${otherMapping}byDesign: {FLT3-ITD: 1}\n`},
      panels: {other: "id: other\ntitle: Other\norigin: invented\ngenes: [DNMT3A, FLT3]\n"},
      raw: otherRaw
    });
    const rows = data.rows("summary_alterations");
    const counts = (alteration: string) =>
      rows
        .filter((d) => d.alteration === alteration)
        .map((d) => [d.source_id, d.n_mutated, d.n_tested, d.n_patients, d.by_design]);
    expect(counts("FLT3-ITD")).toEqual([
      [null, 1, 2, 3, true],
      ["OTHER", 3, 3, 3, true],
      ["TEST", 1, 2, 3, false]
    ]);
    // Point mutations of the gene are not fixed, but selected with it.
    expect(counts("FLT3-TKD")).toEqual([
      [null, 0, 0, 3, true],
      ["OTHER", 0, 3, 3, true],
      ["TEST", 0, 0, 3, false]
    ]);
    expect(counts("DNMT3A")[0]).toEqual([null, 2, 6, 6, false]);
    expect(data.findings()["by_design_contradicted:FLT3-ITD"]).toBe(1);
  });

  it("refuses what is fixed by design for a gene that no alteration has", async () => {
    await expect(harmonised({mapping: `${mapping}byDesign: {FLT9: 1}\n`})).rejects.toThrow(
      /^data\/mappings\/test\.yaml:\d+: byDesign\.FLT9: unknown alteration or gene: FLT9$/
    );
  });
});

/** The small mapping without the columns and the caller that report FLT3-ITD. */
const withoutItd = mapping
  .replace(/ {6}ITD: .*\n/, "")
  .replace(/ {2}itd_caller: .*\n/, "")
  .replace(/ {2}itd:\n[\s\S]*?(?=resolve:)/, "")
  .replace(/resolve:[\s\S]*$/, "");

const genes = ["DNMT3A", "TP53", "FLT3", "KMT2A", "IDH2", "CEBPA", "TET2"];
const listed = ["FLT3-ITD", "KMT2A-PTD", "IDH2-R140", "CEBPA-bZIP-inframe"];

const anyPanel = fc
  .record({
    genes: fc.subarray(genes),
    scope: fc.constantFrom("full_cds", "hotspot", "exon_subset"),
    alterations: fc.subarray(listed)
  })
  .map((d) => `genes: [${d.genes.join(", ")}]\nscope: ${d.scope}\nalterations: [${d.alterations.join(", ")}]`);

const anyCalls = fc.array(
  fc.tuple(
    fc.constantFrom("P1", "P2", "P3", "P9"),
    fc.constantFrom(...genes),
    fc.constantFrom("Sub", "I", "ITD", "PTD"),
    fc.constantFrom("p.R882H", "p.D835Y", "p.R140Q", "p.K313_V314insQ", "na", "p.?", "p.W288fs*12")
  ),
  {maxLength: 12}
);

const anySource = fc.record({
  panel: anyPanel,
  calls: anyCalls,
  done: fc.subarray(["50", "61", "44"]),
  failed: fc.subarray(["50", "61", "44"]),
  fixed: fc.subarray(["FLT3: 1", "TP53: 1", "FLT3-ITD: 0"])
});

describe("frequencies", () => {
  it("have numerator ≤ denominator ≤ patients, whatever panels, calls, failures and eligibility say", async () => {
    await fc.assert(
      fc.asyncProperty(anySource, anySource, async (a, b) => {
        const declared = (text: string, name: string, d: typeof a) =>
          text.replace(
            `panel: ${name}}`,
            `panel: ${name}, patients: {file: clinical, when: {AOD: [${d.done.join(", ")}]}}, failed: {file: clinical, when: {AOD: [${d.failed.join(", ")}]}}}`
          ) + `byDesign: {${d.fixed.join(", ")}}\n`;
        const data = await harmonised({
          study: studyOfTwo,
          mapping: declared(mapping, "small", a),
          declarations: {"data/mappings/other.yaml": declared(otherMapping, "other", b)},
          panels: {...panel(a.panel), other: `id: other\ntitle: Other\norigin: invented\n${b.panel}\n`},
          raw: {
            ...otherRaw,
            "genetic.txt": calls(...a.calls),
            "other_genetic.txt": calls(...b.calls).replaceAll(/\tP(\d)\t/g, "\tQ$1\t")
          }
        });
        const features = new Map(data.rows("patient_features").map((d) => [d.patient_id, d]));
        const patients = data.rows("patients");
        for (const row of data.rows("summary_alterations")) expectBounded(row, patients, features);
      }),
      {numRuns: 40}
    );
  });
});

/** A row counts the patients it says, each at most once. */
function expectBounded(row: Row, patients: readonly Row[], features: ReadonlyMap<unknown, Row>): void {
  const {n_mutated: mutated, n_tested: tested, n_patients: all, source_id: source, alteration} = row;
  expect(Number(mutated)).toBeGreaterThanOrEqual(0);
  expect(Number(mutated)).toBeLessThanOrEqual(Number(tested));
  expect(Number(tested)).toBeLessThanOrEqual(Number(all));
  const own = patients.filter((d) => source === null || d.source_id === source);
  expect(Number(all)).toBeLessThanOrEqual(own.length);
  if (source === null) return;
  const status = own.map((d) => features.get(d.patient_id)![String(alteration)]);
  expect([mutated, tested]).toEqual([status.filter((d) => d === 1).length, status.filter((d) => d !== null).length]);
}

describe("two small partners without anything fixed", () => {
  it("are pooled over all their patients", async () => {
    const data = await harmonised({
      study: studyOfTwo,
      declarations: {"data/mappings/other.yaml": otherMapping},
      panels: {other: "id: other\ntitle: Other\norigin: invented\ngenes: [DNMT3A]\n"},
      raw: otherRaw
    });
    for (const row of data.rows("summary_alterations"))
      expect([row.by_design, row.n_patients]).toEqual([false, row.source_id === null ? 6 : 3]);
  });
});
