import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {kaplanMeier, kaplanMeierByGroup} from "../../src/stats/kaplanMeier.js";
import {logRank} from "../../src/stats/logRank.js";
import {survivalAt} from "../../src/stats/survivalAt.js";
import {medianSurvival} from "../../src/stats/survivalQuantiles.js";
import {absent, root, sharedData} from "../support/sharedData.js";
import {reader, tally} from "../support/tables.js";

/** What `test/reference/r/tcga-laml.R` writes of a comparison: limits follow their estimates. */
interface Comparison {
  readonly groups: readonly {
    readonly group: string;
    readonly n: number;
    readonly events: number;
    readonly median: readonly (number | null)[];
    /** After one and two years. */
    readonly at: readonly (readonly (number | null)[])[];
  }[];
  readonly statistic: number;
  readonly p: number;
}

const reference = JSON.parse(readFileSync(join(root, "test/reference/r/tcga-laml.json"), "utf8")) as Record<
  string,
  Comparison
>;

const name = "tcga_laml/cbioportal_study/laml_tcga";
const folder = sharedData(name);

/** Product-limit estimate straight from the raw months, by definition: the product over all event times. */
function productAt(days: number, people: readonly {days: number; dead: boolean}[]): number {
  const times = [...new Set(people.filter((d) => d.dead && d.days <= days).map((d) => d.days))];
  return times.reduce((product, time) => {
    const atRisk = people.filter((d) => d.days >= time).length;
    return product * (1 - people.filter((d) => d.dead && d.days === time).length / atRisk);
  }, 1);
}

function rawRows(file: string): Record<string, string>[] {
  const [header, ...rows] = readFileSync(join(folder!, file), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t"));
  return rows.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i]])));
}

