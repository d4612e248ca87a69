import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {absent, root, sharedData} from "../support/sharedData.js";
import {reader, tally} from "../support/tables.js";

const folder = sharedData("beataml2/raw");

describe.skipIf(folder === undefined)(
  `Beat AML by mapping alone (${folder ? "present" : absent("beataml2/raw")})`,
  async () => {
    if (folder === undefined) return;
    const {tables} = await harmoniseStudy({study: "beataml", root, dataDir: folder});
    const data = reader(tables);
    const finding = (rule: string, text: string) =>
      data.rows("findings").find((d) => d.rule_id === rule && String(d.description).includes(text));

    it("has 805 patients of 942 specimens", () => {
      expect(data.rows("patients")).toHaveLength(805);
      expect(new Set(data.column("patients", "patient_id")).size).toBe(805);
      expect(finding("several_rows", "specimen")).toMatchObject({n: 108, n_checked: 805});
      expect(finding("rows_left_out", "another specimen")).toMatchObject({n: 137, n_checked: 942});
      expect(finding("rows_of_patient_differ", "ELN2017")).toMatchObject({n: 54});
      expect(finding("rows_of_patient_differ", "FLT3-ITD")).toMatchObject({n: 15});
      expect(finding("rows_of_patient_differ", "NPM1")).toMatchObject({n: 11});
    });

    it("counts each variant once: 4098 were reported by two callers", () => {
      expect(finding("duplicate_call", "")).toMatchObject({n: 4098, n_checked: 11_721});
      const calls = data.rows("mutations").map((d) => [d.sample_id, d.chrom, d.pos, d.ref, d.alt].join());
      expect(new Set(calls).size).toBe(calls.length);
      const fates = data
        .rows("findings")
        .filter((d) => d.file === "mutations.txt" && String(d.rule_id).startsWith("rows_"));
      expect(fates.reduce((n, d) => n + Number(d.n), 0)).toBe(11_721);
    });

    it("never takes an unknown vital status for alive at day 0", () => {
      expect(finding("vital_status_unknown", "")).toMatchObject({n: 32, n_checked: 805});
      const os = data.rows("outcomes").filter((d) => d.definition === "OS");
      expect(tally(os.map((d) => d.status ?? null))).toEqual({0: 305, 1: 468});
      expect(os.filter((d) => Number(d.time_days) <= 0)).toEqual([]);
      const unknown = data.rows("patients").filter((d) => d.followup_days === null);
      expect(unknown).toHaveLength(32);
    });

    it("keeps patients with another disease and children by a declared rule, counts them, and does not classify the former", () => {
      expect(tally(data.column("patients", "disease"))).toEqual({
        AML: 766,
        MDS: 17,
        "MDS/MPN": 9,
        ALAL: 8,
        MPN: 4,
        MBN: 1
      });
      expect(finding("rows_kept", "other than AML")).toMatchObject({n: 39});
      expect(finding("rows_kept", "younger than 18")).toMatchObject({n: 21});
      expect(tally(data.column("patients", "age_band"))["0-17"]).toBe(21);
      expect(new Set(data.column("classifications", "patient_id")).size).toBe(766);
      expect(finding("other_disease", "")).toMatchObject({n: 39, n_checked: 805});
    });

    it("knows which gene was looked at: exome and custom capture differ, and FLT3-ITD is not among the calls", () => {
      expect(tally(data.rows("assays").map((d) => d.assay_type ?? null))).toEqual({
        clinical_report: 805,
        karyotype: 707,
        WES: 533,
        NGS_panel: 250
      });
      const known = (name: string) => data.column("patient_features", name).filter((d) => d !== null).length;
      expect(known("DNMT3A")).toBe(783);
      expect(known("MYC")).toBe(533);
      expect(known("KMT2A-PTD")).toBe(0);
      expect(tally(data.column("patient_features", "FLT3-ITD"))).toEqual({0: 626, 1: 178, null: 1});
      expect(tally(data.column("patient_features", "NPM1"))).toEqual({0: 604, 1: 199, null: 2});
      for (const row of data.rows("assay_coverage"))
        expect(Number(row.n_mutated)).toBeLessThanOrEqual(Number(row.n_tested));
      expect(finding("call_outside_panel", "exome")).toMatchObject({n: 0});
    });

    it("derives ELN 2017 as the source does in more than nine of ten patients", () => {
      const eln = data.rows("agreement").find((d) => d.fact === "ELN 2017 genetic risk")!;
      expect(eln.n).toBeGreaterThan(400);
      expect(Number(eln.n_agree) / Number(eln.n)).toBeGreaterThan(0.9);
      expect(eln.kappa).toBeGreaterThan(0.85);
    });

    it("releases no identifier of the source", () => {
      const text = JSON.stringify(
        tables.map(({columns, schema}) => schema.columns.map(({name}) => Array.from(columns[name])))
      );
      expect(text).not.toMatch(/"BA\d{4}[DR]"/);
    });
  }
);
