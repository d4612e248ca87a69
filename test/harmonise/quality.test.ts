import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {harmonised, rawFiles, rawWith} from "../support/partner.js";
import {absent, root, sharedData} from "../support/sharedData.js";
import type {Row} from "../support/tables.js";
import {reader} from "../support/tables.js";
import {twoPartners} from "../support/twoPartners.js";

type Data = ReturnType<typeof reader>;

/** What left at the steps of a source, and what stayed at the last step before patients are counted by other rules. */
function flowOf(data: Data, source: string): {received: number; left: number; patients: number; rows: Row[]} {
  const rows = data
    .rows("patient_flow")
    .filter((d) => d.source_id === source)
    .sort((a, b) => Number(a.step) - Number(b.step));
  const sum = (stages: readonly string[]) =>
    rows.filter((d) => stages.includes(String(d.stage))).reduce((n, d) => n + Number(d.n), 0);
  return {
    received: sum(["rows_received"]),
    left: sum(["rows_malformed", "rows_refused", "rows_left_out"]),
    patients: sum(["patients"]),
    rows
  };
}

function expectCoverageToAddUp(data: Data): void {
  for (const d of data.rows("mapping_coverage"))
    expect([d.column, Number(d.n_values) + Number(d.n_missing) + Number(d.n_refused)]).toEqual([d.column, d.n_cells]);
}

describe("from rows received to patients analysed", () => {
  it("names every row of the patients' file that left, and why", async () => {
    const data = await harmonised({
      raw: rawWith("clinical.csv", "P2,60,1,f,5,0,,,,", ",60,1,f,5,0,,,,", "P9,60,1,f,,0,,,,", "P8,60")
    });
    const {rows, received, left, patients} = flowOf(data, "TEST");
    expect(rows.map((d) => [d.step, d.stage, d.reason, d.n])).toEqual([
      [1, "rows_received", null, 7],
      [2, "rows_malformed", null, 1],
      [3, "rows_refused", "duplicate patient", 1],
      [4, "rows_refused", "no patient id", 1],
      [5, "rows_refused", "no usable follow-up", 1],
      [6, "patients", null, 3],
      [7, "patients_analysed", null, 3]
    ]);
    expect(received - left).toBe(patients);
  });

  it("adds up whatever the file holds", async () => {
    const cell = fc.constantFrom("", "P1", "P2", "P7", "x", "-1", "0", "1", "12", "m");
    const lines = fc.array(fc.array(cell, {minLength: 8, maxLength: 11}), {maxLength: 12});
    await fc.assert(
      fc.asyncProperty(lines, async (records) => {
        const data = await harmonised({raw: rawWith("clinical.csv", ...records.map((record) => record.join(",")))});
        const {received, left, patients} = flowOf(data, "TEST");
        expect(received).toBe(3 + records.length);
        expect(received - left).toBe(patients);
        expect(data.rows("patients")).toHaveLength(patients);
        expectCoverageToAddUp(data);
      }),
      {numRuns: 15}
    );
  });

  it("says of several sources who is counted elsewhere", async () => {
    const {tables} = await harmoniseStudy({study: "test", root: twoPartners()});
    const stages = flowOf(reader(tables), "OTHER").rows.map((d) => [d.stage, d.n]);
    expect(stages).toEqual([
      ["rows_received", 3],
      ["patients", 3],
      ["duplicates", 0],
      ["patients_unique", 3],
      ["patients_analysed", 3]
    ]);
  });
});

