import {describe, expect, it} from "vitest";
import {complexExempt, flagNames, otherAbnormality, rearrangements} from "../../loaders/simulate/features.js";
import {genomicClassifier} from "../../loaders/simulate/genomicClass.js";
import type {PatientTruth} from "../../loaders/simulate/patientTruth.js";
import {registryTruth} from "./registry.js";

const {truth, calibration, parameters} = await registryTruth();
const {patients} = truth;

describe("simulateRegistry", () => {
  it("has the declared number of patients, with ids of their own", () => {
    expect(patients).toHaveLength(1540);
    expect(new Set([...patients, ...truth.outside].map(({id}) => id)).size).toBe(1540 + truth.outside.length);
    expect(patients.every(({id}) => /^SD\d{5}a$/.test(id))).toBe(true);
  });

  it("gives every class its published size", () => {
    for (const [name, {n}] of Object.entries(calibration.clinicalByClass)) {
      expect(patients.filter(({genomicClass}) => genomicClass === name)).toHaveLength(n);
    }
  });

  it("draws genotypes from which the class can be derived again", () => {
    const names = [...new Set(patients.flatMap(({features}) => features))];
    const classify = genomicClassifier(names);
    const wrong = patients.filter(
      ({features, genomicClass}) =>
        classify(Uint8Array.from(names, (name) => (features.includes(name) ? 1 : 0))) !== genomicClass
    );
    expect(wrong).toEqual([]);
  });

  it("keeps to the rules of cytogenetics", () => {
    const count = ({features}: PatientTruth, names: readonly string[]) =>
      names.filter((name) => features.includes(name)).length;
    const abnormalities = flagNames.filter((name) => name !== "complex");
    for (const patient of patients) {
      expect(count(patient, rearrangements)).toBeLessThanOrEqual(1);
      expect(patient.features.includes("minusY") && patient.sex === "female").toBe(false);
      const isExempt = count(patient, complexExempt) > 0;
      if (patient.features.includes("complex")) expect(isExempt).toBe(false);
      else if (!isExempt) expect(count(patient, abnormalities)).toBeLessThanOrEqual(2);
    }
  });

  it("writes karyotypes that agree with sex, flags and number of abnormalities", () => {
    for (const {karyotype, sex, features} of patients) {
      if (karyotype.status === "normal") expect(features.some((name) => flagNames.includes(name))).toBe(false);
      if (karyotype.status !== "abnormal") continue;
      const [first] = karyotype.text.split(/[/\n]/);
      expect(first).toMatch(sex === "male" ? /^\d\d(~\d\d)?,(XY,|X,-Y)/ : /^\d\d(~\d\d)?,XX,/);
      if (features.includes("gain8")) expect(karyotype.text).toContain("+8");
      if (features.includes("t_8_21")) expect(karyotype.text).toContain("t(8;21)");
      if (features.includes("minus7")) expect(karyotype.text).toContain("-7");
      if (!features.includes("gain8")) expect(karyotype.text).not.toContain("+8");
      if (features.includes("complex"))
        expect(karyotype.text.match(/[+-](?:\d|mar|Y)|\(\d[^)]*\)\(/g)!.length).toBeGreaterThanOrEqual(3);
      expect(features.some((name) => flagNames.includes(name) || name === otherAbnormality)).toBe(true);
    }
  });

  it("orders the states of every course", () => {
    for (const {course} of patients) {
      const {osDays, remissionDay, relapseDay, refractoryDay, efsDays, transplant} = course;
      expect(Number.isInteger(osDays) && osDays >= 1).toBe(true);
      if (remissionDay !== null) expect(remissionDay).toBeLessThanOrEqual(osDays);
      if (relapseDay !== null) {
        expect(remissionDay).not.toBeNull();
        expect(relapseDay).toBeGreaterThan(remissionDay!);
        expect(relapseDay).toBeLessThanOrEqual(osDays);
      }
      if (transplant) expect(transplant.day).toBeLessThanOrEqual(osDays);
      if (transplant?.phase === "CR1") {
        expect(transplant.day).toBeGreaterThan(remissionDay!);
        expect(transplant.day).toBeLessThan(relapseDay ?? Infinity);
      }
      const first = Math.min(refractoryDay ?? Infinity, relapseDay ?? Infinity, osDays);
      expect(efsDays).toBe(first);
      if (course.efsEvent === "Death_in_CR") expect(remissionDay).not.toBeNull();
      if (course.efsEvent === "Death_in_Induktion") expect(remissionDay).toBeNull();
    }
  });

  it("calls a mutation for every mutated gene, and only in those", () => {
    for (const {features, mutations} of patients) {
      const genes = features.filter((name) => !flagNames.includes(name));
      const called = mutations.filter(({isQuestionable}) => !isQuestionable).map(({feature}) => feature);
      expect([...new Set(called)].sort()).toEqual([...genes].sort());
    }
  });

  it("gives the same truth for the same seed and another for another", async () => {
    expect((await registryTruth()).truth).toEqual(truth);
    expect((await registryTruth({seed: 1})).truth.patients).not.toEqual(patients);
  });

  it("leaves every other block as it was when one block changes", async () => {
    const changed = await registryTruth({
      parameters: (declared) => ({
        ...declared,
        splenomegaly: 0.9,
        missing: {...declared.missing, ecog: 0.5},
        itd: {...declared.itd, callerExtra: 0.5}
      })
    });
    const rest = (list: readonly PatientTruth[]) =>
      list.map((patient) => ({
        ...patient,
        splenomegaly: null,
        itdCall: null,
        missing: patient.missing.filter((name) => name !== "ecog")
      }));
    expect(rest(changed.truth.patients)).toEqual(rest(patients));
    expect(changed.truth.patients).not.toEqual(patients);
  });

  it("holds the declared number of samples outside the cohort", () => {
    expect(truth.outside.filter(({mutations}) => mutations.length > 0)).toHaveLength(
      parameters.ids.outsideMutationSamples
    );
    expect(truth.outside.filter(({karyotype}) => karyotype !== null)).toHaveLength(parameters.ids.outsideKaryotypes);
  });
});
