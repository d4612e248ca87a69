import {describe, expect, it} from "vitest";
import {genomicClassifier} from "../../loaders/simulate/genomicClass.js";
import {randomiseArms} from "../../loaders/simulate/ratify/randomiseArms.js";
import {strata, type Stratum, type TrialPatient} from "../../loaders/simulate/ratify/ratifyTruth.js";
import {riskEln2017} from "../../loaders/simulate/ratify/riskEln2017.js";
import {classShares} from "../../loaders/simulate/ratify/subtypeCalibration.js";
import {Random} from "../../loaders/simulate/random.js";
import {ratifyTruth} from "./ratify.js";

const {truth, inputs} = await ratifyTruth();
const {patients} = truth;
const {calibration, parameters} = inputs;
const inStratum = (stratum: Stratum) => patients.filter((patient) => patient.stratum === stratum);
const count = (test: (patient: TrialPatient) => boolean) => patients.filter(test).length;

describe("simulateTrial", () => {
  it("has the published numbers of patients, in all, by arm and by stratum", () => {
    expect(patients).toHaveLength(717);
    expect(count(({arm}) => arm === "midostaurin")).toBe(360);
    expect(count(({arm}) => arm === "placebo")).toBe(357);
    expect(strata.map((stratum) => inStratum(stratum).length)).toEqual([162, 341, 214]);
    expect(count(({isSequenced}) => isSequenced)).toBe(475);
    expect(new Set(patients.map(({id}) => id)).size).toBe(717);
    expect(patients.every(({id}) => /^CPKC412A2301-\d{4}-\d{5}$/.test(id))).toBe(true);
  });

  it("balances the arms in every block of six within each stratum", () => {
    for (const stratum of strata) {
      const list = inStratum(stratum).map(({arm}) => arm);
      for (let i = 0; i + 6 <= list.length; i += 6)
        expect(list.slice(i, i + 6).filter((arm) => arm === "placebo")).toHaveLength(3);
      expect(new Set(list.map((_, i) => list.slice(i - (i % 6), i - (i % 6) + 6).join())).size).toBeGreaterThan(5);
    }
  });

  it("has a duplication with a ratio in its strata, a kinase domain mutation without one in the other", () => {
    for (const {stratum, features, allelicRatio} of patients) {
      expect(features.includes("FLT3_ITD")).toBe(stratum !== "TKD");
      expect(allelicRatio === null).toBe(stratum === "TKD");
      if (stratum === "TKD") expect(features).toContain("FLT3_TKD");
      else expect(allelicRatio).toBeGreaterThanOrEqual(0.05);
    }
  });

  it("puts the ratio on the side of the cut that the stratum names, but for about 2 %", () => {
    const itd = patients.filter(({stratum}) => stratum !== "TKD");
    const discordant = itd.filter(({stratum, allelicRatio}) => allelicRatio! >= 0.7 !== (stratum === "ITD_high"));
    expect(discordant.length).toBeGreaterThan(0);
    expect(discordant.length / itd.length).toBeLessThan(0.02 + 3 * Math.sqrt((0.02 * 0.98) / itd.length));
  });

  it("has no acute promyelocytic leukaemia, and genotypes from which the class can be derived again", () => {
    const names = [...new Set(patients.flatMap(({features}) => features))];
    expect(names).not.toContain("t_15_17");
    const classify = genomicClassifier(names);
    for (const {features, genomicClass} of patients)
      expect(classify(Uint8Array.from(names, (name) => (features.includes(name) ? 1 : 0)))).toBe(genomicClass);
  });

  it("keeps the calibrated shares of the classes over both kinds of mutation", () => {
    const {TKD, ITD} = classShares(calibration, parameters);
    const weights = calibration.classWeights.RATIFY;
    for (const [name, weight] of Object.entries(weights)) {
      expect(0.226 * TKD[name] + 0.774 * ITD[name]).toBeCloseTo(weight, 10);
      expect(ITD[name]).toBeGreaterThanOrEqual(0);
    }
    expect(TKD.inv16 / weights.inv16).toBeGreaterThan(2);
    expect(TKD.t6_9 / weights.t6_9).toBeLessThan(0.3);
  });

  it("keeps ages and blasts to what the trial required", () => {
    for (const {ageYears, labs} of patients) {
      expect(ageYears).toBeGreaterThanOrEqual(18);
      expect(ageYears).toBeLessThanOrEqual(60);
      expect(labs.bmBlasts).toBeGreaterThanOrEqual(20);
    }
  });

  it("orders the states of every course", () => {
    for (const {course, randomisedOn} of patients) {
      const {osDays, dead, remissionDay, relapseDay, transplant, efsDays, efsEvent} = course;
      expect(Number.isInteger(osDays) && osDays >= 1).toBe(true);
      if (!dead) expect(osDays).toBeGreaterThanOrEqual(36 * 30.4375 - 1);
      expect(randomisedOn + osDays).toBeLessThanOrEqual(84 * 30.4375);
      if (remissionDay !== null) expect(remissionDay).toBeLessThanOrEqual(60);
      if (relapseDay !== null) expect(relapseDay).toBeGreaterThan(remissionDay!);
      expect(relapseDay ?? 0).toBeLessThanOrEqual(osDays);
      if (transplant) expect(transplant.day).toBeLessThanOrEqual(osDays);
      if (transplant?.inFirstRemission) {
        expect(transplant.day).toBeGreaterThan(remissionDay!);
        expect(transplant.day).toBeLessThan(relapseDay ?? Infinity);
      }
      const failure = remissionDay === null && osDays >= 60 ? 60 : Infinity;
      expect(efsDays).toBe(Math.min(failure, relapseDay ?? Infinity, osDays));
      expect(efsEvent === null).toBe(!dead && relapseDay === null && failure === Infinity);
    }
  });

  it("sequences small variants of the sequenced only, one at least for every mutated gene", () => {
    for (const {isSequenced, mutations, features} of patients) {
      if (!isSequenced) expect(mutations).toEqual([]);
      expect(mutations.some(({variantType}) => variantType === "ITD" || variantType === "PTD")).toBe(false);
      if (isSequenced && features.includes("NPM1")) expect(mutations.map(({gene}) => gene)).toContain("NPM1");
    }
  });

  it("knows the genetic risk of about 58 % of those with a duplication", () => {
    const itd = patients.filter(({stratum}) => stratum !== "TKD");
    const known = itd.filter(({missing}) => !missing.includes("risk")).length / itd.length;
    expect(Math.abs(known - 318 / 549)).toBeLessThan(0.06);
  });

  it("gives the same truth for the same seed, and leaves other blocks as they were when one changes", async () => {
    const changed = await ratifyTruth({
      inputs: (declared) => ({
        ...declared,
        parameters: {...declared.parameters, transplant: {...declared.parameters.transplant, refractory: 0.1}}
      })
    });
    const rest = (list: readonly TrialPatient[]) =>
      list.map((patient) => ({...patient, course: {...patient.course, transplant: null}}));
    expect(rest(changed.truth.patients)).toEqual(rest(patients));
    expect(changed.truth.patients).not.toEqual(patients);
  });
});

describe("randomiseArms", () => {
  it("says so where no list can have the sizes", () => {
    const order = new Array<Stratum>(12).fill("TKD");
    expect(() => randomiseArms(order, 6, {midostaurin: 7, placebo: 5}, new Random(1, "arms"))).toThrow("invalid");
    expect(randomiseArms(order, 6, {midostaurin: 6, placebo: 6}, new Random(1, "arms"))).toHaveLength(12);
  });
});

describe("riskEln2017", () => {
  it.each([
    [["inv16", "TP53"], 0.9, "favourable"],
    [["NPM1"], 0.49, "favourable"],
    [["NPM1"], null, "favourable"],
    [["NPM1"], 0.5, "intermediate"],
    [[], 0.49, "intermediate"],
    [[], 0.5, "adverse"],
    [["NPM1", "complex"], null, "adverse"],
    [["RUNX1"], 0.1, "adverse"],
    [["t_9_11", "TP53"], 0.1, "intermediate"]
  ] as const)("takes %j with a ratio of %j for %s", (features, ratio, risk) => {
    expect(riskEln2017(features, ratio)).toBe(risk);
  });
});
