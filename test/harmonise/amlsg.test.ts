import {beforeAll, describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import type {Cell, TableData} from "../../loaders/release/tableData.js";
import {cumulativeIncidence, incidenceAt} from "../../src/stats/cumulativeIncidence.js";
import {grayTest} from "../../src/stats/grayTest.js";
import {kaplanMeier} from "../../src/stats/kaplanMeier.js";
import {logRank} from "../../src/stats/logRank.js";
import {survivalAt} from "../../src/stats/survivalAt.js";
import {medianSurvival} from "../../src/stats/survivalQuantiles.js";
import {pulledAmlsg} from "../support/pulledAmlsg.js";
import {absent, root, sharedData} from "../support/sharedData.js";
import {reader, tally} from "../support/tables.js";

const dataDir = sharedData("amlsg");
const year = 365.25;

// Expected numbers: R 4.2.2, survival 3.5-3, cmprsk 2.2-11 on the same files, printed to six digits.
describe.skipIf(dataDir === undefined)(dataDir === undefined ? `AMLSG, ${absent("amlsg")}` : "AMLSG", () => {
  let tables: readonly TableData[];
  let data: ReturnType<typeof reader>;
  let patientIds: Cell[];
  beforeAll(async () => {
    ({tables} = await harmoniseStudy({study: "amlsg", root, dataDir}));
    data = reader(tables);
    patientIds = data.column("patients", "patient_id");
  });

  /** Time in days, status and group code of the patients of an endpoint, by definition, whose group is known. */
  function endpoint(name: string, groupOf: (patient: Cell) => Cell = () => "all", table = "outcomes") {
    const key = table === "outcomes" ? "definition" : "endpoint";
    const rows = data.rows(table).filter((d) => d[key] === name && groupOf(d.patient_id) !== null);
    const groups = [...new Set(rows.map((d) => String(groupOf(d.patient_id))))].sort();
    return {
      groups,
      time: rows.map((d) => Number(d.time_days)),
      status: rows.map((d) => Number(d.status)),
      group: rows.map((d) => groups.indexOf(String(groupOf(d.patient_id))))
    };
  }

  /** Value of a column by patient. */
  function by(table: string, column: string): (patient: Cell) => Cell {
    const values = data.column(table, column);
    const index = new Map(data.column(table, "patient_id").map((id, i) => [id, values[i]]));
    return (patient) => index.get(patient) ?? null;
  }

  /** n, events, median with limits, and survival at 1, 2 and 5 years, in years to six digits. */
  function summary({time, status, group}: ReturnType<typeof endpoint>, code: number): (number | null)[] {
    const at = group.map((g, i) => (g === code ? i : -1)).filter((i) => i >= 0);
    const curve = kaplanMeier({time: at.map((i) => time[i]), status: at.map((i) => status[i])});
    const median = medianSurvival(curve);
    const years = [median.time, median.lower, median.upper].map((d) => (d === null ? null : d / year));
    const survival = survivalAt(curve, [year, 2 * year, 5 * year]).map((d) => d.survival);
    return [
      curve.n,
      curve.events,
      ...[...years, ...survival].map((d) => (d === null ? null : Number(d.toPrecision(6))))
    ];
  }

  it("is the same from the published files, of which R has saved one, but for its name", async () => {
    const rowsOf = (of: ReturnType<typeof reader>, name: string): string[] =>
      of
        .rows(name)
        .map((row) => JSON.stringify(row).replaceAll("AMLSG_Clinical_Anon.RData", "AMLSG_Clinical_Anon.csv"))
        .sort();
    const pulled = await pulledAmlsg(dataDir!);
    const names = tables.map(({schema}) => schema.name);
    expect(pulled.map(({schema}) => schema.name)).toEqual(names);
    const other = reader(pulled);
    expect(names.filter((name) => rowsOf(other, name).join() !== rowsOf(data, name).join())).toEqual([]);
  });

  describe("patients", () => {
    it("are 1540, of whom 904 died", () => {
      expect(data.table("patients").rows).toBe(1540);
      expect(tally(data.column("events", "event"))).toEqual({
        cr: 1269,
        death: 904,
        hct_allo: 731,
        hct_auto: 95,
        last_contact: 636,
        refractory: 441,
        relapse: 619
      });
    });

    it("have keys that are not the partner's", () => {
      expect(new Set(patientIds).size).toBe(1540);
      for (const id of patientIds) expect(id).toMatch(/^AMLSG-[0-9a-f]{16}$/);
    });

    it("keep the partner's composition", () => {
      expect(tally(data.column("patients", "study_code"))).toEqual({AMLHD98A: 627, AMLHD98B: 173, "AMLSG07-04": 740});
      expect(tally(data.column("patients", "aml_type"))).toEqual({
        de_novo: 1376,
        other: 35,
        secondary: 61,
        therapy_related: 68
      });
      expect(tally(data.column("patients", "sex"))).toEqual({male: 821, female: 719});
      expect(tally(data.column("patients", "risk_eln2010_reported"))).toEqual({
        adverse: 253,
        favourable: 473,
        intermediate_1: 417,
        intermediate_2: 268,
        null: 129
      });
      expect(tally(data.column("patients", "ecog"))).toEqual({0: 350, 1: 846, 2: 156, 3: 16, 4: 2, null: 170});
    });

    it("have the partner's blood values", () => {
      const values = Object.fromEntries(data.rows("summary_values").map((d) => [String(d.variable), [d.n, d.median]]));
      expect(values).toEqual({
        age_years: [1540, 50],
        wbc: [1526, 14.2],
        haemoglobin: [1525, 9.1],
        platelets: [1525, 53],
        ldh: [1501, 435],
        bm_blasts: [1420, 75],
        pb_blasts: [1409, 37]
      });
    });

    it("were transplanted from the donors and in the remissions that the partner coded", () => {
      expect(tally(data.column("treatments", "donor"))).toEqual({MRD: 302, MUD: 409, auto: 95, haplo: 14, unknown: 6});
      expect(tally(data.column("treatments", "remission_at_hct"))).toEqual({
        CR1: 432,
        CR2: 91,
        "CR>=3": 5,
        PR: 23,
        refractory: 137,
        relapse: 137,
        null: 1
      });
    });
  });

  describe("survival", () => {
    it("has the overall median of 27.9 months (24.3–33.1) and 41.4 % alive at five years", () => {
      const all = endpoint("OS");
      expect(summary(all, 0)).toEqual([1540, 904, 2.32717, 2.02327, 2.75975, 0.690173, 0.527742, 0.414082]);
    });

    it("differs by NPM1, FLT3-ITD, reported risk and trial as in R", () => {
      const groups = {
        NPM1: endpoint("OS", by("patient_features", "NPM1")),
        ITD: endpoint("OS", by("patient_features", "FLT3-ITD")),
        risk: endpoint("OS", by("patients", "risk_eln2010_reported")),
        trial: endpoint("OS", by("patients", "study_code"))
      };
      const result = Object.values(groups).flatMap((d) => d.groups.map((name, g) => [name, ...summary(d, g)]));
      expect(result).toEqual([
        ["0", 1104, 674, 2.0178, 1.74675, 2.39562, 0.677875, 0.501912, 0.385864],
        ["1", 436, 230, 4.49008, 2.75428, 8.13689, 0.721219, 0.592821, 0.48511],
        ["0", 1199, 679, 2.75428, 2.32444, 3.78371, 0.724341, 0.555724, 0.436128],
        ["1", 341, 225, 1.2512, 1.10335, 1.77687, 0.570323, 0.429531, 0.336267],
        ["adverse", 253, 213, 0.876112, 0.755647, 1.09788, 0.48013, 0.235579, 0.147422],
        ["favourable", 473, 174, 14.3682, 11.1595, null, 0.859514, 0.75322, 0.642835],
        ["intermediate_1", 417, 274, 1.72211, 1.38809, 2.21492, 0.649261, 0.472626, 0.341725],
        ["intermediate_2", 268, 155, 2.19576, 1.79603, 4.49008, 0.704391, 0.523297, 0.410828],
        ["AMLHD98A", 627, 377, 2.34086, 1.84257, 3.58385, 0.672241, 0.522354, 0.41988],
        ["AMLHD98B", 173, 154, 0.988364, 0.835044, 1.25941, 0.49711, 0.254335, 0.115607],
        ["AMLSG07-04", 740, 373, 4.3614, 2.80903, 7.28542, 0.750804, 0.597322, 0.482709]
      ]);
    });

    it("has the log-rank statistics of R", () => {
      const test = (groupOf: (patient: Cell) => Cell) => {
        const {statistic, df} = logRank(endpoint("OS", groupOf));
        return [Number(statistic.toPrecision(7)), df];
      };
      expect(test(by("patient_features", "NPM1"))).toEqual([9.998003, 1]);
      expect(test(by("patient_features", "FLT3-ITD"))).toEqual([16.14479, 1]);
      expect(test(by("patients", "risk_eln2010_reported"))).toEqual([233.238, 3]);
      expect(test(by("patients", "study_code"))).toEqual([109.8349, 2]);
    });

    it("has the reported event-free survival of the partner, kept for checking only", () => {
      const reported = endpoint("EFS", undefined, "reported_outcomes");
      expect(summary(reported, 0)).toEqual([1539, 1132, 0.758385, 0.692676, 0.843258, 0.439216, 0.32742, 0.265097]);
    });

    it("has event-free survival by every definition, each with its own failures", () => {
      const counts = ["EFS_AMLSG", "EFS_ELN2022", "EFS_ELN2017", "EFS_RATIFY"].map((definition) => {
        const {time, status} = endpoint(definition);
        const failed = data.rows("outcomes").filter((d) => d.definition === definition && d.event === "refractory");
        const atOnce = time.filter((day) => day === 0).length;
        return [definition, time.length, status.filter((d) => d === 1).length, failed.length, atOnce];
      });
      // 1269 remissions, 1044 by day 90 and 799 by day 60. By ELN 2022 the other 496 have their event on day 1.
      expect(counts).toEqual([
        ["EFS_AMLSG", 1540, 1144, 440, 0],
        ["EFS_ELN2022", 1540, 1128, 395, 496],
        ["EFS_ELN2017", 1540, 1102, 324, 0],
        ["EFS_RATIFY", 1540, 1228, 650, 0]
      ]);
      const {time, status} = endpoint("EFS_ELN2022");
      expect(survivalAt(kaplanMeier({time, status}), [0])[0].survival).toBeCloseTo(1044 / 1540, 12);
    });

    it("holds together: no violation of the checks, relapses that are not the first event", () => {
      const findings = data.findings();
      const checks = [
        "event_after_end",
        "dead_and_alive",
        "relapse_before_remission",
        "remission_after_end",
        "transplant_after_end",
        "endpoint_beyond_survival",
        "endpoint_censored_at_death",
        "remission_to_first_event"
      ];
      expect(checks.map((rule) => findings[rule])).toEqual(checks.map(() => 0));
      expect(findings).toMatchObject({late_remission: 270, relapse_not_first_event: 134, alive_after_relapse: 140});
    });

    it("differs in rebuilt event-free survival by counted patients only", () => {
      const all = endpoint("EFS_AMLSG");
      // 1132 reported events, 11 deaths reported as censored on the same day, one event reported without a day.
      expect([all.time.length, all.status.filter((d) => d === 1).length]).toEqual([1540, 1144]);
      const reported = Object.entries(data.findings()).filter(([rule]) => rule.startsWith("reported_EFS_"));
      expect(Object.fromEntries(reported)).toEqual({
        reported_EFS_no_time: 1,
        reported_EFS_not_reported: 0,
        reported_EFS_not_rebuilt: 0,
        reported_EFS_censored_at_death: 11,
        reported_EFS_status_differs: 0,
        reported_EFS_earlier: 14,
        reported_EFS_later: 26
      });
      const sent = new Map(
        data.rows("reported_outcomes").flatMap((d) => (d.endpoint === "EFS" ? [[d.patient_id, d] as const] : []))
      );
      const differing = data.rows("outcomes").flatMap((d) => {
        const other = d.definition === "EFS_AMLSG" ? sent.get(d.patient_id) : undefined;
        if (!other || (other.time_days === d.time_days && other.status === d.status)) return [];
        const when = Math.sign(Number(other.time_days) - Number(d.time_days));
        return [`${String(d.event)}, reported ${["before", "on", "after"][when + 1]} that day`];
      });
      expect(tally(differing)).toEqual({
        "death, reported before that day": 2,
        "death, reported on that day": 11,
        "relapse, reported before that day": 12,
        "relapse, reported after that day": 26
      });
    });

    it("has relapse-free survival from remission as in R and as the partner reports it", () => {
      const expected = [1269, 780, 1.61259, 1.37988, 2.02053, 0.604389, 0.472968, 0.392236];
      expect(summary(endpoint("RFS"), 0)).toEqual(expected);
      expect(summary(endpoint("RFS", undefined, "reported_outcomes"), 0)).toEqual(expected);
      const reported = Object.entries(data.findings()).filter(([rule, n]) => rule.startsWith("reported_RFS_") && n > 0);
      // Relapse without a day of remission.
      expect(reported).toEqual([["reported_RFS_not_rebuilt", 4]]);
    });

    it("has the cumulative incidence of relapse and of death in remission by NPM1 as in cmprsk", () => {
      const cir = endpoint("CIR", by("patient_features", "NPM1"));
      const curves = cumulativeIncidence(cir);
      const at = [1, 2].flatMap((cause) =>
        curves.map((group) =>
          incidenceAt(
            group,
            group.causes.find((d) => d.cause === cause)!,
            [year, 2 * year, 5 * year]
          ).map((d) => Number(d!.estimate.toPrecision(6)))
        )
      );
      expect(at).toEqual([
        [0.335246, 0.439984, 0.501295],
        [0.263302, 0.371407, 0.436504],
        [0.0896459, 0.11734, 0.135433],
        [0.0651009, 0.0861891, 0.104698]
      ]);
      const tests = grayTest(cir).map(({chisq, p}) => [Number(chisq!.toPrecision(6)), Number(p!.toPrecision(5))]);
      expect(tests).toEqual([
        [5.20384, 0.022537],
        [1.12821, 0.28816]
      ]);
      const nrm = endpoint("NRM");
      expect(tally(nrm.status)).toEqual({0: 489, 1: 165, 2: 615});
    });
  });

  describe("genes", () => {
    it("have the frequencies of the clinical columns, over the patients tested", () => {
      const rows = data.rows("summary_alterations").filter((d) => d.source_id === null);
      const counts = Object.fromEntries(rows.map((d) => [String(d.alteration), [d.n_mutated, d.n_tested]]));
      expect(counts).toMatchObject({
        NPM1: [436, 1540],
        "FLT3-ITD": [341, 1540],
        "FLT3-TKD": [122, 1540],
        "FLT3-other": [83, 1540],
        CEBPA: [129, 1513],
        "CEBPA-biallelic": [73, 1513],
        "KMT2A-PTD": [78, 1373],
        DNMT3A: [357, 1540],
        NRAS: [263, 1540],
        SRSF2: [89, 1540]
      });
      for (const {n_mutated, n_tested} of rows) expect(Number(n_mutated)).toBeLessThanOrEqual(Number(n_tested));
    });

    /** Patients with a driver call, for the genes most often mutated. */
    function carriers(classes: readonly string[]): Record<string, number> {
      const patients = new Map<string, Set<Cell>>();
      for (const {gene_symbol, patient_id, call_class, qc} of data.rows("mutations")) {
        if (qc !== "pass" || !classes.includes(String(call_class))) continue;
        const gene = String(gene_symbol);
        if (!patients.has(gene)) patients.set(gene, new Set());
        patients.get(gene)!.add(patient_id);
      }
      return Object.fromEntries([...patients].map(([gene, set]) => [gene, set.size]));
    }

    // The reference counts FINAL_CALL "OK" only; "OK_" stands in one row, which changes no count here.
    it("are mutated in as many patients as in the reference", () => {
      expect(carriers(["oncogenic", "possible"])).toMatchObject({
        ...{FLT3: 509, NPM1: 435, DNMT3A: 357, NRAS: 263, TET2: 155, IDH2: 147, CEBPA: 137, RUNX1: 133, PTPN11: 119},
        ...{IDH1: 105, TP53: 98, SRSF2: 89, KMT2A: 79, WT1: 75, KRAS: 74, ASXL1: 70, KIT: 66, STAG2: 66, RAD21: 53},
        EZH2: 46
      });
      expect(carriers(["oncogenic"])).toMatchObject({
        ...{FLT3: 463, NPM1: 435, DNMT3A: 332, NRAS: 263, IDH2: 146, CEBPA: 137, TET2: 133, RUNX1: 127, PTPN11: 117},
        ...{IDH1: 105, TP53: 96, SRSF2: 86, KMT2A: 79, WT1: 75, KRAS: 68, ASXL1: 61, STAG2: 60, KIT: 57, EZH2: 41},
        RAD21: 39
      });
    });

    it("count the 161 patients without a call as tested", () => {
      expect(data.findings()["patients_without_record@AMLSG_Genetic.txt"]).toBe(161);
      const called = new Set(data.column("mutations", "patient_id"));
      const [tet2, ids] = [data.column("patient_features", "TET2"), data.column("patient_features", "patient_id")];
      const status = tally(tet2.filter((_, i) => !called.has(ids[i])));
      expect(status).toEqual({0: 161});
    });

    it("have the sources of FLT3-ITD and CEBPA compared", () => {
      const disagreements = data
        .rows("findings")
        .filter((d) => String(d.rule_id).startsWith("disagreement:") && d.n !== 0)
        .map((d) => [d.description, d.n]);
      expect(disagreements).toEqual([
        ["NPM1: mutated by clinical.NPM1, which decides, but not by calls", 1],
        ["FLT3-ITD: mutated by clinical.FLT3_ITD, which decides, but not by itd.FLT3_ITD_status", 26],
        ["FLT3-ITD: mutated by itd.FLT3_ITD_status, but not by clinical.FLT3_ITD, which decides", 59],
        ["FLT3-other: mutated by calls, but not by clinical.FLT3_other, which decides", 7],
        ["CEBPA: mutated by calls, but not by clinical.CEBPA, which decides", 8]
      ]);
    });

    it("have CEBPA by allele and by bZIP, which calls decide", () => {
      const rows = data.rows("patient_features");
      expect(tally(rows.map((d) => d["CEBPA-biallelic"]))).toEqual({0: 1440, 1: 73, null: 27});
      expect(tally(rows.map((d) => d["CEBPA-monoallelic"]))).toEqual({0: 1457, 1: 56, null: 27});
      // One patient has a call without codon and consequence.
      expect(tally(rows.map((d) => d["CEBPA-bZIP-inframe"]))).toEqual({0: 1462, 1: 77, null: 1});
      const zipper = rows.filter((d) => d["CEBPA-bZIP-inframe"] === 1);
      expect(tally(zipper.map((d) => `${String(d["CEBPA-biallelic"])}${String(d["CEBPA-monoallelic"])}`))).toEqual({
        "10": 52,
        "01": 18,
        "00": 7
      });
    });

    it("have TP53 in 98 patients, in 7 of them below a tenth of the reads", () => {
      const largest = new Map<Cell, number>();
      for (const {gene_symbol, patient_id, qc, vaf} of data.rows("mutations"))
        if (gene_symbol === "TP53" && qc === "pass")
          largest.set(patient_id, Math.max(largest.get(patient_id) ?? 0, Number(vaf)));
      expect([largest.size, [...largest.values()].filter((d) => d < 0.1).length]).toEqual([98, 7]);
    });

    it("have a ratio of FLT3-ITD from reads in 315 of 341 patients, at least a half in 60", () => {
      const itd = by("patient_features", "FLT3-ITD");
      const patients = data.rows("patients").filter((d) => itd(d.patient_id) === 1);
      const known = patients.flatMap((d) => (d.flt3_itd_allelic_ratio === null ? [] : [d]));
      const ratios = known.map((d) => Number(d.flt3_itd_allelic_ratio)).sort((a, b) => a - b);
      expect([patients.length, ratios.length, ratios.filter((d) => d >= 0.5).length]).toEqual([341, 315, 60]);
      expect(ratios[157]).toBeCloseTo(0.29, 2);
      expect(tally(known.map((d) => d.flt3_itd_ar_method))).toEqual({ngs_reads: 315});
    });

    it("have no column whose values contradict its unit or mix two", () => {
      const found = data.rows("findings").filter((d) => d.rule_id === "unit_suspect" || d.rule_id === "unit_mixed");
      expect(found.length).toBeGreaterThanOrEqual(18);
      for (const {n, description} of found) expect([description, n]).toEqual([description, 0]);
    });

    it("have protein changes in one writing, which three consequences contradict", () => {
      const found = data.findings();
      expect([found.hgvs_rewritten, found.consequence_differs]).toEqual([83, 3]);
      const forms = data
        .column("mutations", "hgvs_p")
        .filter((d) => d !== null)
        .map(String);
      expect(
        forms.filter((d) => !/^p\.(\?|[A-Z*]\d+(_[A-Z*]\d+)?([A-Z*]|fs(\*(\d+|\?))?|del|ins.+|delins.+|\?))$/.test(d))
      ).toEqual([]);
    });

    it("have variant allele frequencies as fractions and codons as numbers", () => {
      const vaf = data.column("mutations", "vaf").filter((d) => d !== null) as number[];
      expect(vaf).toHaveLength(3838 - 555);
      expect(Math.max(...vaf)).toBe(1);
      expect(tally(data.column("mutations", "qc"))).toEqual({pass: 3833, questionable: 5});
      expect(tally(data.column("mutations", "consequence"))).toMatchObject({ITD: 341, PTD: 78, null: 2});
      expect(data.table("value_status").rows).toBeGreaterThan(0);
    });
  });

  describe("karyotypes", () => {
    it("are failed, not done, missing and told in words apart", () => {
      expect(tally(data.column("cytogenetics", "status"))).toEqual({
        abnormal: 713,
        normal: 701,
        normal_insufficient: 2,
        failed: 103,
        not_done: 9,
        missing: 9,
        narrative: 3
      });
    });

    it("give flags over the patients in whom they could be evaluated", () => {
      expect(tally(data.column("cytogenetics", "t_8_21"))).toEqual({true: 63, false: 1361, null: 116});
      expect(tally(data.column("cytogenetics", "complex"))).toEqual({true: 159, false: 1271, null: 110});
      // The partner writes 0 also where there was no karyotype; what the curated column leaves open, the text may fill.
      expect(tally(data.column("cytogenetics", "t_9_11"))).toEqual({true: 18, false: 1405, null: 117});
      expect(tally(data.column("cytogenetics", "kmt2a_other"))).toEqual({true: 37, false: 1386, null: 117});
    });
  });

  describe("what was not used", () => {
    it("is every record of patients outside the cohort, listed with the reason and without an id", () => {
      const rejects = data.rows("rejects");
      expect(tally(rejects.map((d) => `${String(d.file)}: ${String(d.reason)}`))).toEqual({
        "AMLSG_Genetic.txt: patient not in the cohort": 70,
        "AMLSG_Karyotypes.txt: patient not in the cohort": 37
      });
      const outside = rejects.filter((d) => d.file === "AMLSG_Genetic.txt").map((d) => d.value);
      expect(new Set(outside).size).toBe(33);
      expect(JSON.stringify(rejects)).not.toMatch(/PD\d{3,5}[a-z]/);
    });

    it("adds up: rows of a file = used + refused", () => {
      const found = data.findings();
      const account = ["AMLSG_Clinical_Anon.csv", "AMLSG_Genetic.txt", "AMLSG_Karyotypes.txt", "AMLSG_FLT3ITD.txt"].map(
        (file) => [found[`rows_used@${file}`], found[`rows_refused@${file}`]]
      );
      expect(account).toEqual([
        [1540, 0],
        [3838, 70],
        [1537, 37],
        [1540, 0]
      ]);
    });

    it("is told apart by reason: the reasons of a variable add up to its missing values", () => {
      const status = data.rows("value_status");
      for (const name of ["patients", "mutations", "cytogenetics", "patient_features", "events", "outcomes"]) {
        for (const column of data.table(name).schema.columns) {
          const missing = data.column(name, column.name).filter((d) => d === null).length;
          const reasons = status.filter((d) => d.table === name && d.column === column.name);
          expect([name, column.name, reasons.reduce((sum, d) => sum + Number(d.n), 0)]).toEqual([
            name,
            column.name,
            missing
          ]);
        }
      }
    });

    it("is found by the quality rules", () => {
      const found = data.rows("findings");
      const n = (rule: string, words = "") =>
        found.filter((d) => d.rule_id === rule && String(d.description).includes(words)).map((d) => d.n);
      expect(n("gene_symbol_updated", "MLL →")).toEqual([80]);
      expect(n("gene_symbol_updated", "SFRS2")).toEqual([89]);
      expect(n("token_repaired", "misssense")).toEqual([2002]);
      expect(n("token_repaired", "OK_")).toEqual([1]);
      expect(n("columns_differ", "VAF")).toEqual([902]);
      expect(n("relapse_without_remission")).toEqual([4]);
      expect(n("alive_after_relapse")).toEqual([140]);
      expect(n("call_outside_panel")).toEqual([0]);
      expect(n("value_without_evidence")).toEqual([122]);
    });

    it("never is a karyotype or a raw id in any table", () => {
      for (const {schema, columns} of [
        ...new Set(["patients", "cytogenetics", "mutations", "rejects", "findings"])
      ].map(data.table))
        for (const {name, type} of schema.columns) {
          if (type !== "str" && type !== "id" && type !== "code") continue;
          const cells = Array.from(columns[name]).filter((d) => typeof d === "string");
          expect([schema.name, name, cells.find((d) => /\bPD\d{3,5}[a-z]\b|^4[0-9],X/.test(d))]).toEqual([
            schema.name,
            name,
            undefined
          ]);
        }
    });
  });
});
