import {readFileSync} from "node:fs";
import {join} from "node:path";
import {beforeAll, describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {absent, root, sharedData} from "../support/sharedData.js";
import {reader} from "../support/tables.js";

const dataDir = sharedData("amlsg");

describe.skipIf(dataDir === undefined)(dataDir === undefined ? `AMLSG, ${absent("amlsg")}` : "AMLSG", () => {
  let data: ReturnType<typeof reader>;
  let rawTables: string[] = [];
  beforeAll(async () => {
    const {tables} = await harmoniseStudy({study: "amlsg", root, dataDir});
    data = reader(tables);
    rawTables = tables.map(({schema}) => schema.name).filter((name) => name.startsWith("raw_"));
  });

  it("keeps the tokens of every file but no id and no karyotype", () => {
    expect(rawTables).toEqual(
      expect.arrayContaining(["raw_amlsg_clinical", "raw_amlsg_genetic", "raw_amlsg_karyotypes", "raw_amlsg_itd"])
    );
    const clinical = readFileSync(join(dataDir!, "AMLSG_Clinical_Anon.csv"), "latin1").replaceAll('"', "").split("\n");
    const at = clinical[0].split(",").indexOf("PDID");
    const ids = new Set(clinical.slice(1).map((line) => line.split(",")[at]));
    expect(ids.size).toBeGreaterThan(1500);
    let found = 0;
    let tokens = 0;
    for (const name of rawTables)
      for (const row of data.rows(name))
        for (const cell of Object.values(row)) {
          if (typeof cell !== "string") continue;
          ++tokens;
          if (ids.has(cell) || /\d{2}\s*,\s*X|PD\d{4}/.test(cell)) ++found;
        }
    expect(tokens).toBeGreaterThan(100_000);
    expect(found).toBe(0);
  });

  it("accounts for every value of a patient's variables by the raw columns that feed them", () => {
    const feeds = data.rows("provenance").filter((d) => d.table === "patients" && d.raw_column !== null);
    for (const {name} of data.table("patients").schema.columns) {
      // A ratio rests on two raw columns.
      const own = feeds.filter((d) => d.column === name && !String(d.rule_id).startsWith("see "));
      if (own.length === 0) continue;
      const known = data.column("patients", name).filter((cell) => cell !== null).length;
      expect([name, own.reduce((n, d) => n + Number(d.n_values), 0)]).toEqual([name, known]);
    }
  });

  it("accounts for every alteration that was decided", () => {
    for (const {name} of data.table("patient_features").schema.columns.slice(1)) {
      const evidence = data.rows("provenance").filter((d) => d.table === "patient_features" && d.column === name);
      const deciding = evidence.filter((d) => String(d.rule_id).startsWith("decides;"));
      const known = data.column("patient_features", name).filter((cell) => cell !== null).length;
      expect([name, deciding.map((d) => d.n_values)]).toEqual([name, [known]]);
    }
  });
});