describe.skipIf(folder === undefined)(
  `TCGA LAML as a cBioPortal study (${folder ? "present" : absent(name)})`,
  async () => {
    if (folder === undefined) return;
    const {tables, manifest} = await harmoniseStudy({study: "tcga_laml", root, dataDir: folder});
    const {inputs} = manifest;
    const data = reader(tables);
    const finding = (rule: string, file: string | null, text = "") =>
      data.rows("findings").find((d) => d.rule_id === rule && d.file === file && String(d.description).includes(text));

    it("has 200 patients, 197 of them sequenced whether or not anything was found", () => {
      expect(data.rows("patients")).toHaveLength(200);
      expect(tally(data.rows("assays").map((d) => d.assay_type ?? null))).toEqual({
        WES: 197,
        SNP_array: 191,
        karyotype: 181
      });
      const covered = data.rows("assay_coverage").filter((d) => d.assay === "exome" && d.coverage === "covered");
      expect(new Set(covered.map((d) => d.n_assayed))).toEqual(new Set([197]));
      const npm1 = covered.find((d) => d.alteration === "NPM1");
      expect(npm1).toMatchObject({n_tested: 197, n_mutated: 54});
      expect(tally(data.column("patient_features", "NPM1"))).toEqual({0: 143, 1: 54, null: 3});
    });

    it("accounts for 2584 rows of mutations, the silent ones set apart", () => {
      const file = "data_mutations.txt";
      expect(inputs.find((d) => d.file === file)).toMatchObject({rows: 2584});
      const fates = data.rows("findings").filter((d) => d.file === file && String(d.rule_id).startsWith("rows_"));
      expect(fates.reduce((sum, d) => sum + Number(d.n), 0)).toBe(2584);
      const silent = rawRows(file).filter((d) => d.Variant_Classification === "Silent").length;
      expect(finding("rows_left_out", file, "silent")).toMatchObject({n: silent, n_checked: 2584});
      expect(silent).toBe(486);
      // T125= of TP53, at the end of an exon, is a change of splicing.
      const unchanged = data.rows("mutations").filter((d) => /=$/u.test(String(d.hgvs_p)));
      expect(unchanged.map((d) => [d.gene_symbol, d.hgvs_p])).toEqual([["TP53", "p.T125="]]);
      expect(finding("call_outside_panel", null)).toMatchObject({n: 0});
    });

    it("reports the ten descriptions whose data are absent, each by its file", () => {
      const dangling = data.rows("findings").filter((d) => d.rule_id === "cbioportal_dangling_meta" && d.file !== null);
      expect(dangling.map((d) => [d.severity, d.n])).toEqual(Array.from({length: 10}, () => ["error", 1]));
      expect(dangling.map((d) => d.file)).toContain("meta_cna.txt");
      const errors = data
        .rows("findings")
        .filter((d) => String(d.rule_id).startsWith("cbioportal_") && Number(d.n) > 0);
      expect(new Set(errors.map((d) => d.rule_id))).toEqual(
        new Set([
          "cbioportal_dangling_meta",
          "cbioportal_survival_months:OS_MONTHS",
          "cbioportal_gene_symbol_only",
          "cbioportal_reserved_column",
          "cbioportal_variant_filtered"
        ])
      );
      expect(inputs.map((d) => d.file)).toContain("case_lists/cases_complete.txt");
    });

    it("keeps and counts 12 patients without months", () => {
      const file = "data_clinical_patient.txt";
      expect(finding("cbioportal_survival_months:OS_MONTHS", file)).toMatchObject({n: 12, n_checked: 200});
      expect(finding("vital_status_unknown", null)).toMatchObject({n: 12, n_checked: 200});
      expect(data.column("patients", "followup_days").filter((d) => d === null)).toHaveLength(12);
      const os = data.rows("outcomes").filter((d) => d.definition === "OS");
      expect(tally(os.map((d) => d.status ?? null))).toEqual({0: 66, 1: 122});
    });

    it("has the overall survival by NPM1 that the raw files give", () => {
      const mutated = new Set(
        rawRows("data_mutations.txt")
          .filter((d) => d.Hugo_Symbol === "NPM1" && d.Variant_Classification !== "Silent")
          .map((d) => d.Tumor_Sample_Barcode.slice(0, 12))
      );
      const sequenced = readFileSync(join(folder, "case_lists/cases_sequenced.txt"), "utf8");
      const raw = rawRows("data_clinical_patient.txt").filter((d) => !d.OS_MONTHS.startsWith("["));
      const features = new Map(data.rows("patient_features").map((d) => [d.patient_id, d.NPM1]));
      const os = data.rows("outcomes").filter((d) => d.definition === "OS");
      for (const status of [0, 1]) {
        const expected = raw
          .filter(({PATIENT_ID: id}) => sequenced.includes(id) && mutated.has(id) === (status === 1))
          .map((d) => ({days: Math.round(Number(d.OS_MONTHS) * 30.4375), dead: d.OS_STATUS.startsWith("1:")}));
        const found = os.filter((d) => features.get(d.patient_id) === status);
        expect(found).toHaveLength(expected.length);
        const curve = kaplanMeier({
          time: Float64Array.from(found, (d) => Number(d.time_days)),
          status: Uint8Array.from(found, (d) => Number(d.status))
        });
        const days = [0.5, 1, 2, 3, 5].map((years) => years * 365.25);
        survivalAt(curve, days).forEach(({survival}, i) => {
          expect(survival).toBeCloseTo(productAt(days[i], expected), 12);
        });
      }
    });

    it.each(Object.entries(reference))("has the overall survival by %s that R gives", (by, {groups, statistic, p}) => {
      const karyotypes = new Map(data.rows("cytogenetics").map((d) => [d.patient_id, d]));
      const features = new Map(data.rows("patient_features").map((d) => [d.patient_id, d]));
      const groupOf = (id: unknown): string | undefined => {
        if (by !== "cytogenetics") return String(features.get(String(id))?.[by] ?? "");
        const found = karyotypes.get(String(id));
        if (found?.normal === undefined || found.normal === null) return undefined;
        if (found.t_8_21 || found.inv16 || found.t_15_17) return "favourable";
        return found.complex ? "complex" : found.normal ? "normal" : "other";
      };
      const codes = groups.map(({group}) => group);
      const os = data
        .rows("outcomes")
        .filter((d) => d.definition === "OS")
        .map((row) => ({row, group: codes.indexOf(groupOf(row.patient_id) ?? "")}))
        .filter(({group}) => group >= 0);
      const followUp = {
        time: Float64Array.from(os, ({row}) => Number(row.time_days)),
        status: Uint8Array.from(os, ({row}) => Number(row.status)),
        group: Uint8Array.from(os, ({group}) => group)
      };
      const close = (found: number | null, expected: number | null): void => {
        if (found === null || expected === null) expect(found).toBe(expected);
        else expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
      };
      kaplanMeierByGroup(followUp).forEach((curve, i) => {
        const {n, events, median, at} = groups[i];
        expect([curve.n, curve.events]).toEqual([n, events]);
        const {time, lower, upper} = medianSurvival(curve);
        [time, lower, upper].forEach((value, j) => close(value, median[j]));
        survivalAt(curve, [365.25, 730.5]).forEach((point, j) =>
          [point.survival, point.lower, point.upper].forEach((value, k) => close(value, at[j][k]))
        );
      });
      const test = logRank(followUp);
      close(test.statistic, statistic);
      expect(test.df).toBe(groups.length - 1);
      expect(Math.abs(test.p / p - 1)).toBeLessThan(1e-9);
    });

    it("keeps every segment of 191 arrays", () => {
      expect(data.rows("copy_number")).toHaveLength(13_571);
      expect(new Set(data.column("copy_number", "sample_id")).size).toBe(191);
      expect(finding("rows_used", "data_cna_hg19.seg")).toMatchObject({n: 13_571, n_checked: 13_571});
    });
  }
);
