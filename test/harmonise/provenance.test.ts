import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {tokenPolicy} from "../../loaders/harmonise/provenance/tokenPolicy.js";
import {mappingSchema} from "../../loaders/study/mappingSchema.js";
import {harmonised, mappingWith, rawWith, study} from "../support/partner.js";
import type {Row} from "../support/tables.js";

type Harmonised = Awaited<ReturnType<typeof harmonised>>;

/** What the provenance says of one variable, by raw column. */
function feedsOf(made: Harmonised, table: string, column: string): Record<string, Row> {
  const rows = made.rows("provenance").filter((d) => d.table === table && d.column === column);
  return Object.fromEntries(rows.map((d) => [String(d.raw_column), d]));
}

/** Every text in a table. */
const textsOf = (made: Harmonised, name: string): string[] =>
  made.rows(name).flatMap((row) => Object.values(row).filter((cell): cell is string => typeof cell === "string"));

describe("the table provenance", () => {
  it("names file, raw column, rule, units and factor, and counts the values", async () => {
    const made = await harmonised();
    expect(feedsOf(made, "patients", "wbc")).toEqual({
      WBC: {
        source_id: "TEST",
        table: "patients",
        column: "wbc",
        scope: null,
        file: "clinical.csv",
        raw_column: "WBC",
        rule_id: "missing “” UNKNOWN; number, /uL to 10*9/L, from 0.1 to 1000 10*9/L",
        unit_from: "/uL",
        unit_to: "10*9/L",
        factor: 0.001,
        n_values: 2,
        n_converted: 2,
        records_table: "raw_test_clinical",
        tokens_table: "raw_test_clinical"
      }
    });
    expect(feedsOf(made, "patients", "age_years").AOD).toMatchObject({factor: 1, n_values: 3, n_converted: 0});
    expect(feedsOf(made, "patients", "age_band").null).toMatchObject({file: null, n_values: 3, tokens_table: null});
  });

  it("tells one event's raw columns from another's", async () => {
    const made = await harmonised();
    const days = made.rows("provenance").filter((d) => d.table === "events" && d.column === "day");
    expect(days.map(({scope, raw_column: raw, n_values: n}) => [scope, raw, n])).toEqual(
      expect.arrayContaining([
        ["death", "OS", 2],
        ["last_contact", "OS", 1],
        ["cr", "CR", 2],
        ["relapse", "REL", 1]
      ])
    );
  });

  it("says which evidence decides an alteration and which is only compared", async () => {
    const made = await harmonised();
    const itd = feedsOf(made, "patient_features", "FLT3-ITD");
    expect(itd.ITD.rule_id).toMatch(/^decides; /);
    expect(itd.status.rule_id).toMatch(/^compared only; /);
    const npm1 = feedsOf(made, "patient_features", "NPM1");
    expect(npm1.NPM1.rule_id).toMatch(/^decides where known, 1 of 2; /);
    expect(npm1.null).toMatchObject({rule_id: "decides where known, 2 of 2; driver calls of the gene", n_values: 1});
    expect(
      made
        .rows("raw_test__decided_by")
        .map((d) => d.NPM1)
        .sort()
    ).toEqual(["calls", "clinical.NPM1", "clinical.NPM1"]);
  });

  it("counts only values in rows that were used", async () => {
    const made = await harmonised({raw: rawWith("clinical.csv", "P1,70,9000,f,10,1,,,0,0", "P9,70,9000,f,,1,,,0,0")});
    expect(feedsOf(made, "patients", "age_years").AOD.n_values).toBe(3);
    expect(made.rows("raw_test_clinical").map((d) => d.record)).toEqual([1, 2, 3]);
  });

  it("has a row for every variable that has a value, in every table about patients", async () => {
    const made = await harmonised();
    const known = new Set(made.rows("provenance").map((d) => `${String(d.table)}.${String(d.column)}`));
    for (const name of ["patients", "samples", "assays", "mutations", "cytogenetics", "patient_features", "events"]) {
      const {schema, columns} = made.table(name);
      for (const {name: column} of schema.columns)
        if (Array.from(columns[column]).some((cell) => cell !== null)) expect(known).toContain(`${name}.${column}`);
    }
  });
});

