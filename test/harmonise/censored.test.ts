import {describe, expect, it} from "vitest";
import {tokenReader} from "../../loaders/harmonise/tokenReader.js";
import {vocabularies} from "../../src/model/vocabulary.js";
import {harmonised, mapping, mappingWith} from "../support/partner.js";

const blasts = (censored: boolean, rules = {}) =>
  tokenReader(
    {name: "bm_blasts", type: "f32", unit: "%", min: 0, max: 100},
    {censored, ...rules},
    {missing: {}, decimal: "."}
  );

describe("tokenReader with censored values", () => {
  it("takes the limit for the value, and says that it is one", () => {
    const read = blasts(true, {unit: "%"});
    for (const [token, value] of [
      ["<5", 5],
      ["< 5", 5],
      ["<=5", 5],
      ["≤5.5", 5.5],
      [">90", 90],
      [">= 90", 90],
      ["≥90", 90]
    ] as const)
      expect([token, read(token)]).toMatchObject([token, {value, reason: "CENSORED_LOD"}]);
    expect(read("5")).toMatchObject({value: 5, reason: "UNKNOWN"});
  });

  it("converts the unit and keeps the limits of the variable", () => {
    const read = blasts(true, {unit: "1"});
    expect(read("<0.05")).toMatchObject({value: 5, reason: "CENSORED_LOD"});
    expect(read(">1.5")).toMatchObject({value: null, reason: "INVALID", refusal: {reason: "implausible value"}});
  });

  it("takes nothing else for one, and none where it is not declared", () => {
    for (const token of ["<", ">", "<<5", "<>5", "<five", "5<", "=5", "~5", "<5>"])
      expect([token, blasts(true)(token)]).toMatchObject([token, {value: null, reason: "INVALID"}]);
    for (const token of ["<5", "≥90"])
      expect([token, blasts(false)(token)]).toMatchObject([token, {value: null, refusal: {reason: "not a number"}}]);
  });
});

describe("censored values of a partner", () => {
  const clinical = [
    "ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD",
    "P1,50,<1000,m,400,1,30,200,1,1",
    "P2,61,>200000,f,900,0,40,,0,0",
    "P3,44,,ND,20,1,,,,",
    ""
  ].join("\n");
  const declared = mappingWith("{to: patients.wbc, unit: /uL}", "{to: patients.wbc, unit: /uL, censored: true}");

  it("are values of the release, counted as such with their flag", async () => {
    const data = await harmonised({mapping: declared, raw: {"clinical.csv": clinical}});
    expect(data.column("patients", "wbc").sort()).toEqual([1, 200, null]);
    const status = data.rows("value_status").filter((d) => d.table === "patients" && d.column === "wbc");
    expect(status.map((d) => [d.reason, d.n]).sort()).toEqual([
      ["CENSORED_LOD", 2],
      ["UNKNOWN", 1]
    ]);
    const entry = data.rows("dictionary").find((d) => d.table === "patients" && d.name === "wbc");
    expect(entry).toMatchObject({n_known: 2, n_rows: 3});
    const summary = data.rows("summary_values").find((d) => d.variable === "wbc");
    expect(summary).toMatchObject({n: 2, minimum: 1, maximum: 200});
  });

  it("are refused without the declaration", async () => {
    const data = await harmonised({raw: {"clinical.csv": clinical}});
    expect(data.column("patients", "wbc")).toEqual([null, null, null]);
    expect(data.rows("rejects").map((d) => [d.value, d.reason])).toEqual([
      ["<1000", "not a number"],
      [">200000", "not a number"]
    ]);
  });

  it("are declared for numbers only", async () => {
    const wrong = mappingWith("codes: {m: male, f: female}", "codes: {m: male, f: female}, censored: true");
    await expect(harmonised({mapping: wrong})).rejects.toThrow(
      /columns\.SEX\.censored: invalid key: sex is not read as a number$/
    );
  });
});

describe("reasons for a missing value", () => {
  it("stay apart, every one of them", async () => {
    const declarable = vocabularies.nullReason.map(({code}) => code).filter((code) => code !== "CENSORED_LOD");
    const tokens = declarable.map((code, i) => `"m${i}": ${code}`).join(", ");
    const changed = mappingWith("{to: patients.wbc, unit: /uL}", `{to: patients.wbc, unit: /uL, missing: {${tokens}}}`);
    const rows = declarable.flatMap((_, i) =>
      Array.from({length: i + 1}, (__, k) => `P${i}x${k},50,m${i},m,400,1,30,200,1,1`)
    );
    const clinical = ["ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD", ...rows, ""].join("\n");
    const data = await harmonised({mapping: changed, raw: {"clinical.csv": clinical}});
    const status = data.rows("value_status").filter((d) => d.table === "patients" && d.column === "wbc");
    expect(Object.fromEntries(status.map((d) => [d.reason, d.n]))).toEqual(
      Object.fromEntries(declarable.map((code, i) => [code, i + 1]))
    );
    expect(declarable).toHaveLength(7);
  });

  it("do not include being censored, which is a value", async () => {
    const wrong = mapping.replace(
      'SEX: {to: patients.sex, missing: ["", ND]',
      "SEX: {to: patients.sex, missing: {ND: CENSORED_LOD}"
    );
    await expect(harmonised({mapping: wrong})).rejects.toThrow(
      /columns\.SEX\.missing\.ND: invalid reason: CENSORED_LOD$/
    );
  });
});
