import {describe, expect, it} from "vitest";
import {classifyBy, classOf} from "./classifyBy.js";

const normal = {normal: true};

describe("ELN 2010", () => {
  const group = (patient: Parameters<typeof classOf>[1]) => classOf("eln2010", patient);

  it("counts NPM1 without FLT3-ITD and CEBPA as favourable in a normal karyotype only", () => {
    expect(group({...normal, NPM1: true})).toBe("favourable");
    expect(group({...normal, NPM1: true, "FLT3-ITD": true})).toBe("intermediate_1");
    expect(group({...normal, CEBPA: true})).toBe("favourable");
    expect(group({...normal, CEBPA: true, "FLT3-ITD": true})).toBe("favourable");
    expect(group({gain8: true, NPM1: true})).toBe("intermediate_2");
    expect(group({gain8: true, CEBPA: true})).toBe("intermediate_2");
  });

  it("takes the genotypes of a normal karyotype that are left as intermediate-1", () => {
    expect(group(normal)).toBe("intermediate_1");
    expect(group({...normal, "FLT3-ITD": true})).toBe("intermediate_1");
    // Genes that later editions know.
    expect(group({...normal, TP53: true, RUNX1: true, ASXL1: true})).toBe("intermediate_1");
  });

  it("puts t(9;11) and other abnormalities into intermediate-2", () => {
    expect(group({t_9_11: true})).toBe("intermediate_2");
    expect(group({gain8: true})).toBe("intermediate_2");
    expect(group({t_9_22: true})).toBe("intermediate_2");
  });

  it("takes a recurrent rearrangement before the number of abnormalities", () => {
    expect(group({complex: true})).toBe("adverse");
    expect(group({t_9_11: true, complex: true})).toBe("intermediate_2");
    expect(group({t_8_21: true, complex: true, minus7: true})).toBe("favourable");
    expect(group({t_15_17: true})).toBe("favourable");
    expect(group({minus7: true, NPM1: true})).toBe("adverse");
  });

  it("cannot tell without a karyotype", () => {
    expect(classifyBy("eln2010", {karyotype: null, NPM1: true})).toMatchObject({
      value: null,
      status: "unresolved",
      ruleId: "needed",
      missing: ["karyotype"],
      possible: ["favourable", "intermediate_2", "adverse"]
    });
  });
});

describe("ELN 2017", () => {
  const risk = (patient: Parameters<typeof classOf>[1]) => classOf("eln2017", patient);

  it("calls a ratio of 0.5 high and anything below low", () => {
    const ratio = (itd_allelic_ratio: number, NPM1: boolean) =>
      risk({...normal, NPM1, "FLT3-ITD": true, itd_allelic_ratio});
    expect([0.05, 0.499, 0.5, 3].map((d) => ratio(d, true))).toEqual([
      "favourable",
      "favourable",
      "intermediate",
      "intermediate"
    ]);
    expect([0.05, 0.499, 0.5, 3].map((d) => ratio(d, false))).toEqual([
      "intermediate",
      "intermediate",
      "adverse",
      "adverse"
    ]);
  });

  it("reads a stratum cut at 0.7 as high above it, and leaves the rest open", () => {
    const stratum = (ratio: {from?: number; below?: number}) =>
      classifyBy("eln2017", {...normal, "FLT3-ITD": true, itd_allelic_ratio: ratio});
    expect(stratum({from: 0.7})).toMatchObject({value: "adverse", status: "definite"});
    expect(stratum({from: 0.05, below: 0.7})).toMatchObject({value: null, possible: ["intermediate", "adverse"]});
    expect(stratum({below: 0.5})).toMatchObject({value: "intermediate", status: "definite"});
  });

  it("lets mutated TP53 count at any frequency, and biallelic CEBPA before RUNX1", () => {
    expect(risk({...normal, NPM1: true, TP53: true, "TP53.vaf": 0.02})).toBe("adverse");
    expect(risk({...normal, "CEBPA-biallelic": true, RUNX1: true, ASXL1: true})).toBe("favourable");
    expect(risk({...normal, "CEBPA-monoallelic": true, "CEBPA-bZIP-inframe": true})).toBe("intermediate");
    expect(risk({...normal, NPM1: true, RUNX1: true})).toBe("favourable");
  });

  it("does not take KMT2A-PTD or loss of 11q for a KMT2A rearrangement", () => {
    expect(risk({...normal, "KMT2A-PTD": true})).toBe("intermediate");
    expect(risk({del11q: true})).toBe("intermediate");
    expect(risk({kmt2a_other: true})).toBe("adverse");
  });

  it("does not count abnormalities beside t(9;11), but heeds monosomy 7 and monosomal karyotypes", () => {
    expect(risk({t_9_11: true, complex: true})).toBe("intermediate");
    expect(risk({t_9_11: true, TP53: true})).toBe("intermediate");
    expect(risk({t_9_11: true, minus7: true})).toBe("adverse");
    expect(risk({t_8_21: true, monosomal: true, complex: true})).toBe("favourable");
    expect(risk({complex: true, hyperdiploid_only: true})).toBe("adverse");
  });
});

