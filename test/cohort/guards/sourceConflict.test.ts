import {describe, expect, it} from "vitest";
import {type LogEstimate, sourceConflict} from "../../../src/cohort/guards/sourceConflict.js";
import {followUpTable, type FollowUpTable, stratumOf, withoutStrata} from "../../../src/stats/followUpTable.js";
import {groupHazards} from "../../../src/stats/groupHazards.js";

const log = (ratio: number, lower: number, upper: number): LogEstimate => ({
  estimate: Math.log(ratio),
  lower: Math.log(lower),
  upper: Math.log(upper)
});
const sources = (...contrasts: (LogEstimate | null)[]) =>
  contrasts.map((contrast, i) => ({source: `Source ${i + 1}`, contrast}));

describe("sourceConflict(contrast)", () => {
  const clear = log(0.7, 0.6, 0.8);
  const unclear = log(0.9, 0.7, 1.2);

  it("is silent where pooled, stratified and sources agree, and with one source", () => {
    expect(sourceConflict({pooled: clear, stratified: clear, bySource: sources(clear, unclear)})).toBeNull();
    expect(sourceConflict({pooled: unclear, stratified: unclear, bySource: sources(unclear, unclear)})).toBeNull();
    expect(sourceConflict({pooled: clear, stratified: log(1.4, 1.2, 1.8), bySource: sources(clear)})).toBeNull();
    // Both close to 1: no direction to speak of.
    const [below, above] = [log(0.99, 0.8, 1.2), log(1.01, 0.8, 1.2)];
    expect(sourceConflict({pooled: below, stratified: above, bySource: sources(below, above)})).toBeNull();
  });

  it("names a difference in sign, in conclusion, and between sources", () => {
    const other = log(1.2, 0.9, 1.5);
    expect(sourceConflict({pooled: unclear, stratified: other, bySource: sources(other, other)})).toContain("opposite");
    expect(sourceConflict({pooled: clear, stratified: unclear, bySource: sources(clear, unclear)})).toBe(
      "Pooled over all sources the interval excludes 1, within sources it does not."
    );
    expect(sourceConflict({pooled: unclear, stratified: clear, bySource: sources(clear, unclear)})).toMatch(/^Within/);
    const opposed = sources(log(0.5, 0.4, 0.7), log(1.5, 1.2, 2));
    expect(sourceConflict({pooled: unclear, stratified: unclear, bySource: opposed})).toBe(
      "The sources contradict each other: the ratio is below 1 in Source 1 and above 1 in Source 2."
    );
    expect(sourceConflict({pooled: clear, stratified: null, bySource: sources(null, null)})).toContain("hardly ever");
  });
});

/**
 * Two sources in each of which group 1 has half the hazard of group 0. The second source has eight times the hazard of
 * the first and nearly all of group 1: pooled, group 1 looks worse. Times are quantiles of exponential distributions.
 */
function simpson(): FollowUpTable {
  const columns = {time: [] as number[], status: [] as number[], group: [] as number[], strata: [] as number[]};
  const add = (n: number, group: number, stratum: number, rate: number) => {
    for (let i = 0; i < n; ++i) {
      columns.time.push(Math.ceil(-Math.log(1 - (i + 0.5) / n) / rate));
      columns.status.push(1);
      columns.group.push(group);
      columns.strata.push(stratum);
    }
  };
  add(300, 0, 0, 0.001);
  add(60, 1, 0, 0.0005);
  add(60, 0, 1, 0.008);
  add(300, 1, 1, 0.004);
  return followUpTable(columns);
}

describe("Simpson’s paradox between two sources", () => {
  const table = simpson();
  const estimateOf = (of: FollowUpTable): LogEstimate => {
    const {estimate, lower, upper} = groupHazards(of).coefficients[0];
    return {estimate: estimate!, lower: Math.log(lower!), upper: Math.log(upper!)};
  };
  const bySource = [0, 1].map((s) => ({source: `Source ${s}`, contrast: estimateOf(stratumOf(table, s))}));
  const contrast = {pooled: estimateOf(withoutStrata(table)), stratified: estimateOf(table), bySource};

  it("has a pooled ratio above 1 and ratios of a half within the sources", () => {
    expect(Math.exp(contrast.pooled.estimate)).toBeGreaterThan(1.5);
    for (const {contrast: d} of bySource) expect(Math.exp(d.estimate)).toBeCloseTo(0.5, 1);
    expect(Math.exp(contrast.stratified.estimate)).toBeCloseTo(0.5, 1);
  });

  it("replaces the headline", () => {
    expect(sourceConflict(contrast)).toBe(
      "Pooled over all sources the groups differ in the opposite direction to that within sources."
    );
  });
});
