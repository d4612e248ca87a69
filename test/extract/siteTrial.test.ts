import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {siteTrial} from "../../loaders/extract/siteTrial.js";
import type {Release} from "../../loaders/release/readRelease.js";
import type {Trial, TrialEndpoint} from "../../src/model/siteTrial.js";
import {coxFit} from "../../src/stats/coxFit.js";
import {readReference} from "../stats/referenceCases.js";
import {syntheticRelease} from "../support/syntheticRelease.js";
import {inventedPatients, type TrialPatient, trialRows} from "../support/trialRelease.js";

type Removable = Release & {remove(): Promise<void>};

interface Case<E> {
  readonly id: string;
  readonly input: Readonly<Record<string, readonly (number | string | null)[]>>;
  readonly expected: E;
}

function referenceCase<E>(file: string, id: string): Case<E> {
  const {cases} = readReference("statistics", file) as {cases: readonly Case<E>[]};
  return cases.find((d) => d.id === id)!;
}

const open: Removable[] = [];

async function trialOf(patients: readonly TrialPatient[]): Promise<Trial> {
  const release = await syntheticRelease(trialRows(patients));
  open.push(release);
  return siteTrial(release).trials[0];
}

const endpointOf = ({endpoints}: Trial, code: string): TrialEndpoint => endpoints.find((d) => d.endpoint === code)!;

afterAll(() => Promise.all(open.map((release) => release.remove())));

describe("a release without a randomised source", () => {
  it("has no trial", async () => {
    const release = await syntheticRelease();
    open.push(release);
    expect(siteTrial(release).trials).toEqual([]);
  });
});

/** The lung data of R's survival package as a trial: women get the drug, men the standard; performance status is the stratum. */
describe("a trial made of R's lung data", () => {
  const strict = referenceCase<{rho0: {chisq: number; p: number; expected: number[]}}>(
    "log-rank.json",
    "lung_sex_strat_ecog"
  );
  const lung = ({input: {time, status, group, stratum}}: typeof strict, stratified: boolean): TrialPatient[] =>
    time.map((days, i) => ({
      arm: group[i] === "female" ? "drug" : "standard",
      stratum: stratified && stratum[i] !== null ? `ecog ${stratum[i]}` : null,
      time: Number(days),
      died: status[i] === 1
    }));
  let stratified: Trial;
  let plain: Trial;

  beforeAll(async () => {
    stratified = await trialOf(lung(strict, true));
    plain = await trialOf(lung(strict, false));
  });

  it("has R's stratified log-rank test, one-sided in favour of the experimental arm", () => {
    const {contrast} = endpointOf(stratified, "OS");
    expect(contrast?.logRank?.method).toBe("stratified log-rank test");
    expect(contrast?.logRank?.statistic).toBeCloseTo(strict.expected.rho0.chisq, 9);
    expect(contrast?.logRank?.p).toBeCloseTo(strict.expected.rho0.p, 12);
    // Women have fewer events than expected.
    expect(contrast?.logRank?.oneSided).toBeCloseTo(strict.expected.rho0.p / 2, 12);
    expect(contrast?.withoutStratum).toBe(strict.input.stratum.filter((d) => d === null).length);
  });

  it("has R's hazard ratio and test of proportional hazards", () => {
    const {efron} = referenceCase<{
      efron: {hr: number[]; hr_lower95: number[]; hr_upper95: number[]; zph_km: {p: number[]}};
    }>("cox.json", "lung_sex").expected;
    const {hazardRatio, proportionalHazards, logRank} = endpointOf(plain, "OS").contrast!;
    expect(hazardRatio.estimate).toBeCloseTo(efron.hr[0], 7);
    expect(hazardRatio.lower).toBeCloseTo(efron.hr_lower95[0], 7);
    expect(hazardRatio.upper).toBeCloseTo(efron.hr_upper95[0], 7);
    expect(proportionalHazards).toBeCloseTo(efron.zph_km.p[0], 6);
    expect(logRank?.method).toBe("log-rank test");
  });

  it("has R's medians with limits on the log–log scale", () => {
    const {strata} = referenceCase<{
      strata: {name: string; quantiles: Record<string, {p: number[]; q: number[]; lower: number[]; upper: number[]}>}[];
    }>("kaplan-meier.json", "lung_by_sex").expected;
    ["female", "male"].forEach((name, a) => {
      const {q, lower, upper} = strata.find((d) => d.name === name)!.quantiles["log-log"];
      const {median} = endpointOf(plain, "OS").arms[a];
      expect([median.estimate, median.lower, median.upper]).toEqual([q[1], lower[1], upper[1]]);
    });
  });
});

