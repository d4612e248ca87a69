import {describe, expect, it} from "vitest";
import {coxFit} from "../../src/stats/coxFit.js";
import {proportionalHazardsTest} from "../../src/stats/coxZph.js";
import {followUpTable, groupsOf, groupTotals, stratumOf, withoutStrata} from "../../src/stats/followUpTable.js";
import {groupHazards} from "../../src/stats/groupHazards.js";
import {logRank, type LogRankData, logRankFromTable} from "../../src/stats/logRank.js";
import {pairwiseLogRank} from "../../src/stats/logRankPairs.js";

/** Patients of three groups in two strata, by a congruential generator that R can repeat; many ties. */
function patients(n: number): Required<LogRankData> {
  let seed = 7;
  const next = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const columns = {time: [] as number[], status: [] as number[], entry: [] as number[], group: [] as number[], strata: [] as number[]}; // prettier-ignore
  for (let i = 0; i < n; ++i) {
    const group = Math.floor(3 * next());
    const stratum = Math.floor(2 * next());
    const time = Math.ceil((-Math.log(next()) * 40) / (1 + 0.4 * group + stratum));
    columns.group.push(group);
    columns.strata.push(stratum);
    columns.time.push(time);
    columns.status.push(next() < 0.7 ? 1 : 0);
    columns.entry.push(Math.floor(time * next() * 0.8));
  }
  return columns;
}

const all = patients(240);
const {time, status, group, strata} = all;
const rightCensored = {time, status, group, strata};

function fitRows({time, status, group, strata, entry: start}: LogRankData) {
  const x = [1, 2].map((g) => ({
    name: `g${g}`,
    term: "group",
    values: Float64Array.from(group, (d) => Number(d === g))
  }));
  return coxFit({time, status, strata, x, ...(start && {start})});
}

describe("groupHazards(table)", () => {
  it.each([
    ["right-censored", rightCensored],
    ["with delayed entry", all],
    ["in one stratum", {...rightCensored, strata: undefined}]
  ])("equals the model of single rows, %s", (_, data) => {
    const [own, rows] = [groupHazards(followUpTable(data)), fitRows(data)];
    expect([own.n, own.events]).toEqual([rows.n, rows.events]);
    own.coefficients.forEach((d, j) => {
      expect(d.estimate).toBeCloseTo(rows.coefficients[j].estimate!, 9);
      expect(d.stdErr).toBeCloseTo(rows.coefficients[j].stdErr!, 9);
    });
    expect(own.likelihoodRatio.chisq).toBeCloseTo(rows.likelihoodRatio.chisq, 8);
    expect(own.score.chisq).toBeCloseTo(rows.score.chisq, 8);
    expect(own.wald.chisq).toBeCloseTo(rows.wald.chisq, 8);
    expect(own.proportionality?.chisq).toBeCloseTo(proportionalHazardsTest(rows)[0].chisq!, 8);
    expect(own.warnings).toEqual([]);
  });

  it("equals R’s coxph and cox.zph", () => {
    // R: coxph(Surv(entry, time, status) ~ factor(group) + strata(strata)), cox.zph(fit) on the same rows.
    const {coefficients, proportionality} = groupHazards(followUpTable(all));
    const estimates = [0.121232198046565, 0.376038361721673];
    const errors = [0.202380259236424, 0.195426900447734];
    coefficients.forEach((d, j) => {
      expect(d.estimate).toBeCloseTo(estimates[j], 12);
      expect(d.stdErr).toBeCloseTo(errors[j], 12);
    });
    expect(proportionality?.chisq).toBeCloseTo(0.570310160775831, 9);
    expect(proportionality?.df).toBe(2);
    expect(proportionality?.p).toBeCloseTo(0.751897640699581, 9);
  });

  it("has no ratio for a group without events, one without patients, or none at all", () => {
    const quiet = {time: [3, 5, 8, 9, 4], status: [1, 1, 0, 1, 0], group: [0, 0, 0, 0, 1]};
    expect(groupHazards(followUpTable(quiet)).coefficients[0]).toMatchObject({status: "infinite", hazardRatio: null});
    expect(groupHazards(followUpTable(quiet, 3)).coefficients[1]).toMatchObject({status: "aliased"});
    const none = groupHazards(followUpTable({...quiet, status: [0, 0, 0, 0, 0]}));
    expect(none.coefficients[0].hazardRatio).toBeNull();
    expect(none.warnings[0].kind).toBe("no-events");
    expect(none.proportionality).toBeNull();
  });
});

describe("followUpTable(data)", () => {
  it("gives the log-rank test of the rows, stratified, of pairs, of one stratum and without strata", () => {
    const table = followUpTable(all);
    const same = (a: {statistic: number; p: number; df: number}, b: typeof a) => {
      expect(a.statistic).toBeCloseTo(b.statistic, 9);
      expect(a.df).toBe(b.df);
    };
    same(logRankFromTable(table), logRank(all));
    expect(logRankFromTable(table).method).toBe("stratified log-rank test");
    same(logRankFromTable(withoutStrata(table)), logRank({...all, strata: new Uint8Array(240)}));
    for (const {a, b, statistic} of pairwiseLogRank(all)) {
      expect(logRankFromTable(groupsOf(table, [a, b])).statistic).toBeCloseTo(statistic, 9);
    }
    const second = all.strata as number[];
    const keep = second.flatMap((s, i) => (s === 1 ? [i] : []));
    const pick = (values: ArrayLike<number>) => keep.map((i) => values[i]);
    const {time, status, group, entry: from} = all;
    const rows = {time: pick(time), status: pick(status), group: pick(group), entry: pick(from)};
    same(logRankFromTable(stratumOf(table, 1)), logRank(rows));
    expect(groupTotals(table, 2, 1)).toEqual({
      n: rows.group.filter((g) => g === 2).length,
      events: rows.group.filter((g, i) => g === 2 && rows.status[i] === 1).length
    });
  });

  it("refuses what a log-rank test refuses", () => {
    expect(() => followUpTable({time: [1, -1], status: [1, 0], group: [0, 0]})).toThrow("invalid time at row 1");
    expect(() => followUpTable({time: [1], status: [1], group: [0], entry: [1]})).toThrow("invalid entry at row 0");
  });
});