describe("the raw tokens of a release", () => {
  it("are those of the file, by record and key", async () => {
    const made = await harmonised({raw: rawWith("clinical.csv", "P4, 50 ,1e3,ND,7,0,,,,")});
    const [, , , last] = made.rows("raw_test_clinical");
    expect(last).toMatchObject({record: 4, raw_AOD: "50", raw_WBC: "1e3", raw_SEX: "ND", raw_NPM1: "", raw_DEAD: "0"});
    const calls = made.rows("raw_test_genetic");
    expect(calls.map((d) => [d.record, d.raw_GENE, d.raw_CONSEQUENCE, d.raw_VAF, d.raw_CALL])).toEqual([
      [1, "DNMT3A", "misssense", "44.86", "OK"],
      [2, "SFRS2", "missense", "40", "OK_"],
      [3, "IDH2", "missense", "na", "OK"]
    ]);
    const genes = new Map(made.rows("mutations").map((d) => [d.mutation_id, d.gene_symbol]));
    expect(calls.map((d) => genes.get(d.mutation_id ?? ""))).toEqual(["DNMT3A", "SRSF2", "IDH2"]);
  });

  it("leave out patients' and calls' ids, karyotype texts and what could not be read", async () => {
    const secret = "Frau Muster geb. 03.04.1951";
    const made = await harmonised({
      raw: {
        ...rawWith("clinical.csv", `P4,51,${secret},m,9,0,,,,`, "P5,51,1951-04-03,m,9,0,,,,"),
        ...rawWith("karyotypes.txt", `P4\t46,XY,t(8;21)(q22;q22)`)
      }
    });
    const tokens = made.rows("raw_test_clinical").map((d) => d.raw_WBC);
    expect(tokens).toEqual(["12000", "3500", "", null, null]);
    for (const name of ["clinical", "genetic", "karyotypes", "itd"]) {
      const texts = textsOf(made, `raw_test_${name}`);
      expect(texts.filter((text) => /\bP\d\b|Muster|1951|46,X|t\(8/.test(text))).toEqual([]);
    }
    expect(made.table("raw_test_karyotypes").schema.columns.map(({name}) => name)).toEqual(["record", "patient_id"]);
    const {karyotype} = feedsOf(made, "cytogenetics", "status");
    expect(karyotype.tokens_table).toBeNull();
    expect(karyotype.records_table).toBe("raw_test_karyotypes");
    expect(karyotype.rule_id).toMatch(/; the tokens are withheld$/);
  });

  it("are in no release but an internal one", async () => {
    const made = await harmonised({study: study.replace("tier: internal", "tier: consortium")});
    expect(() => made.table("raw_test_clinical")).toThrow("unknown table");
    expect(() => made.table("raw_test__decided_by")).toThrow("unknown table");
    expect(made.rows("provenance").filter((d) => d.tokens_table !== null || d.records_table !== null)).toEqual([]);
  });

  it("do not collide with the columns beside them", async () => {
    const text = mappingWith("AOD: {to: patients.age_years, unit: a}", "record: {to: patients.age_years, unit: a}");
    const header = "ID,record,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD";
    const made = await harmonised({mapping: text, raw: {"clinical.csv": `${header}\nP1,50,12000,m,400,1,30,,1,1\n`}});
    expect(made.rows("raw_test_clinical")[0]).toMatchObject({record: 1, raw_record: "50"});
  });
});

describe("tokenPolicy(spec)", () => {
  const {files} = mappingSchema.parse({
    source: "TEST",
    version: "1.0.0",
    samples: {},
    files: {
      clinical: {
        file: "clinical.csv",
        format: {delimiter: ","},
        rows: "patients",
        key: {column: "ID"},
        columns: {
          AGE: {to: "patients.age_years", unit: "a"},
          SEX: {to: "patients.sex", transform: "upperCase", codes: {M: "male"}},
          NUMBER: {to: "patients.wbc", unit: "10*9/L", transform: "firstInteger"},
          ISCN: {to: "cytogenetics.status", transform: "karyotypeStatus"},
          ID: {to: "patients.study_code"}
        },
        events: [{event: "death", day: "OS", when: {DEAD: {is: "yes", not: "no"}}}]
      }
    }
  });
  const policy = tokenPolicy(files.clinical);

  it("withholds identifiers and karyotypes as a whole", () => {
    expect([...policy.keys()].sort()).toEqual(["AGE", "DEAD", "NUMBER", "OS", "SEX"]);
  });

  it.each<[string, string, boolean]>([
    ["AGE", "50", true],
    ["AGE", "1,234.5", true],
    ["AGE", "<5", true],
    ["AGE", "3.4.1951", false],
    ["AGE", "1951-04-03", false],
    ["AGE", "about 50", false],
    ["SEX", "m", true],
    ["SEX", "M", true],
    ["SEX", "Muster", false],
    ["NUMBER", "12", true],
    ["NUMBER", "12 on the 3.4.1951", false],
    ["DEAD", "yes", true],
    ["DEAD", "no", true],
    ["DEAD", "yes, on Easter Sunday", false],
    ["OS", "400", true],
    ["OS", "03/04/1951", false]
  ])("%s %j: %s", (column, token, kept) => {
    expect(policy.get(column)!(token)).toBe(kept);
  });

  it("keeps nothing with a letter in a column of numbers but an exponent", () => {
    fc.assert(
      fc.property(fc.string({unit: "grapheme", minLength: 1}), (token) => {
        if (/\p{L}/u.test(token.replace(/\d[eE][+-]?\d/, ""))) expect(policy.get("AGE")!(token)).toBe(false);
      })
    );
  });
});