describe("relapse and death without it", () => {
  it("are tested as cmprsk does, within strata", async () => {
    const {input, expected} = referenceCase<{gray: {stat: number[]; p: number[]}}>(
      "competing-risks.json",
      "mgus2_sex_strat_age"
    );
    const {time, status, group, stratum} = input;
    const patients = time.map((months, i): TrialPatient => {
      // Remission on day 1, so that the time from remission is that of the data.
      const end = Number(months) + 1;
      return {
        arm: group[i] === "F" ? "drug" : "standard",
        stratum: String(stratum[i]),
        remission: 1,
        relapse: status[i] === 1 ? end : null,
        time: end,
        died: status[i] === 2
      };
    });
    const {competing} = await trialOf(patients);
    expect(competing?.stratified).toBe(true);
    competing?.gray.forEach((test, c) => {
      expect(test?.chisq).toBeCloseTo(expected.gray.stat[c], 8);
      expect(test?.p).toBeCloseTo(expected.gray.p[c], 10);
    });
    expect(competing?.arms.reduce((sum, {n}) => sum + n, 0)).toBe(time.length);
    expect(competing?.arms.reduce((sum, {causes}) => sum + causes[0].events, 0)).toBe(
      status.filter((d) => d === 1).length
    );
  });
});

describe("an invented trial", () => {
  const patients = inventedPatients();
  let trial: Trial;

  beforeAll(async () => {
    trial = await trialOf([...patients, {...patients[0], itt: false}, {...patients[1], itt: true, stratum: null}]);
  });

  it("puts the control last, and degrees of a stratum in order", () => {
    expect(trial.arms.map(({code}) => code)).toEqual(["midostaurin", "placebo"]);
    expect(trial.strata.map(({code}) => code)).toEqual(["FLT3-ITD low", "FLT3-ITD high", "FLT3-TKD"]);
    expect(trial.strataLabel).toBe("FLT3 subtype");
  });

  it("counts everybody who was randomised, and analyses the intention-to-treat population", () => {
    expect(trial.flow.arms.map(({randomised}) => randomised)).toEqual([101, 101]);
    expect(trial.flow.arms.map(({itt}) => itt)).toEqual([100, 101]);
    expect(trial.flow.withoutStratum).toBe(1);
    const byStratum = trial.flow.strata.flat().reduce((sum, {randomised}) => sum + randomised, 0);
    expect(byStratum).toBe(201);
    expect(endpointOf(trial, "OS").arms.map(({curve}) => curve.n)).toEqual([100, 101]);
    expect(trial.flow.arms[0].safety).toBeNull();
    expect(trial.flow.arms[0].otherTreatment).toBe(0);
  });

  it("shows event-free survival by the trial's own definition", () => {
    const efs = endpointOf(trial, "EFS");
    expect(efs.definition).toBe("EFS_RATIFY");
    expect(efs.landmarkDay).toBe(60);
  });

  it("has an interaction test that equals separate models in each stratum against one", () => {
    const rows = patients.map(({arm, stratum, time, died}) => ({
      x: Number(arm === "midostaurin"),
      stratum,
      time,
      died
    }));
    const fit = (own: typeof rows, strata?: number[]) =>
      coxFit({
        time: own.map((d) => d.time),
        status: own.map((d) => Number(d.died)),
        x: [{name: "arm", values: own.map((d) => d.x)}],
        ...(strata ? {strata} : {})
      });
    const levels = trial.strata.map(({code}) => code);
    const apart = levels.map((level) => fit(rows.filter((d) => d.stratum === level)));
    const together = fit(
      rows,
      rows.map((d) => levels.indexOf(d.stratum!))
    );
    const chisq = 2 * (apart.reduce((sum, {loglik}) => sum + loglik[1], 0) - together.loglik[1]);
    const {interaction, subgroups, missing} = trial.forests[0].variables[0];
    expect(interaction?.chisq).toBeCloseTo(chisq, 6);
    expect(interaction?.df).toBe(2);
    expect(missing).toBe(1);
    subgroups.forEach(({hazardRatio}, s) => {
      expect(hazardRatio.estimate).toBeCloseTo(apart[s].coefficients[0].hazardRatio!, 8);
    });
  });

  it("divides at sex, the median age and NPM1 of those tested", () => {
    const labels = trial.forests[0].variables.map(({label}) => label);
    expect(labels).toEqual(["FLT3 subtype", "Sex", "Age, divided at the median", "NPM1, of those tested"]);
    const untested = [...patients, patients[1]].filter(({npm1}) => npm1 === null).length;
    expect(trial.forests[0].variables[3].missing).toBe(untested);
    for (const {subgroups, missing} of trial.forests[0].variables) {
      const n = subgroups.flatMap(({arms}) => arms.map((d) => d.n)).reduce((sum, d) => sum + d, 0);
      expect(n + missing).toBe(201);
    }
    expect(trial.forests[1].endpoint).toBe("EFS");
    expect(trial.forests[1].variables.map(({label}) => label)).toEqual(["FLT3 subtype"]);
  });

  it("counts remissions on or before the landmark, of all patients", () => {
    const {response} = trial;
    const itt = [...patients, patients[1]];
    ["midostaurin", "placebo"].forEach((arm, a) => {
      const own = itt.filter((d) => d.arm === arm);
      const remissions = own.filter(({remission}) => remission != null && remission <= 60).length;
      expect(response?.arms[a]).toMatchObject({remissions, n: own.length});
    });
    const [first, second] = response!.arms;
    const difference = first.remissions / first.n - second.remissions / second.n;
    expect(response?.contrast?.difference.estimate).toBeCloseTo(difference, 12);
    expect(response?.landmarkDay).toBe(60);
  });

  it("compares the arms at baseline without a test", () => {
    const age = trial.baseline.find(({variable}) => variable === "age_years")!;
    const sex = trial.baseline.find(({variable}) => variable === "sex")!;
    expect(age.smd).not.toBeNull();
    expect(sex.smd).toBeGreaterThanOrEqual(0);
    expect(trial.baseline.map(({variable}) => variable)).not.toContain("wbc");
    const npm1 = trial.baseline.find(({variable}) => variable === "NPM1");
    const tested = [...patients, patients[1]].filter(({npm1: state}) => state !== null);
    expect(npm1?.kind === "alteration" && npm1.arms.reduce((sum, d) => sum + d.tested, 0)).toBe(tested.length);
  });

  it("has restricted means up to 48 months, and a hazard ratio censored at transplantation", () => {
    const {restrictedMean} = endpointOf(trial, "OS").contrast!;
    expect(restrictedMean!.horizon / 30.4375).toBe(48);
    const [first, second] = restrictedMean!.arms;
    expect(restrictedMean!.difference.estimate).toBeCloseTo(first.estimate! - second.estimate!, 9);
    const [main, , censored, adjusted] = trial.sensitivity;
    expect(adjusted.label).toContain("changes with time");
    expect(adjusted.events).toBe(main.events);
    expect(adjusted.hazardRatio.estimate).not.toBe(main.hazardRatio.estimate);
    expect(main.hazardRatio.estimate).toBeCloseTo(endpointOf(trial, "OS").contrast!.hazardRatio.estimate!, 12);
    expect(censored.events).toBeLessThan(main.events);
  });
});

