import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {identifiers, shapeOf} from "../../loaders/disclosure/detectors/patterns.js";
import {scanManifest} from "../../loaders/disclosure/detectors/refuseIdentifiers.js";
import {identifierIn, scanTable} from "../../loaders/disclosure/detectors/scanTable.js";
import {scanResults} from "../../loaders/disclosure/detectors/scanResults.js";
import {readPolicy} from "../../loaders/disclosure/readPolicy.js";
import type {ManifestParts} from "../../loaders/release/manifestParts.js";
import {type Cell, TableBuilder} from "../../loaders/release/tableData.js";
import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import * as model from "../../src/model/tables.js";
import {vocabularies} from "../../src/model/vocabulary.js";
import {root} from "../support/sharedData.js";

const policy = readPolicy(root, "consortium");

describe("identifierIn(text)", () => {
  it.each([
    "2019-03-17",
    "2019/3/7",
    "2019.03.17",
    "17.3.2019",
    "17.03.19",
    "17. 3. 2019",
    "17/03/2019",
    "03/17/2019",
    "3/7/19",
    "17-03-2019",
    "20190317",
    "2019-03-17T08:30:00Z",
    "17 March 2019",
    "17th of March".replace(" of", "") + " 2019",
    "March 17, 2019",
    "Mar 17 2019",
    "17-MAR-2019",
    "17MAR2019",
    "17. März 2019",
    "17 maart 2019",
    "17 mei 2019",
    "17 août 2019",
    "1. Mai 98",
    "Dezember 2001",
    "relapse on 2.5.2016, then lost"
  ])("finds the date in %s", (text) => expect(identifierIn(text)).toBe("date"));

  it.each([
    ["anna.muster@klinik.example", "e-mail address"],
    ["anna.muster(at)klinik.example", "e-mail address"],
    ["+49 731 500 45501", "telephone number"],
    ["Dr. Müller", "name"],
    ["Prof. Dr. med. van Dijk".replace("van ", "van "), "name"],
    ["Frau Özdemir", "name"],
    ["mevr. de Vries".replace("mevr", "Mevr"), "name"],
    ["Mrs O'Neill", "name"],
    ["Pat. Schmidt", "name"],
    ["MRN 0012345", "record number"],
    ["Patienten-Nr. 48213", "record number"],
    ["patientnummer: 4821377", "record number"],
    ["Fallnummer 99123", "record number"],
    ["accession no. AB12345", "record number"],
    ["CPKC412A2301-1303-00501", "record number"],
    ["AMLSG-0010947ad4100430", "source key"],
    ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "identifier"],
    ["9f86d081884c7d659a2feaa0c55ad015", "identifier"],
    ["46,XY,t(8;21)(q22;q22)[20]", "karyotype"],
    ["46,XX[20]", "karyotype"],
    ["45,X,-Y[12]/46,XY[8]", "karyotype"],
    ["47,xy,+8", "karyotype"],
    ["t(9;11)(p22;q23)", "karyotype"],
    ["nuc ish(RUNX1T1,RUNX1)x3", "karyotype"],
    ["del(5)(q13q33)", "karyotype"],
    ["1234567", "long number"]
  ])("finds %s: %s", (text, kind) => expect(identifierIn(text)).toBe(kind));

  it("finds an identifier wherever it stands in a text", () => {
    const words = fc.array(fc.constantFrom("patient", "seen", "–", "NPM1", "(q)", "und", "%"), {maxLength: 8});
    const secrets = fc.constantFrom(
      "2019-03-17",
      "17.3.2019",
      "17MAR2019",
      "a.b@example.org",
      "46,XY,inv(16)",
      "Dr. Meier"
    );
    fc.assert(
      fc.property(words, secrets, words, (before, secret, after) => {
        expect(identifierIn([...before, secret, ...after].join(" "))).toBeDefined();
      })
    );
  });

  it("finds every date of two centuries in six spellings", () => {
    const two = (n: number) => String(n).padStart(2, "0");
    fc.assert(
      fc.property(
        fc.integer({min: 1900, max: 2099}),
        fc.integer({min: 1, max: 12}),
        fc.integer({min: 1, max: 28}),
        (y, m, d) => {
          const name = new Date(Date.UTC(2000, m - 1, 1)).toLocaleString("en", {month: "long", timeZone: "UTC"});
          for (const text of [
            `${y}-${two(m)}-${two(d)}`,
            `${d}.${m}.${y}`,
            `${two(d)}/${two(m)}/${y}`,
            `${y}${two(m)}${two(d)}`,
            `${d} ${name} ${y}`,
            `${name} ${d}, ${y}`
          ])
            expect(identifierIn(text), text).toBe("date");
        }
      )
    );
  });

  it("raises no alarm over what a release says", () => {
    const harmless = [
      ...cytogeneticFlags.map(({label}) => label),
      ...Object.values(vocabularies).flatMap((list) => list.flatMap(({code, label}) => [code, label])),
      ...Object.values(model).flatMap((schema) =>
        typeof schema === "object" ? schema.columns.flatMap(({label, definition}) => [label, definition]) : []
      ),
      "Papaemmanuil E et al., N Engl J Med 2016;374:2209–2221",
      "Arber DA et al. Blood 2022;140:1200–1228",
      "Blood. May 2017; 129:424",
      "p.W288fs*12",
      "p.R882H",
      "HG-U133 Plus 2.0",
      "t(v;11q23.3), not t(9;11)",
      "t(9;22)(BCR::ABL1)",
      "11p15 (NUP98) rearrangement",
      "9861/3",
      "10*9/L",
      "AMLSG07-04",
      "CPKC412A2301",
      "HOVON-42A",
      "1.0.0",
      "18-29",
      "refractory disease with a remission by day 90 is taken as found after the first course"
    ];
    for (const text of harmless) expect(identifierIn(text), text).toBeUndefined();
  });

  it("takes hostile text without taking long", () => {
    const long = 200_000;
    for (const text of [
      "a".repeat(long),
      "1".repeat(long),
      " ".repeat(long),
      "1 ".repeat(long / 2),
      "a@".repeat(long / 2),
      "Dr. ".repeat(long / 4),
      "46,".repeat(long / 3),
      "-0".repeat(long / 2),
      "jan ".repeat(long / 4),
      "f0".repeat(long / 2)
    ]) {
      // Quadratic time would be minutes, and the test end at its limit.
      for (const {pattern} of identifiers) expect(typeof pattern.test(text)).toBe("boolean");
    }
  });
});

