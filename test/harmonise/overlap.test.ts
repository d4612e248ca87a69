import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {PersonGroups} from "../../loaders/harmonise/overlap/personGroups.js";
import {mapping, partner} from "../support/partner.js";
import {reader} from "../support/tables.js";
import {otherMapping, otherRaw, studyOfTwo} from "../support/twoPartners.js";

const identifiers =
  "    identifiers: {registry: {column: REG, transform: [upperCase]}, trial: {column: TRIAL, missing: [none]}}\n";
const withIdentifiers = (text: string) =>
  text.replace("    key: {column: ID}\n", `    key: {column: ID}\n${identifiers}`);
const header = "ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD,REG,TRIAL";

/** Two partners whose patients have an age, a sex, days of follow-up, and two identifiers. */
function declared(
  test: readonly string[],
  other: readonly string[],
  overlap = "overlap: {keys: [registry, trial]}\n"
): string {
  const clinical = (letter: string, rows: readonly string[]) =>
    [
      header,
      ...rows.map((row, i) => {
        const [age, sex, days, registry, trial] = row.split(" ");
        return `${letter}${i + 1},${age},,${sex},${days},1,,,${i % 2},,${registry},${trial}`;
      }),
      ""
    ].join("\n");
  return partner({
    study: studyOfTwo + overlap,
    mapping: withIdentifiers(mapping),
    declarations: {"data/mappings/other.yaml": withIdentifiers(otherMapping)},
    panels: {other: "id: other\ntitle: Other panel\norigin: invented\ngenes: [DNMT3A]\n"},
    raw: {...otherRaw, "clinical.csv": clinical("P", test), "other_clinical.csv": clinical("Q", other)}
  });
}

async function run(root: string) {
  const {tables, manifest} = await harmoniseStudy({study: "test", root});
  const data = reader(tables);
  const rows = data.rows("patients");
  const ageOf = new Map(rows.map((d) => [d.patient_id, d.age_years]));
  const duplicates = rows.filter((d) => d.duplicate_of !== null);
  const findings = Object.fromEntries(
    data.rows("findings").map((d) => [`${String(d.source_id)} ${String(d.rule_id)}`, [d.n, d.n_checked]])
  );
  return {
    data,
    manifest,
    findings,
    /** Age and source of every duplicate, and the age of the record that stands for it. */
    duplicates: duplicates.map((d) => [d.source_id, d.age_years, ageOf.get(d.duplicate_of)]),
    overlap: data.rows("patient_overlap")
  };
}