describe("ELN 2022", () => {
  const risk = (patient: Parameters<typeof classOf>[1]) => classOf("eln2022", patient);

  it("lets mutated TP53 count from 10 %", () => {
    expect(risk({...normal, TP53: true, "TP53.vaf": 0.0999})).toBe("intermediate");
    expect(risk({...normal, TP53: true, "TP53.vaf": 0.1})).toBe("adverse");
  });

  it("reads mutated TP53 without a frequency as adverse, provisionally", () => {
    expect(classifyBy("eln2022", {...normal, NPM1: true, TP53: true})).toMatchObject({
      value: "adverse",
      status: "provisional",
      ruleId: "tp53",
      why: ["TP53"],
      missing: ["TP53.vaf"],
      possible: ["favourable", "adverse"]
    });
  });

  it("does not look at the ratio", () => {
    for (const itd_allelic_ratio of [0.1, 0.9, null]) {
      expect(risk({...normal, NPM1: true, "FLT3-ITD": true, itd_allelic_ratio})).toBe("intermediate");
      expect(risk({...normal, "FLT3-ITD": true, itd_allelic_ratio})).toBe("intermediate");
    }
  });

  it("keeps to its conventions where the table is silent", () => {
    expect(risk({t_8_21: true, TP53: true, "TP53.vaf": 0.4}), "C1").toBe("favourable");
    expect(risk({...normal, NPM1: true, "FLT3-ITD": true, SRSF2: true}), "C2").toBe("adverse");
    expect(risk({t_9_11: true, ASXL1: true}), "C3").toBe("intermediate");
  });

  it("does not take trisomies alone for a complex karyotype", () => {
    expect(risk({complex: true})).toBe("adverse");
    expect(risk({complex: true, hyperdiploid_only: true})).toBe("intermediate");
    expect(risk({complex: true, t_9_11: true})).toBe("intermediate");
  });

  it("adds t(8;16) and other MECOM rearrangements, with NPM1 too", () => {
    expect(risk({t_8_16: true})).toBe("adverse");
    expect(risk({mecom_other: true, NPM1: true})).toBe("adverse");
    expect(risk({abn3q_other: true})).toBe("intermediate");
  });

  it.each(["ASXL1", "BCOR", "EZH2", "RUNX1", "SF3B1", "SRSF2", "STAG2", "U2AF1", "ZRSR2"])(
    "counts %s unless NPM1 without FLT3-ITD or bZIP CEBPA protects",
    (gene) => {
      expect(risk({...normal, [gene]: true})).toBe("adverse");
      expect(risk({...normal, [gene]: true, NPM1: true})).toBe("favourable");
      expect(risk({...normal, [gene]: true, "CEBPA-bZIP-inframe": true})).toBe("favourable");
      expect(risk({...normal, [gene]: true, "CEBPA-biallelic": true})).toBe("adverse");
    }
  );

  it("is provisional on molecular grounds where the karyotype could not be evaluated", () => {
    const {value, status, missing, possible} = classifyBy("eln2022", {karyotype: null, NPM1: true});
    expect({value, status, missing}).toEqual({value: "favourable", status: "provisional", missing: ["karyotype"]});
    expect(possible).toEqual(["favourable", "intermediate", "adverse", "apl"]);
  });

  it("is provisional where a mutated gene decides and NPM1 was not tested", () => {
    expect(classifyBy("eln2022", {...normal, SRSF2: true, NPM1: null})).toMatchObject({
      value: "adverse",
      status: "provisional",
      missing: ["NPM1"],
      possible: ["favourable", "adverse"]
    });
  });

  it("reads abnormalities that are seldom coded as absent, provisionally", () => {
    expect(classifyBy("eln2022", {...normal, monosomal: null, t_8_16: null, mecom_other: null})).toMatchObject({
      value: "intermediate",
      status: "provisional",
      possible: ["intermediate", "adverse"]
    });
  });

  it("takes a karyotype described as complex in words for complex", () => {
    expect(classifyBy("eln2022", {karyotype: null, complex: true})).toMatchObject({
      value: "adverse",
      status: "provisional",
      ruleId: "adverse_cytogenetics"
    });
  });
});
