import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {harmonised, partner} from "../support/partner.js";
import {root} from "../support/sharedData.js";

const path = "data/dictionary/codes.yaml";

/** What loading says of the codes with one text replaced. */
function fault(from: string, to: string): string {
  const folder = partner();
  const text = readFileSync(join(folder, path), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, path), text.replace(from, to));
  try {
    loadStudy(folder, "test");
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe("codes in other standards", () => {
  it("have an HGNC id for nearly every gene of the disease pack, each once", () => {
    const {dictionary, disease} = loadStudy(root, "demo");
    const genes = new Set(disease.alterations.map(({gene}) => gene));
    const without = [...genes].filter((gene) => !Object.hasOwn(dictionary.genes, gene));
    expect(without).toEqual(["PRPF40B"]);
    expect(new Set(Object.values(dictionary.genes)).size).toBe(Object.keys(dictionary.genes).length);
    expect(dictionary.genes).toMatchObject({FLT3: 3765, NPM1: 7910, TP53: 11998});
  });

  it("are refused where variable, value, gene or code are not right, by file, line and key", () => {
    expect(fault("patients.wbc:", "patients.leucocytes:")).toMatch(
      /^data\/dictionary\/codes\.yaml:\d+: variables\.patients\.leucocytes: unknown variable: patients\.leucocytes$/
    );
    expect(fault("{male: 8507", "{man: 8507")).toMatch(/unknown value of patients\.sex: man/);
    expect(fault("loinc: 6690-2", "loinc: 6690-3")).toMatch(/wrong check digit/);
    expect(fault("icdO3: 9861/3", "icdO3: C92.0")).toMatch(/expected a morphology code of ICD-O-3/);
    expect(fault("  NPM1: 7910", "  NPM2: 7910")).toMatch(/no alteration is named after gene NPM2/);
  });
});

describe("the dictionary of a release", () => {
  it("has the codes of a variable, and those of its values", async () => {
    const data = await harmonised();
    const of = (table: string, name: string) =>
      data.rows("dictionary").find((d) => d.table === table && d.name === name);
    expect(of("patients", "wbc")).toMatchObject({
      loinc: "6690-2",
      omop_concept: "3000905",
      unit: "10*9/L",
      adam: "ADLB WBC"
    });
    expect(of("patients", "sex")).toMatchObject({omop_concept: "male 8507, female 8532", allowed: "female|male"});
    expect(of("patient_features", "FLT3-ITD")).toMatchObject({hgnc: "HGNC:3765"});
    expect(of("cytogenetics", "t_8_21")).toMatchObject({icd_o_3: "9896/3"});
    expect(of("patients", "followup_days")).toMatchObject({loinc: null});
  });

  it("describes every column of every table but its own", async () => {
    const data = await harmonised();
    const described = new Set(data.rows("dictionary").map((d) => `${String(d.table)}.${String(d.name)}`));
    for (const table of ["patients", "outcomes", "patient_features", "classifications", "findings", "summary_levels"])
      for (const {name} of data.table(table).schema.columns) expect(described).toContain(`${table}.${name}`);
  });

  it("says which source knows a variable in all, some or none of its rows", async () => {
    const data = await harmonised();
    const of = (name: string) =>
      data.rows("dictionary_sources").find((d) => d.table === "patients" && d.name === name && d.source_id === "TEST");
    expect(of("age_years")).toMatchObject({available: "full", n_known: 3, n_rows: 3});
    expect(of("wbc")).toMatchObject({available: "partial", n_known: 2, n_rows: 3});
    expect(of("ldh")).toMatchObject({available: "none", n_known: 0, n_rows: 3});
  });
});
