import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {absent, root, sharedData} from "../support/sharedData.js";
import {reader, tally} from "../support/tables.js";

const folder = sharedData("aml_synthetic_omop");

describe.skipIf(folder === undefined)(
  `Dresden synthetic AML by mapping alone (${folder ? "present" : absent("aml_synthetic_omop")})`,
  async () => {
    if (folder === undefined) return;
    const {tables, manifest} = await harmoniseStudy({study: "dresden", root, dataDir: join(folder)});
    const data = reader(tables);

    it("has 1606 patients, said to be simulated", () => {
      expect(data.rows("patients")).toHaveLength(1606);
      expect(manifest.simulated).toBe(true);
      expect(tally(data.column("patients", "aml_type"))).toEqual({
        de_novo: 1339,
        secondary: 193,
        therapy_related: 57,
        null: 17
      });
    });

    it("has haemoglobin in g/dL, converted from mmol/L and counted", () => {
      const values = data.column("patients", "haemoglobin").filter((d) => d !== null) as number[];
      expect(values).toHaveLength(1602);
      values.sort((a, b) => a - b);
      expect(values[801]).toBeCloseTo(5.891 * 1.6114, 1);
      const found = data
        .rows("findings")
        .find((d) => d.rule_id === "unit_converted" && String(d.description).startsWith("HB"));
      expect(found).toMatchObject({n: 1602, n_checked: 1606});
    });

    it("has overall survival from months, 1030 deaths, and no other endpoint", () => {
      const os = data.rows("outcomes");
      expect(tally(os.map((d) => d.definition ?? null))).toEqual({OS: 1606});
      expect(tally(os.map((d) => d.status ?? null))).toEqual({0: 576, 1: 1030});
      const none = data.rows("endpoint_support").filter((d) => d.support === "none");
      expect(none.map((d) => d.definition).sort()).toEqual(
        ["CIR", "EFS_AMLSG", "EFS_ELN2017", "EFS_ELN2022", "EFS_RATIFY", "NRM", "RFS", "TTHCT"].sort()
      );
    });

    it("keeps what was not tested apart from wild type, and believes no flag without a karyotype", () => {
      expect(tally(data.column("patient_features", "FLT3-TKD"))).toEqual({0: 961, 1: 53, null: 592});
      expect(tally(data.column("patient_features", "IDH2-R140"))).toEqual({null: 1606});
      expect(tally(data.column("cytogenetics", "t_8_21")).null).toBe(107);
      expect(tally(data.column("cytogenetics", "status"))).toEqual({normal: 780, abnormal: 719, missing: 107});
    });
  }
);
