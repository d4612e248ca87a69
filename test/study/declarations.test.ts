import {readdirSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {HarmoniseError} from "../../loaders/harmonise/harmoniseError.js";
import {loadStudy, studyNames} from "../../loaders/study/loadStudy.js";
import {mapping, mappingWith, partner} from "../support/partner.js";
import {root} from "../support/sharedData.js";

/** The message with which loading the small partner's study fails. */
function fault(changes: Parameters<typeof partner>[0]): string {
  try {
    loadStudy(partner(changes), "test");
  } catch (error) {
    expect(error).toBeInstanceOf(HarmoniseError);
    return (error as Error).message;
  }
  throw new Error("loaded");
}

/** Line of a text in the small mapping, counted from 1. */
function lineOf(text: string): number {
  return mapping.slice(0, mapping.indexOf(text)).split("\n").length;
}

describe("loadStudy(root, name)", () => {
  it("loads every study of the repository", () => {
    const names = studyNames(root);
    expect(names).toContain("amlsg");
    for (const name of names) expect(loadStudy(root, name).study.id).toBe(name);
  });

  it("finds every mapping and panel of the repository in use", () => {
    const loaded = studyNames(root).map((name) => loadStudy(root, name));
    const mappings = new Set(loaded.flatMap(({sources}) => sources.map(({source}) => source.mapping)));
    expect([...mappings].sort()).toEqual(
      readdirSync(join(root, "data/mappings")).map((file) => `data/mappings/${file}`)
    );
    const panels = new Set(loaded.flatMap((d) => [...d.panels.keys()]));
    expect([...panels].sort()).toEqual(readdirSync(join(root, "data/panels")).map((file) => file.replace(".yaml", "")));
  });

  it("says which studies there are if the name is unknown", () => {
    expect(() => loadStudy(root, "nope")).toThrow(
      /^unknown study: nope, expected one of amlsg, amlsg_public, beataml, beataml_cbioportal, cdisc_pilot, demo, dresden/
    );
    expect(() => loadStudy(root, "../secret")).toThrow(/^unknown study/);
  });
});

describe("a mapping", () => {
  it("names file, line and key of an unknown unit", () => {
    expect(fault({mapping: mappingWith("unit: a}", "unit: yr}")})).toBe(
      `data/mappings/test.yaml:${lineOf("AOD:")}: files.clinical.columns.AOD.unit: unknown unit "yr", expected one of a, mo, d`
    );
  });

  it("may not hold an unknown key", () => {
    expect(fault({mapping: mappingWith("    rows: patients", "    rows: patients\n    colums: {}")})).toBe(
      `data/mappings/test.yaml:${lineOf("rows: patients") + 1}: files.clinical.colums: unknown key: colums`
    );
    expect(fault({mapping: mappingWith("unit: a}", "unit: a, unt: b}")})).toMatch(
      /files\.clinical\.columns\.AOD\.unt: unknown key: unt$/
    );
  });

  it("reports all faults at once, by line", () => {
    const faults = fault({mapping: mappingWith("unit: a}", "unit: yr}").replace("m: male", "m: man")}).split("\n");
    expect(faults).toHaveLength(2);
    expect(faults[1]).toMatch(/columns\.SEX\.codes\.m: unknown code "man", expected one of female, male$/);
  });

  it.each([
    ["an unknown variable", "patients.age_years", "patients.age", /unknown variable "patients.age", expected one of/],
    ["an unknown table", "patients.age_years", "people.age", /unknown variable "people.age", expected patients/],
    ["an unknown alteration", "alterations.NPM1", "alterations.NPM2", /unknown alteration "NPM2"/],
    ["a variable fed twice", "patients.wbc, unit: /uL", "patients.age_years, unit: a", /duplicate variable/],
    ["a missing unit", "patients.wbc, unit: /uL", "patients.wbc", /missing key: unit/],
    [
      "a variable of another table",
      "mutations.vaf",
      "patients.wbc",
      /invalid variable "patients.wbc" for rows: mutations/
    ],
    [
      "no follow-up",
      "      OS: {to: patients.followup_days, unit: d}\n",
      "",
      /missing variable: patients.followup_days/
    ],
    ["no call class", "mutations.call_class", "mutations.variant_class", /missing variable: mutations.call_class/],
    ["an unknown panel", "panel: small", "panel: large", /unknown panel: large/],
    ["an unknown assay", "assay: ngs", "assay: wes", /unknown assay: wes/],
    [
      "an unknown sample",
      "sample: diagnosis, panel: small",
      "sample: relapse, panel: small",
      /unknown sample: relapse/
    ],
    ["an unknown file", "patients: {file: itd}", "patients: {file: itds}", /unknown file: itds/],
    ["unknown evidence", "compare: [itd.status]", "compare: [itd.ITD]", /unknown evidence "itd.ITD"/],
    ["an unknown transform", "transform: firstInteger", "transform: codon", /files.genetic.columns.AA/],
    [
      "an unknown event",
      "event: relapse",
      "event: relaps",
      /events\.3\.event: unknown event "relaps", expected one of/
    ],
    ["an unknown delimiter", 'delimiter: ","', 'delimiter: ";;"', /format\.delimiter/],
    ["an unknown reason", '{"": NOT_TESTED}', '{"": UNTESTED}', /columns\.NPM1\.missing/],
    ["an unknown source", "source: TEST", "source: OTHER", /source: unknown source "OTHER", expected TEST/],
    ["two cohorts", "rows: details", "rows: patients", /expected one with rows: patients, found 2/],
    ["YAML that does not parse", "files:", "files: [", /invalid YAML/]
  ])("is refused for %s", (_, from, to, message) => {
    const text = fault({mapping: mappingWith(from, to)});
    expect(text).toMatch(message);
    expect(text).toMatch(/^data\/mappings\/test\.yaml:\d+: /);
  });

  it("keeps tokens that YAML would turn into something else", () => {
    const {sources} = loadStudy(
      partner({mapping: mappingWith('missing: ["", ND]', "missing: [NA, no, ~, null, TRUE, 01, -9]")}),
      "test"
    );
    expect(Object.keys(sources[0].mapping.files.clinical.columns.SEX[0].missing!)).toEqual(
      expect.arrayContaining(["NA", "no", "~", "null", "TRUE", "01", "-9"])
    );
  });
});

describe("other declarations", () => {
  it("are refused with file and line", () => {
    expect(fault({panels: {small: "id: small\ntitle: x\norigin: y\nalterations: [NPM2]\n"}})).toBe(
      "data/panels/small.yaml:4: alterations.0: unknown alteration: NPM2"
    );
    expect(fault({study: "id: test\ntitle: T\ndisease: aml\ntier: secret\nsources: []\n"})).toMatch(
      /^data\/studies\/test\.yaml:4: tier: unknown value, expected one of internal, consortium, public/
    );
    expect(fault({study: "id: test\ntitle: T\ndisease: cll\ntier: internal\nsources: []\n"})).toMatch(/sources/);
  });
});