describe("three arms", () => {
  it("have curves, but no contrast", async () => {
    const patients = inventedPatients(90).map((patient, i) => ({...patient, arm: ["a", "b", "standard"][i % 3]}));
    const trial = await trialOf(patients);
    expect(trial.arms.map(({code}) => code)).toEqual(["a", "b", "standard"]);
    expect(trial.endpoints.map(({arms, contrast}) => [arms.length, contrast])).toEqual([
      [3, null],
      [3, null]
    ]);
    expect(trial.forests).toEqual([]);
    expect(trial.response?.contrast).toBeNull();
    expect(trial.baseline.every(({smd}) => smd === null)).toBe(true);
  });
});

describe("a trial with gaps", () => {
  it("counts patients without an outcome, by arm", async () => {
    const rows = trialRows(inventedPatients(40));
    const release = await syntheticRelease({
      ...rows,
      outcomes: rows.outcomes.filter(({patient_id}) => patient_id !== "r0001")
    });
    open.push(release);
    const [trial] = siteTrial(release).trials;
    expect(endpointOf(trial, "OS").missing).toEqual([0, 1]);
    expect(trial.flow.arms.map(({followed}) => followed)).toEqual([20, 19]);
  });

  it("has no hazard ratio where one arm has no events, and no section without remissions", async () => {
    const trial = await trialOf(
      ["drug", "placebo"].flatMap((arm) =>
        Array.from({length: 12}, (_, i) => ({arm, time: 100 + i, died: arm === "placebo" && i < 6, stratum: "one"}))
      )
    );
    expect(endpointOf(trial, "OS").contrast?.hazardRatio.estimate).toBeNull();
    expect(trial.strata).toHaveLength(1);
    expect(trial.forests.find(({endpoint}) => endpoint === "OS")?.variables).toEqual([]);
    expect(trial.competing).toBeNull();
    expect(trial.response).toBeNull();
  });
});