describe("patients of several sources", () => {
  it("are found by the identifiers that the study declares, and count once", async () => {
    // Q1 is P1 (registry number written otherwise), Q2 is P3 by the trial number; `none` joins nobody.
    const root = declared(
      ["50 m 400 r-1 T1", "61 f 900 r-2 none", "44 m 20 r-3 T3"],
      ["51 m 380 R-1 none", "45 m 18 r-9 T3", "70 f 500 r-8 none"]
    );
    const {data, manifest, findings, duplicates, overlap} = await run(root);
    expect(duplicates).toEqual(
      expect.arrayContaining([
        ["OTHER", 51, 50],
        ["OTHER", 45, 44]
      ])
    );
    expect(duplicates).toHaveLength(2);
    expect(overlap.filter((d) => d.declared)).toEqual([
      {source_a: "TEST", source_b: "OTHER", key: "registry", declared: true, n: 1},
      {source_a: "TEST", source_b: "OTHER", key: "trial", declared: true, n: 1}
    ]);
    expect(findings["OTHER patients_of_other_sources"]).toEqual([2, 3]);
    expect(findings["TEST patients_of_other_sources"]).toEqual([0, 3]);
    expect(findings["OTHER overlap_differs"]).toEqual([0, 2]);

    // Every count over all sources is one of persons; counts by source keep the rows.
    expect(data.table("patients").rows).toBe(6);
    expect(manifest.audit.patients).toBe(4);
    expect(manifest.sources.map((d) => d.patients)).toEqual([3, 3]);
    const sum = (table: string, column: string, where: (d: Record<string, unknown>) => boolean) =>
      data
        .rows(table)
        .filter(where)
        .reduce((n, d) => n + Number(d[column]), 0);
    for (const variable of ["sex", "age_band", "source_id", "karyotype_status", "cyto_t_8_21", "age_years", "wbc"])
      expect(
        sum("summary_levels", "n", (d) => d.variable === variable),
        variable
      ).toBe(4);
    expect(sum("summary_values", "n", (d) => d.variable === "age_years")).toBe(4);
    expect(sum("summary_survival", "events", (d) => d.endpoint === "OS")).toBe(4);
    const npm1 = data.rows("summary_alterations").filter((d) => d.alteration === "NPM1");
    expect(npm1.map((d) => [d.source_id, d.n_mutated, d.n_tested, d.n_patients])).toEqual([
      [null, 1, 4, 4],
      ["OTHER", 1, 3, 3],
      ["TEST", 1, 3, 3]
    ]);
  });

  it("are represented by the record of the preferred source", async () => {
    const root = declared(["50 m 400 r-1 T1"], ["51 m 380 r-1 T2"], "overlap: {keys: [registry], prefer: [OTHER]}\n");
    expect((await run(root)).duplicates).toEqual([["TEST", 50, 51]]);
  });

  it("are not joined by what two patients of one source share, nor against another identifier", async () => {
    const root = declared(
      ["50 m 400 r-1 T1", "61 f 900 r-1 T2", "44 m 20 r-3 T3"],
      ["50 m 400 r-1 T9", "44 f 21 r-3 T8", "30 m 21 r-7 T3"]
    );
    const {duplicates, findings} = await run(root);
    // Q2 is P3 by the registry number. Q3 has P3's trial number, but P3 has a record in OTHER already.
    expect(duplicates).toEqual([["OTHER", 44, 44]]);
    expect(findings["TEST identifier_not_unique:registry"]).toEqual([2, 3]);
    expect(findings["OTHER overlap_contradicted:TEST:trial"]).toEqual([1, 1]);
    expect(findings["OTHER overlap_differs"]).toEqual([1, 1]);
  });

  it("are only counted where no identifier is declared", async () => {
    const same = ["50 m 400 r-1 T1", "61 f 900 r-2 T2"];
    const {duplicates, overlap, manifest} = await run(declared(same, same, ""));
    expect(duplicates).toEqual([]);
    expect(manifest.audit.patients).toBe(4);
    // Without laboratory values and remissions neither set of facts is complete.
    expect(overlap.map((d) => [d.declared, d.n])).toEqual([
      [false, 0],
      [false, 0]
    ]);
  });

  it("are suspected by likeness, which changes nothing", async () => {
    const root = partner({
      study: studyOfTwo,
      declarations: {"data/mappings/other.yaml": otherMapping},
      panels: {other: "id: other\ntitle: Other panel\norigin: invented\ngenes: [DNMT3A]\n"},
      raw: otherRaw
    });
    const {overlap, duplicates, manifest, findings} = await run(root);
    // P1 and P2 have a sex, an age, an end and a remission, as have Q1 and Q2.
    const key = "sex, age, days of follow-up, vital status, day of remission";
    expect(overlap).toContainEqual({source_a: "TEST", source_b: "OTHER", key, declared: false, n: 2});
    expect(findings[`OTHER overlap_suspected:TEST:${key}`]).toEqual([2, 3]);
    expect(duplicates).toEqual([]);
    expect(manifest.audit.patients).toBe(6);
  });

  it("leave no identifier in any table, not even among the raw tokens", async () => {
    const rows = ["50 m 400 regnumber-17 trialno-17", "61 f 900 regnumber-18 trialno-18"];
    const {tables} = await harmoniseStudy({study: "test", root: declared(rows, rows)});
    for (const {schema, rows: n, columns} of tables)
      for (const {name} of schema.columns)
        for (let i = 0; i < n; ++i)
          expect(String(columns[name][i]), `${schema.name}.${name}`).not.toMatch(/(reg|trial)n/i);
  });

  it("make a pooled number of persons between the largest source and the sum of all", async () => {
    const ids = fc.uniqueArray(fc.integer({min: 0, max: 5}), {maxLength: 6, minLength: 1});
    const patients = (numbers: readonly number[]) => numbers.map((d) => `${20 + d} m ${100 + d} R${d} none`);
    await fc.assert(
      fc.asyncProperty(ids, ids, async (a, b) => {
        const {manifest, data, overlap} = await run(declared(patients(a), patients(b)));
        const persons = new Set([...a, ...b]).size;
        expect(manifest.audit.patients).toBe(persons);
        expect(persons).toBeLessThanOrEqual(a.length + b.length);
        expect(data.rows("patients").filter((d) => d.duplicate_of === null)).toHaveLength(persons);
        expect(overlap.find((d) => d.key === "registry")!.n).toBe(a.length + b.length - persons);
      }),
      {numRuns: 15}
    );
  });
});

describe("declarations of overlap", () => {
  it("need two mappings with the identifier, and known sources", () => {
    const faults =
      (overlap: string, root = declared([], [], overlap)) =>
      () =>
        loadStudy(root, "test");
    expect(faults("overlap: {keys: [passport]}\n")).toThrow(
      'overlap.keys.0: unknown identifier "passport", expected one of two mappings at least'
    );
    expect(faults("overlap: {keys: [registry], prefer: [NOBODY]}\n")).toThrow("unknown source: NOBODY");
  });

  it("need one value a patient", () => {
    const wrong = mapping.replace("    id: VID\n", "    id: VID\n    identifiers: {registry: {column: SAMPLE}}\n");
    expect(() => loadStudy(partner({mapping: wrong}), "test")).toThrow("invalid key for rows: mutations");
  });
});

describe("PersonGroups", () => {
  it("joins over several sources, and never two records of one source", () => {
    const groups = new PersonGroups();
    expect(groups.join("A", "a1", "B", "b1")).toBe(true);
    expect(groups.join("B", "b1", "C", "c1")).toBe(true);
    expect(groups.join("A", "a1", "C", "c1")).toBe(true);
    expect(groups.join("A", "a2", "C", "c2")).toBe(true);
    expect(groups.join("B", "b1", "C", "c2")).toBe(false);
    expect([...groups.persons()].map((person) => [...person.values()].sort())).toEqual([
      ["a1", "b1", "c1"],
      ["a2", "c2"]
    ]);
  });
});
