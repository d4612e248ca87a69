import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {harmonise} from "../../loaders/commands/harmonise.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {type ComputedReports, computeReports} from "../../loaders/report/computeReports.js";
import {reportContext, type ReportContext} from "../../loaders/report/reportContext.js";
import type {Estimate, ReportBlock} from "../../src/model/report.js";
import {blockOf, countsIn, membersOf} from "../support/reportBlocks.js";
import {absent, root, sharedData} from "../support/sharedData.js";

const dataDir = sharedData("amlsg");
const year = 365.25;
const examined = new Set(["overview", "mutations", "gene-npm1", "gene-flt3-itd", "class-nejm2016-inv16"]);

// Expected numbers: R 4.2.2, survival 3.5-3, cmprsk 2.2-11 on the same files, printed to six digits.
describe.skipIf(dataDir === undefined)(
  dataDir === undefined ? `reports on AMLSG, ${absent("amlsg")}` : "reports on AMLSG",
  () => {
    let context: ReportContext;
    let computed: ComputedReports;
    const out = mkdtempSync(join(tmpdir(), "hemiola-reports-"));
    beforeAll(async () => {
      const release = await readRelease(await harmonise({root, study: "amlsg", data: dataDir, out}));
      context = reportContext(release);
      computed = computeReports(release, root, ({id}) => examined.has(id));
    });
    afterAll(() => rmSync(out, {recursive: true, force: true}));

    const block = <K extends ReportBlock["kind"]>(
      report: string,
      id: string,
      kind: K
    ): Extract<ReportBlock, {kind: K}> => {
      const {result} = computed.reports.find((d) => d.result.id === report)!;
      const found = result.sections.flatMap(({blocks}) => blocks).find((d) => d.id === id);
      expect(found?.kind).toBe(kind);
      return found as Extract<ReportBlock, {kind: K}>;
    };
    const six = (value: number | null | undefined) => (value == null ? null : Number(value.toPrecision(6)));
    const ratio = ({estimate, lower, upper}: Estimate) => [estimate, lower, upper].map(six);

    it("gives overall survival as survfit does", () => {
      const [all] = block("overview", "os", "survival").groups;
      expect([all.n.n, all.events.n]).toEqual([1540, 904]);
      expect(six(all.median.estimate! / year)).toBe(2.32717);
      expect(all.at.map((d) => d?.estimate?.toFixed(3))).toEqual(["0.690", expect.any(String), "0.414"]);
    });

    it("gives the log-rank tests and hazard ratios of NPM1 and FLT3-ITD", () => {
      const npm1 = block("gene-npm1", "os", "survival");
      expect(npm1.groups.map(({n, events}) => [n.n, events.n])).toEqual([
        [436, 230],
        [1104, 674]
      ]);
      expect(six(npm1.test?.statistic)).toBe(9.998);
      expect(ratio(npm1.contrasts[0].hazardRatio)).toEqual([0.785762, 0.676444, 0.912746]);
      const itd = block("gene-flt3-itd", "os", "survival");
      expect(six(itd.test?.statistic)).toBe(16.1448);
      expect(ratio(itd.contrasts[0].hazardRatio)).toEqual([1.36124, 1.17047, 1.58311]);
    });

    it("gives the cumulative incidence of relapse and death in remission by NPM1, with Gray’s tests", () => {
      const made = blockOf(context, "incidence", {kind: "incidence", groups: {by: "NPM1"}, years: ["1", "2", "5"]});
      const at = (code: string, cause: number) =>
        made.groups.find((d) => d.code === code)!.causes[cause].at.map((d) => six(d?.estimate));
      expect(made.population.n).toBe(1269);
      expect(at("wild_type", 0)).toEqual([0.335246, 0.439984, 0.501295]);
      expect(at("mutated", 0)).toEqual([0.263302, 0.371407, 0.436504]);
      expect(at("wild_type", 1)).toEqual([0.0896459, 0.11734, 0.135433]);
      expect(at("mutated", 1)).toEqual([0.0651009, 0.0861891, 0.104698]);
      expect(made.tests.map((d) => six(d?.statistic))).toEqual([5.20384, 1.12821]);
    });

    it("counts genes in the patients tested", () => {
      const {rows} = block("mutations", "frequencies", "counts");
      const share = (label: string) => {
        const cell = rows.find((d) => d.label === label)?.cells[0];
        return [cell?.count.n, cell?.of.n];
      };
      expect(share("NPM1")).toEqual([436, 1540]);
      expect(share("FLT3-ITD")).toEqual([341, 1540]);
      expect(share("FLT3-TKD")).toEqual([122, 1540]);
      expect(share("CEBPA")).toEqual([129, 1513]);
      expect(share("CEBPA-biallelic")).toEqual([73, 1513]);
    });

    it("says what is known of these patients, and every sentence is supported", () => {
      const {result} = computed.reports.find((d) => d.result.id === "overview")!;
      const sentences = [...result.answer, ...result.sections.flatMap(({claims}) => claims)];
      expect(sentences.map(({id}) => id)).toEqual(["patients", "median-survival", "age-at-60", "reclassified", "eln-adverse", "relapse-and-nrm"]); // prettier-ignore
      expect(sentences.find(({id}) => id === "median-survival")?.text).toMatch(/is 27\.9 months \(95 % CI .*five\s+years 41 % /); // prettier-ignore
      expect(sentences.find(({id}) => id === "eln-adverse")?.text).toContain("hazard ratio 3.23 (");
      expect(computed.broken).toEqual([]);
      expect(computed.absent).toEqual([]);
      expect(computed.left).toContain("report sources is not made: fewer than 2 sources have patients in its cohort");
    });

    it("names people behind each count, as many as it says", () => {
      const counts = computed.reports.flatMap(({result}) => countsIn(result)); // prettier-ignore
      expect(counts.length).toBeGreaterThan(1000);
      expect(counts.filter((count) => membersOf(computed.context, count) !== count.n)).toEqual([]);
    });
  }
);
