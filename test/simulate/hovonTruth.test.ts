import {describe, expect, it} from "vitest";
import {genomicClassifier} from "../../loaders/simulate/genomicClass.js";
import {isDta, residualKind} from "../../loaders/simulate/hovon/residualDisease.js";
import {chromosomeLengths} from "../../loaders/simulate/hovon/segments.js";
import {dutchDate, ruledDay} from "../../loaders/simulate/hovon/trialDates.js";
import {trialTruth} from "./trials.js";

const {truth, defects, inputs} = await trialTruth();
const {patients, otherDisease, expression} = truth;

describe("simulateTrials", () => {
  it("has 680 patients with acute leukaemia and 68 with myelodysplasia, with ids of their own", () => {
    expect(patients).toHaveLength(680);
    expect(otherDisease).toHaveLength(68);
    expect(new Set([...patients, ...otherDisease].map(({id}) => id)).size).toBe(748);
    expect(patients.every(({id, studyCode}) => id.startsWith(studyCode === "HOVON-102" ? "H102-" : "H042-"))).toBe(
      true
    );
  });

  it("draws genotypes from which the class can be derived again, none of them promyelocytic", () => {
    const names = [...new Set(patients.flatMap(({features}) => features))];
    const classify = genomicClassifier(names);
    const derived = patients.map(({features}) =>
      classify(Uint8Array.from(names, (name) => Number(features.includes(name))))
    );
    expect(derived).toEqual(patients.map(({genomicClass}) => genomicClass));
    expect(derived).not.toContain("t15_17");
    expect(patients.some(({features}) => features.includes("t_15_17"))).toBe(false);
  });

  it("sees mutations in the genes of the panel only", () => {
    const called = new Set(patients.flatMap(({mutations}) => mutations.map(({gene}) => gene)));
    expect([...called].filter((gene) => !inputs.panel.includes(gene))).toEqual([]);
    const unseen = patients.filter(({features}) => features.includes("NF1") || features.includes("EP300"));
    expect(unseen.length).toBeGreaterThan(0);
    expect(inputs.panel).toHaveLength(54);
  });

  it("orders the states of every course and the marrows after the cycles", () => {
    for (const {course} of patients) {
      const {osDays, remissionDay, relapseDay, responses, transplant} = course;
      expect(Number.isInteger(osDays) && osDays >= 1).toBe(true);
      if (remissionDay !== null) expect(remissionDay).toBeLessThanOrEqual(osDays);
      if (relapseDay !== null) {
        expect(relapseDay).toBeGreaterThan(remissionDay!);
        expect(relapseDay).toBeLessThanOrEqual(osDays);
      }
      if (transplant) expect(transplant.day).toBeLessThanOrEqual(osDays);
      responses.forEach(({cycle, day, response}, k) => {
        expect(day).toBeGreaterThan(0);
        expect(day).toBeLessThan(relapseDay ?? Infinity);
        expect(day).toBeLessThanOrEqual(osDays);
        if (k > 0) expect(day > responses[k - 1].day && cycle > responses[k - 1].cycle).toBe(true);
        expect(response.startsWith("CR")).toBe(remissionDay !== null && day >= remissionDay);
      });
    }
  });

  it("samples residual disease in remissions after cycle 2 only, and finds no mutation that was not there", () => {
    const sampled = patients.filter(({residual}) => residual !== null);
    expect(sampled.length).toBeGreaterThan(300);
    for (const {residual, course, mutations, missing} of sampled) {
      expect(course.responses.find(({cycle}) => cycle === 2)).toMatchObject({day: residual!.day});
      expect(course.remissionDay).toBeLessThanOrEqual(residual!.day);
      expect(course.relapseDay ?? Infinity).toBeGreaterThan(residual!.day);
      expect(missing).not.toContain("sequencing");
      for (const {vaf, residualVaf} of mutations)
        if (residualVaf !== null) expect(residualVaf).toBeLessThanOrEqual(vaf!);
    }
  });

  it("lets residual disease outside DNMT3A, TET2 and ASXL1 raise the hazard of relapse, and nothing but that", async () => {
    const {truth: without} = await trialTruth({
      inputs: (declared) => ({
        ...declared,
        parameters: {
          ...declared.parameters,
          residual: {...declared.parameters.residual, relapseFactor: {other: 1, dtaOnly: 1}}
        }
      })
    });
    const share = (list: typeof patients): number => {
      const group = list.filter(({residual, mutations}) => residual && residualKind(mutations) === "other");
      return group.filter(({course}) => course.relapseDay !== null).length / group.length;
    };
    expect(share(patients)).toBeGreaterThan(share(without.patients));
    const rest = (list: typeof patients) => list.map((patient) => ({...patient, course: null, residual: null}));
    expect(rest(without.patients)).toEqual(rest(patients));
    expect(["DNMT3A", "TET2", "ASXL1", "NPM1"].map(isDta)).toEqual([true, true, true, false]);
  });

  it("covers every chromosome with segments that agree with the karyotype but for those discordant on purpose", () => {
    const arrays = patients.filter(({segments}) => segments !== null);
    expect(arrays).toHaveLength(320);
    expect(arrays.filter(({isDiscordant}) => isDiscordant)).toHaveLength(10);
    for (const {segments, karyotype, isDiscordant, sex} of arrays) {
      const total = segments!.reduce((sum, {start, end}) => sum + end - start + 1, 0);
      const expected = Object.entries(chromosomeLengths).filter(([name]) => name !== "Y" || sex === "male");
      expect(total).toBe(expected.reduce((sum, [, length]) => sum + length, 0));
      if (isDiscordant) continue;
      const gain8 = segments!.some(({chromosome, log2Ratio}) => chromosome === "8" && log2Ratio > 0.2);
      expect(gain8).toBe(/\+8(?=[,[/]|$)/.test(karyotype.text));
      const loss7 = segments!.some(({chromosome, log2Ratio}) => chromosome === "7" && log2Ratio < -0.3);
      expect(loss7).toBe(/-7(?=[,[/]|$)|(?:del|add)\(7\)/.test(karyotype.text));
    }
  });

  it("draws expression with the marker genes of the classes", () => {
    expect(expression.genes).toHaveLength(1000);
    expect(expression.patients).toHaveLength(400);
    expect(new Set(expression.batches).size).toBe(3);
    const classOf = new Map(patients.map(({id, genomicClass}) => [id, genomicClass]));
    const mean = (gene: string, test: (name: string) => boolean): number => {
      const values = expression.values[expression.genes.indexOf(gene)];
      const chosen = values.filter((_, i) => test(classOf.get(expression.patients[i])!));
      return chosen.reduce((a, b) => a + b, 0) / chosen.length;
    };
    const shift = (gene: string, name: string) => mean(gene, (d) => d === name) - mean(gene, (d) => d !== name);
    expect(shift("HOXB3", "NPM1")).toBeGreaterThan(1);
    expect(shift("CD34", "NPM1")).toBeLessThan(-1);
    expect(shift("MECOM", "inv3")).toBeGreaterThan(2);
    expect(shift("RUNX1T1", "t8_21")).toBeGreaterThan(2);
    expect(shift("MYH11", "inv16")).toBeGreaterThan(2);
  });

  it("gives the same truth for the same seed and another for another", async () => {
    expect((await trialTruth()).truth).toEqual(truth);
    expect((await trialTruth({seed: 1})).truth.patients).not.toEqual(patients);
  });

  it("chooses different patients for every defect", () => {
    const {aliveAfterDeath, outOfRange, lostZeros, partialRelapse, partialRemission} = defects;
    const ids = [...aliveAfterDeath, ...outOfRange, ...partialRelapse, ...partialRemission].map(({id}) => id);
    expect([aliveAfterDeath, outOfRange, lostZeros, partialRelapse, partialRemission].map((d) => d.length)).toEqual([
      2, 6, 3, 6, 2
    ]);
    expect(new Set([...ids, ...lostZeros]).size).toBe(19);
  });
});

describe("dutchDate, ruledDay", () => {
  const day = (text: string) => Date.parse(text) / 86_400_000;
  it("writes zeros for what is not known", () => {
    expect(dutchDate(day("2008-12-31"))).toBe("31-12-2008");
    expect(dutchDate(day("2008-12-31"), "month")).toBe("00-12-2008");
    expect(dutchDate(day("2008-12-31"), "year")).toBe("00-00-2008");
  });
  it("takes the middle, or the first day that counts", () => {
    expect(ruledDay(day("2008-02-03"), "month", day("2008-01-01"))).toBe(day("2008-02-15"));
    expect(ruledDay(day("2008-02-03"), "year", day("2008-01-01"))).toBe(day("2008-07-01"));
    expect(ruledDay(day("2008-02-28"), "month", day("2008-02-20"))).toBe(day("2008-02-20"));
    expect(ruledDay(day("2008-02-03"), "month", day("2008-03-01"))).toBe(day("2008-02-15"));
  });
});