describe("how much of the raw files is read", () => {
  it("tells columns that are not mapped, and what became of the cells of the others", async () => {
    const clinical = rawFiles["clinical.csv"]
      .split("\n")
      .map((line, i) => (line === "" ? line : `${line},${i === 0 ? "EXTRA" : "x"}`))
      .join("\n")
      .replace("P1,50,12000,m", "P1,fifty,12000,x");
    const data = await harmonised({raw: {"clinical.csv": clinical}});
    const columns = new Map(data.rows("mapping_coverage").map((d) => [`${String(d.file)} ${String(d.column)}`, d]));
    const counts = (name: string) => {
      const d = columns.get(name)!;
      return [d.mapped, d.n_cells, d.n_values, d.n_missing, d.n_refused];
    };
    expect(counts("clinical.csv EXTRA")).toEqual([false, 0, 0, 0, 0]);
    expect(counts("clinical.csv ID")).toEqual([true, 3, 3, 0, 0]);
    expect(counts("clinical.csv AOD")).toEqual([true, 3, 2, 0, 1]);
    expect(counts("clinical.csv WBC")).toEqual([true, 3, 2, 1, 0]);
    expect(counts("clinical.csv SEX")).toEqual([true, 3, 1, 1, 1]);
    expect(counts("clinical.csv CR")).toEqual([true, 3, 2, 1, 0]);
    expectCoverageToAddUp(data);
    const tokens = data.rows("unmapped_tokens").map((d) => [d.column, d.token, d.reason, d.n]);
    expect(tokens.sort()).toEqual([
      ["AOD", "fifty", "not a number", 1],
      ["SEX", "x", "unknown code", 1]
    ]);
  });
});

describe("checks after Kahn", () => {
  it("count what is missing, out of range, and hardly believable together", async () => {
    const lines = ["P4,50,12000,m,400,1,30,200,1,1", "P5,50,900000000,m,400,1,30,200,1,1", "P6,,0,,400,1,30,200,,"];
    const data = await harmonised({raw: rawWith("clinical.csv", ...lines)});
    const found = new Map(data.rows("findings").map((d) => [d.rule_id, d]));
    expect(found.get("value_out_of_range")).toMatchObject({n: 2, category: "plausibility", severity: "warning"});
    expect(found.get("missing:age_years")).toMatchObject({
      n: 1,
      n_checked: 6,
      category: "completeness",
      severity: "info"
    });
    expect(found.get("missing:wbc")).toMatchObject({n: 3, n_checked: 6, severity: "warning"});
    expect(found.get("missing:haemoglobin")).toMatchObject({n: 6, n_checked: 6, severity: "warning"});
    for (const rule of ["haemoglobin_very_low", "few_blasts_without_lesion", "npm1_with_core_binding_factor"])
      expect(found.get(rule)).toMatchObject({n: 0, severity: "info", category: "plausibility"});
  });

  it("give each finding a category and record a rule that found nothing", async () => {
    const findings = (await harmonised()).rows("findings");
    expect(findings.every((d) => d.category !== null)).toBe(true);
    expect(findings.some((d) => d.n === 0)).toBe(true);
    const category = (rule: string) => findings.find((d) => d.rule_id === rule)?.category;
    expect(category("rows_used")).toBe("accounting");
    expect(category("patients_without_record")).toBe("completeness");
    expect(category("columns_differ") ?? "agreement").toBe("agreement");
  });
});

const folder = sharedData("amlsg");

describe.skipIf(folder === undefined)(`quality of AMLSG (${folder ? "present" : absent("amlsg")})`, async () => {
  if (folder === undefined) return;
  const {tables} = await harmoniseStudy({study: "amlsg", root, dataDir: folder});
  const data = reader(tables);
  const found = new Map(data.rows("findings").map((d) => [d.rule_id, d]));

  it("loses nobody between the rows and the patients", () => {
    expect(flowOf(data, "AMLSG").rows.map((d) => [d.stage, d.n])).toEqual([
      ["rows_received", 1540],
      ["patients", 1540],
      ["patients_analysed", 1540]
    ]);
    expectCoverageToAddUp(data);
  });

  it("finds few of the implausible, and names what the source leaves out", () => {
    expect(Number(found.get("few_blasts_without_lesion")!.n)).toBeLessThanOrEqual(40);
    expect(found.get("missing:age_years")).toMatchObject({n: 0});
    const unmapped = data.rows("mapping_coverage").filter((d) => d.mapped === false);
    expect(unmapped.map((d) => d.column)).toContain("ERDate");
  });
});
