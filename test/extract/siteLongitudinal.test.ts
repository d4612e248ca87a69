import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {expressionBytes, expressionMatrix} from "../../loaders/extract/longitudinal/expressionMatrix.js";
import {mrdGroup} from "../../loaders/extract/longitudinal/mrdGroup.js";
import {siteLongitudinal} from "../../loaders/extract/siteLongitudinal.js";
import type {Release} from "../../loaders/release/readRelease.js";
import type {LongitudinalSite, LongitudinalSource} from "../../src/model/siteLongitudinal.js";
import {
  classOf,
  coursePatients,
  expressionOf,
  longitudinalRows,
  measuredGenes
} from "../support/longitudinalRelease.js";
import {syntheticRelease} from "../support/syntheticRelease.js";

type Temporary = Release & {remove(): Promise<void>};

let release: Temporary;
let bare: Temporary;
let site: LongitudinalSite;
let source: LongitudinalSource;
beforeAll(async () => {
  [release, bare] = await Promise.all([syntheticRelease(longitudinalRows), syntheticRelease()]);
  site = siteLongitudinal(release);
  source = site.longitudinal[0];
});
afterAll(() => Promise.all([release.remove(), bare.remove()]));

const sampled = coursePatients.filter(({sampleDay}) => sampleDay !== null);
/** Product-limit incidence of relapse by hand: patients of one group as [days from the sample, status]. */
function incidenceByHand(patients: readonly (readonly [number, number])[]): Map<number, number> {
  const curve = new Map<number, number>();
  let [free, relapse] = [1, 0];
  for (const time of [...new Set(patients.map(([t]) => t))].sort((a, b) => a - b)) {
    const atRisk = patients.filter(([t]) => t >= time).length;
    const with1 = patients.filter(([t, s]) => t === time && s === 1).length;
    const any = patients.filter(([t, s]) => t === time && s !== 0).length;
    relapse += (free * with1) / atRisk;
    free *= 1 - any / atRisk;
    curve.set(time, relapse);
  }
  return curve;
}