describe("scanTable(table)", () => {
  const scan = (rows: readonly Record<string, Cell>[], schema = model.patientsTable) => {
    const builder = new TableBuilder(schema);
    for (const row of rows) builder.push(row);
    return scanTable(builder.build(), {policy, exactIds: new Set(["P-00000000000000aa"])});
  };
  const patient = (i: number, more: Record<string, Cell> = {}): Record<string, Cell> => ({
    patient_id: `P-${i.toString(16).padStart(16, "0")}`,
    source_id: "A",
    disease: "AML",
    ...more
  });

  it("passes rows as they are released", () => {
    expect(scan([1, 2, 3].map((i) => patient(i, {study_code: "AMLSG07-04", sex: "male"})))).toEqual([]);
  });

  it("finds keys that are not of this release: the source's own, of another form, or the exact one", () => {
    expect(scan([patient(1), {...patient(2), patient_id: "SD0412"}])).toEqual([
      "table patients, column patient_id, row 2: key that was not hashed anew: AA9999"
    ]);
    expect(scan([{...patient(1), duplicate_of: "AMLSG-0010947ad4100430"}])).toHaveLength(1);
    expect(scan([patient(0xaa)])).toHaveLength(1);
  });

  it("finds free text and long values that only one patient has, but not those of several", () => {
    const text = "came late and went to another hospital";
    expect(scan([patient(1, {arm_planned: text}), patient(2)])).toEqual([
      "table patients, column arm_planned, row 1: free text: aaaa aaaa aaa aaaa aa aaaaaaa aaaaaaaa"
    ]);
    expect(scan([patient(1, {study_code: "SITE-04711"}), patient(2)])).toHaveLength(1);
    expect(scan([patient(1, {study_code: "SITE-04711"}), patient(2, {study_code: "SITE-04711"})])).toEqual([]);
  });
});

describe("scanManifest(parts, unnamed)", () => {
  it("finds what slipped into a title or the name of a source", () => {
    const parts: ManifestParts = {
      study: {id: "s", title: "Delivery of 17.3.2019", disease: "aml"},
      tier: "consortium",
      simulated: true,
      simulatedNotice: null,
      sources: [{id: "A", name: "Source A (a.b@example.org)", version: "1.0.0", simulated: true, patients: 5}],
      inputs: [],
      versions: {dictionary: "1", mappings: {A: "1"}, rules: "1", hemiola: "0.1.0"},
      audit: {patients: 5, rejects: 0, findings: 0}
    };
    expect(scanManifest(parts, [])).toEqual([
      "release.json, study.title: date: Aaaaaaaa aa 99.9.9999",
      "release.json, sources.0.name: e-mail address: Aaaaaa A (a.a@aaaaaaa.aaa)"
    ]);
  });
});

describe("scanResults(table, unnamed)", () => {
  const scan = (result: object, unnamed: readonly string[] = []) =>
    scanResults({name: "report_results", columns: {result: [JSON.stringify(result)]}}, unnamed);

  it("finds what slipped into a label or the level of a set, and says where in which result", () => {
    const row = {label: "Seen on 17.3.2019", cells: [{count: {set: "visit=2019-03-17", n: 40}}]};
    expect(scan({sections: [{rows: [row]}]})).toEqual([
      "table report_results, column result, row 1, at sections.0.rows.0.label: date: Aaaa aa 99.9.9999",
      "table report_results, column result, row 1, at sections.0.rows.0.cells.0.count.set: date: aaaaa=9999-99-99"
    ]);
  });

  it("finds the name of a source that may not be told, however it is written, in references and sets too", () => {
    const result = {
      title: "Survival in big_registry",
      references: ["Big Registry, 2019"],
      set: "source_id=BR & sex=male"
    };
    const place = "table report_results, column result, row 1, at ";
    expect(
      scan(result, ["Big Registry", "BR"]).map((line) => line.replace(place, "").replace(/: [^:]*$/u, ""))
    ).toEqual([
      "title: name of a source that may not be told",
      "references.0: name of a source that may not be told",
      "set: name of a source that may not be told"
    ]);
    expect(scan({title: "Bigger registry, brand new"}, ["Big Registry", "BR"])).toEqual([]);
  });

  it("passes references, and sets whose patients no words describe", () => {
    expect(scan({references: ["Blood 17 March 2019"], count: {set: "in:a778c2997733f8a1 & sex=male", n: 40}})).toEqual(
      []
    );
  });
});

describe("shapeOf(value)", () => {
  it("never repeats a letter or digit of the value", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary", maxLength: 80}), (text) => {
        expect(shapeOf(text).replaceAll(/[Aa9]/g, "")).not.toMatch(/[\p{L}\p{N}]/u);
      })
    );
    // Title case, modifiers, superscripts and Roman numerals are letters and digits too.
    expect(shapeOf("ǲʰ²Ⅷ")).toBe("Aa99");
  });
});
