import {describe, expect, it} from "vitest";
import {kruskalWallis} from "../../src/stats/kruskalWallis.js";
import {oneWayAnova, welchAnova} from "../../src/stats/oneWayAnova.js";
import {quantiles} from "../../src/stats/quantile.js";
import {smdBinary, smdContinuous, smdLevels} from "../../src/stats/standardisedDifference.js";
import {summariseValues} from "../../src/stats/summariseValues.js";
import type {TTestResult} from "../../src/stats/tTest.js";
import {tTest} from "../../src/stats/tTest.js";
import {wilcoxonRankSum} from "../../src/stats/wilcoxonRankSum.js";
import {Agreement} from "./agreement.js";
import {ratio} from "./ratio.js";
import {readReference} from "./referenceCases.js";

type Maybe = number | null;

interface Group {
  name: string;
  n: number;
  mean: Maybe;
  sd: Maybe;
  min: Maybe;
  max: Maybe;
  median: Maybe;
  quantile_probs: number[];
  quantile_type7: Maybe[];
  mean_ci95: [Maybe, Maybe];
}

type TTest = {t: number; df: number; p: number; ci95: [number, number]; mean_diff?: number} | {error: string};

interface Continuous {
  na_removed: number;
  groups: Group[];
  wilcoxon?: {W: number; p: Maybe; p_uncorrected: Maybe};
  welch?: TTest;
  student?: TTest;
  smd_continuous?: {smd: Maybe};
  kruskal?: {H: Maybe; df: number; p: Maybe};
  oneway_welch?: {F: number; df1: number; df2: number; p: number};
  anova?: {F: number; df1: number; df2: number; p: number; ss_between: number; ss_within: number};
}

interface Categorical {
  groups: string[];
  levels?: string[];
  p1: number | number[];
  p2: number | number[];
  smd: number;
}

interface Case {
  id: string;
  input: {value: (number | string | null)[]; group: (string | number | null)[]};
  expected: unknown;
}

const {cases} = readReference("statistics", "continuous.json") as {cases: Case[]};