describe("siteLongitudinal(release)", () => {
  it("shows the sources that have something, and none of a release without", () => {
    expect(site.longitudinal.map(({id}) => id)).toEqual(["A"]);
    expect(siteLongitudinal(bare).longitudinal).toEqual([]);
  });

  it("counts per gene the patients with a result, and those still mutated", () => {
    const persistence = source.persistence!;
    expect(persistence.sampled).toBe(sampled.length);
    for (const gene of ["NPM1", "DNMT3A", "TET2", "ASXL1", "NRAS"]) {
      const targets = sampled.flatMap(({targets: all}) => all.filter(([name]) => name === gene));
      const own = persistence.genes.find((d) => d.gene === gene)!;
      expect([own.patients, own.tested, own.found]).toEqual([
        targets.length,
        targets.filter(([, found]) => found !== null).length,
        targets.filter(([, found]) => found === true).length
      ]);
      expect(own.lower!).toBeLessThanOrEqual(own.share!);
      expect(own.pairs).toHaveLength(own.tested);
    }
    expect(persistence.genes.map(({isDta}) => isDta)).toEqual([true, true, true, false, false]);
    expect(persistence.detection).toEqual({lowest: 0.002, highest: 0.002});
  });

  it("does not count a gene that was not mutated at diagnosis", () => {
    expect(source.persistence!.genes.map(({gene}) => gene)).not.toContain("TP53");
    expect(source.persistence!.withoutDiagnosis).toBe(1);
  });

  it("joins allele frequencies of diagnosis and after; one that is not known is null", () => {
    const {pairs} = source.persistence!.genes.find(({gene}) => gene === "NPM1")!;
    expect(pairs.filter(({before}) => before === null)).toEqual([{before: null, after: null, found: false}]);
    const found = pairs.filter((d) => d.found).map(({before, after}) => [Number(before?.toFixed(6)), after]);
    expect(found).toEqual([
      [0.4, 0.02],
      [0.35, 0.01],
      [0.38, 0.1],
      [0.4, 0.2],
      [0.4, 0.3]
    ]);
  });

  it("sets patients apart by what persists over all their genes", () => {
    // By hand: non-DTA a01–a04, b01, b04, b05; DTA only a05–a08; none a09–a13, b02, b03; b06 and b07 cannot be told.
    expect(source.persistence!.told).toBe(18);
    expect(source.persistence!.overall.map(({code, found, tested}) => [code, found, tested])).toEqual([
      ["any", 11, 18],
      ["non_dta", 7, 18],
      ["dta_only", 4, 18]
    ]);
  });

  it("leaves out of the landmark who had an event before it, each patient for one reason", () => {
    const {excluded, n, sampled: all, groups, sampleDay} = source.landmark!;
    expect(Object.fromEntries(excluded.map(({reason, n: left}) => [reason, left]))).toEqual({
      no_sample_day: 0,
      no_remission: 2,
      relapsed: 1,
      died: 1,
      censored: 1,
      nothing_followed: 1,
      group_unknown: 1
    });
    expect(n + excluded.reduce((sum, d) => sum + d.n, 0)).toBe(all);
    expect(groups.map((d) => [d.code, d.n, d.relapses, d.deathsWithoutRelapse])).toEqual([
      ["non_dta", 4, 2, 1],
      ["dta_only", 4, 1, 1],
      ["none", 5, 1, 1]
    ]);
    expect(sampleDay).toEqual({median: 60, lowest: 58, highest: 70});
  });

  it("counts time from the sample and gives the competing-risks estimate", () => {
    for (const [code, ids] of [
      ["non_dta", ["a01", "a02", "a03", "a04"]],
      ["dta_only", ["a05", "a06", "a07", "a08"]],
      ["none", ["a09", "a10", "a11", "a12", "a13"]]
    ] as const) {
      const rows = ids.map((id) => coursePatients.find((d) => d.id === id)!);
      const expected = incidenceByHand(rows.map((d) => [d.remissionDay! + d.end[0] - d.sampleDay!, d.end[1]]));
      const {incidence, survival} = source.landmark!.groups.find((d) => d.code === code)!;
      expect(incidence.time).toEqual([...expected.keys()]);
      [...expected.values()].forEach((value, i) => expect(incidence.relapse.estimate[i]).toBeCloseTo(value, 12));
      expect(survival.events).toBe(rows.filter((d) => d.overall[1] === 1).length);
      expect(survival.time.at(-1)).toBe(Math.max(...rows.map((d) => d.overall[0] - d.sampleDay!)));
    }
  });

  it("compares the groups with the reference, with tests of their own", () => {
    const {hazards, gray, logRank} = source.landmark!;
    expect(hazards.map(({code}) => code)).toEqual(["non_dta", "dta_only"]);
    expect(hazards[0].ratio!).toBeGreaterThan(1);
    expect([gray.relapse.df, gray.death.df, logRank.df]).toEqual([2, 2, 2]);
  });

  it("keeps expression, batch and class of each patient in one order", () => {
    const expression = source.expression!;
    expect(expression.genes).toEqual(["CD34", "HOXA9", "MECOM"]);
    expect([expression.n, expression.platform, expression.batches]).toEqual([22, "Array E", ["batch 0", "batch 1"]]);
    expect(expression.batch.slice(0, 3)).toEqual([0, 1, 0]);
    expect(expression.classes.nejm2016).toEqual(coursePatients.map((_, i) => classOf(i)));
    expect(expression.first.gene).toBe("MECOM");
    expression.first.values.forEach((value, i) => expect(value).toBeCloseTo(expressionOf(0, i), 5));
  });

  it("writes the matrix gene by gene, and an empty one of a release without expression", () => {
    const bytes = expressionBytes(expressionMatrix(release));
    const view = new DataView(bytes.buffer);
    expect([view.getInt32(0, true), view.getInt32(4, true), bytes.byteLength]).toEqual([3, 22, 8 + 4 * 66]);
    source.expression!.genes.forEach((gene, g) => {
      const value = view.getFloat32(8 + 4 * (g * 22 + 5), true);
      expect(value).toBeCloseTo(expressionOf(measuredGenes.indexOf(gene), 5), 5);
    });
    expect([...expressionBytes(expressionMatrix(bare))]).toEqual(new Array(8).fill(0));
  });

  it("counts gains and losses of bins among those covered, small classes together", () => {
    const copyNumber = source.copyNumber!;
    const of = (label: string) => copyNumber.groups.nejm2016.find((d) => d.label === label)!;
    expect(copyNumber.groups.nejm2016.map(({label, n}) => [label, n])).toEqual([
      ["Class 1", 9],
      ["Class 2", 8],
      ["Other classes", 3]
    ]);
    copyNumber.bins.forEach(({chrom, start}, b) => {
      const tested = ["5", "7", "8"].includes(chrom) ? 9 : 0;
      expect(of("Class 1").tested[b]).toBe(tested);
      const lost = chrom === "7" ? 4 : chrom === "5" && start > 60_000_000 ? 3 : 0;
      expect(of("Class 1").loss[b]).toBe(lost);
      expect(of("Class 1").gain[b]).toBe(chrom === "8" ? 2 : 0);
    });
    expect(copyNumber.bins.filter(({chrom}) => chrom === "1")).toHaveLength(50);
  });

  it("sets copy numbers against the karyotype", () => {
    const row = (flag: string) => source.copyNumber!.agreement.find((d) => d.flag === flag)!;
    expect(row("minus7")).toMatchObject({
      both: 3,
      copyNumberOnly: 1,
      karyotypeOnly: 1,
      neither: 14,
      notEvaluable: 1
    });
    expect(row("loss5q")).toMatchObject({both: 3, copyNumberOnly: 0, karyotypeOnly: 0, kappa: 1});
    expect(row("gain8")).toMatchObject({both: 2, neither: 17});
    expect(row("del7q")).toMatchObject({both: 0, copyNumberOnly: 0, neither: 19, kappa: null});
  });

  it("can be sent as JSON without loss", () => {
    expect(JSON.parse(JSON.stringify(site))).toEqual(site);
  });
});

describe("mrdGroup(sample)", () => {
  const target = (isDta: boolean, found: boolean | null) => ({gene: "X", isDta, found, after: null, detection: null});

  it("is not told where a test without a result could change it, and told where it could not", () => {
    expect(mrdGroup({targets: [target(false, true), target(false, null)], any: true})).toBe("non_dta");
    expect(mrdGroup({targets: [target(true, true), target(false, null)], any: true})).toBeNull();
    expect(mrdGroup({targets: [target(true, true), target(true, null)], any: true})).toBe("dta_only");
    expect(mrdGroup({targets: [target(true, null), target(false, false)], any: null})).toBeNull();
  });

  it("takes the sample's summary where no gene was followed", () => {
    expect(mrdGroup({targets: [], any: false})).toBe("none");
    expect(mrdGroup({targets: [], any: true})).toBeNull();
  });
});