describe("values against R", () => {
  const agreement = new Agreement("values");
  const compare = (id: string, field: string, ours: Maybe, theirs: Maybe): void => {
    const {actual, expected} = ratio(ours, theirs);
    agreement.compare(id, field, actual, expected);
  };

  function compareT(id: string, name: string, ours: TTestResult, theirs: TTest | undefined): void {
    if (!theirs) return;
    const nothing = {t: null, df: null, p: null, ci95: [null, null]};
    const {t, df, p, ci95} = "error" in theirs ? nothing : theirs;
    compare(id, `${name} t`, ours.t, t);
    compare(id, `${name} df`, ours.df, df);
    compare(id, `${name} p`, ours.p, p);
    compare(id, `${name} lower`, ours.lower, ci95[0]);
    compare(id, `${name} upper`, ours.upper, ci95[1]);
    if ("mean_diff" in theirs) compare(id, `${name} difference`, ours.difference, theirs.mean_diff!);
  }

  function compareGroup(id: string, values: Maybe[], theirs: Group): void {
    const ours = summariseValues(values);
    const field = (name: string) => `${theirs.name} ${name}`;
    compare(id, field("n"), ours.n, theirs.n);
    compare(id, field("mean"), ours.mean, theirs.mean);
    compare(id, field("sd"), ours.sd, theirs.sd);
    compare(id, field("min"), ours.min, theirs.min);
    compare(id, field("max"), ours.max, theirs.max);
    compare(id, field("median"), ours.median, theirs.median);
    compare(id, field("mean lower"), ours.meanLower, theirs.mean_ci95[0]);
    compare(id, field("mean upper"), ours.meanUpper, theirs.mean_ci95[1]);
    quantiles(values, theirs.quantile_probs).forEach((q, i) => {
      compare(id, field(`quantile ${theirs.quantile_probs[i]}`), q, theirs.quantile_type7[i]);
    });
    const quartile = (p: number) => theirs.quantile_type7[theirs.quantile_probs.indexOf(p)];
    compare(id, field("lower quartile"), ours.lowerQuartile, quartile(0.25));
    compare(id, field("upper quartile"), ours.upperQuartile, quartile(0.75));
  }

  function compareContinuous(id: string, {value, group}: Case["input"], expected: Continuous): void {
    const samples = expected.groups.map(({name}) => (value as Maybe[]).filter((_, i) => String(group[i]) === name));
    const used = expected.groups.reduce((sum, {n}) => sum + n, 0);
    compare(id, "removed", value.length - used, expected.na_removed);
    expected.groups.forEach((theirs, g) => compareGroup(id, samples[g], theirs));
    const [x, y] = samples;
    if (expected.wilcoxon) {
      const theirs = expected.wilcoxon;
      const ours = wilcoxonRankSum(x, y, {exact: false});
      compare(id, "W", ours.w, theirs.W);
      compare(id, "Wilcoxon p", ours.p, theirs.p);
      compare(
        id,
        "Wilcoxon p uncorrected",
        wilcoxonRankSum(x, y, {exact: false, correct: false}).p,
        theirs.p_uncorrected
      );
    }
    compareT(id, "Welch", tTest(x, y), expected.welch);
    compareT(id, "Student", tTest(x, y, {equalVariance: true}), expected.student);
    if (expected.smd_continuous) compare(id, "SMD", smdContinuous(x, y), expected.smd_continuous.smd);
    if (expected.kruskal) {
      const ours = kruskalWallis(samples);
      compare(id, "H", ours.h, expected.kruskal.H);
      compare(id, "H df", ours.df, expected.kruskal.df);
      compare(id, "H p", ours.p, expected.kruskal.p);
    }
    if (expected.oneway_welch) {
      const ours = welchAnova(samples);
      compare(id, "Welch F", ours.f, expected.oneway_welch.F);
      compare(id, "Welch df1", ours.df1, expected.oneway_welch.df1);
      compare(id, "Welch df2", ours.df2, expected.oneway_welch.df2);
      compare(id, "Welch F p", ours.p, expected.oneway_welch.p);
    }
    if (expected.anova) {
      const ours = oneWayAnova(samples);
      compare(id, "F", ours.f, expected.anova.F);
      compare(id, "F df1", ours.df1, expected.anova.df1);
      compare(id, "F df2", ours.df2, expected.anova.df2);
      compare(id, "F p", ours.p, expected.anova.p);
      compare(id, "SS between", ours.ssBetween, expected.anova.ss_between);
      compare(id, "SS within", ours.ssWithin, expected.anova.ss_within);
    }
  }

  function compareCategorical(id: string, {value, group}: Case["input"], expected: Categorical): void {
    const samples = expected.groups.map((name) => value.filter((v, i) => v !== null && group[i] === name));
    const levels = expected.levels ?? [0, 1];
    const [first, second] = samples.map((sample) => levels.map((level) => sample.filter((v) => v === level).length));
    const [n1, n2] = samples.map((sample) => sample.length);
    const share = (counts: number[], n: number) => counts.slice(expected.levels ? 0 : 1).map((c) => c / n);
    agreement.compare(id, "p1", share(first, n1), expected.p1);
    agreement.compare(id, "p2", share(second, n2), expected.p2);
    const smd = expected.levels ? smdLevels(first, second) : smdBinary(first[1], n1, second[1], n2);
    compare(id, "SMD", smd, expected.smd);
    // The first level is left out of the form; which one it is must not matter. With two levels the two agree.
    compare(id, "SMD, levels reversed", smdLevels(first.toReversed(), second.toReversed()), Math.abs(expected.smd));
  }

  const known = new Set(["na_removed", "groups", "wilcoxon", "welch", "student", "smd_continuous", "kruskal"]);
  for (const field of ["oneway_welch", "anova", "formula", "levels", "p1", "p2", "smd"]) known.add(field);

  for (const {id, input, expected} of cases) {
    it(id, () => {
      expect(Object.keys(expected as object).filter((field) => !known.has(field))).toEqual([]);
      if (id.startsWith("smd_")) compareCategorical(id, input, expected as Categorical);
      else compareContinuous(id, input, expected as Continuous);
    });
  }

  it("agrees on every case", () => agreement.settle(13));
});
