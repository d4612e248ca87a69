import {describe, expect, it} from "vitest";
import {classifyBy, classOf, type Patient} from "./classifyBy.js";

describe("genomic classes of 2016", () => {
  const genomic = (patient: Patient) => classOf("nejm2016", patient);

  it("needs two chromatin or spliceosome genes beside another lesion, one alone", () => {
    expect(genomic({SRSF2: true})).toBe("chromatin_spliceosome");
    expect(genomic({SRSF2: true, STAG2: true})).toBe("chromatin_spliceosome");
    expect(genomic({SRSF2: true, NPM1: true})).toBe("npm1");
    expect(genomic({SRSF2: true, STAG2: true, NPM1: true})).toBe("ambiguous");
    expect(genomic({SRSF2: true, TP53: true})).toBe("tp53_aneuploidy");
    expect(genomic({SRSF2: true, complex: true})).toBe("tp53_aneuploidy");
    expect(genomic({SRSF2: true, STAG2: true, TP53: true})).toBe("ambiguous");
    expect(genomic({SRSF2: true, abn17p: true})).toBe("ambiguous");
  });

  it("counts KMT2A once, duplicated or mutated, and never as a fusion", () => {
    expect(genomic({"KMT2A-PTD": true})).toBe("chromatin_spliceosome");
    expect(genomic({"KMT2A-PTD": true, KMT2A: true, NPM1: true})).toBe("npm1");
    expect(genomic({"KMT2A-PTD": true, RUNX1: true, NPM1: true})).toBe("ambiguous");
    expect(genomic({kmt2a_other: true})).toBe("kmt2a");
    expect(genomic({t_9_11: true})).toBe("kmt2a");
    // One lesion, however it is written.
    expect(genomic({t_9_11: true, kmt2a_other: true})).toBe("kmt2a");
  });

  it("counts an aneuploidy only where nothing else classifies", () => {
    expect(genomic({minus7: true})).toBe("tp53_aneuploidy");
    expect(genomic({minus7: true, NPM1: true})).toBe("npm1");
    expect(genomic({minus7: true, ASXL1: true})).toBe("chromatin_spliceosome");
    expect(genomic({abn17p: true, NPM1: true})).toBe("ambiguous");
    expect(genomic({gain8: true})).toBe("no_drivers");
    expect(genomic({minusY: true})).toBe("no_drivers");
    expect(genomic({gain8: true, gain13: true})).toBe("tp53_aneuploidy");
  });

  it("takes IDH2-R172 only with none of the others", () => {
    expect(genomic({"IDH2-R172": true, DNMT3A: true})).toBe("idh2_r172");
    expect(genomic({"IDH2-R172": true, minus7: true})).toBe("tp53_aneuploidy");
    expect(genomic({"IDH2-R172": true, NPM1: true})).toBe("npm1");
  });

  it("tells drivers without a class from no drivers", () => {
    expect(genomic({DNMT3A: true})).toBe("no_class");
    expect(genomic({"FLT3-ITD": true})).toBe("no_class");
    expect(genomic({"CEBPA-monoallelic": true})).toBe("no_class");
    expect(genomic({t_9_22: true})).toBe("no_class");
    expect(genomic({"IDH2-other": true})).toBe("no_drivers");
    expect(genomic({})).toBe("no_drivers");
  });

  it("reads what is missing as absent, provisionally", () => {
    expect(classifyBy("nejm2016", {karyotype: null, NPM1: true})).toMatchObject({
      value: "npm1",
      status: "provisional",
      missing: ["karyotype"],
      possible: ["npm1", "ambiguous"]
    });
    // A second lesion cannot be undone.
    expect(classifyBy("nejm2016", {karyotype: null, NPM1: true, TP53: true})).toMatchObject({
      value: "ambiguous",
      status: "definite"
    });
  });
});

describe("ICC 2022", () => {
  const entity = (patient: Patient) => classOf("icc2022", patient);

  it("is read from above: rearrangements, NPM1, bZIP CEBPA, TP53, genes, cytogenetics", () => {
    const all = {TP53: true, "TP53.vaf": 0.4, RUNX1: true, gain8: true, bm_blasts: 60};
    expect(entity({...all, t_15_17: true, NPM1: true})).toBe("apl");
    expect(entity({...all, t_8_21: true, NPM1: true})).toBe("runx1_runx1t1");
    expect(entity({...all, t_9_11: true, kmt2a_other: true})).toBe("mllt3_kmt2a");
    expect(entity({...all, inv3: true, mecom_other: true})).toBe("gata2_mecom");
    expect(entity({...all, NPM1: true, "CEBPA-bZIP-inframe": true})).toBe("npm1");
    expect(entity({...all, "CEBPA-bZIP-inframe": true})).toBe("cebpa_bzip");
    expect(entity(all)).toBe("tp53");
    expect(entity({...all, "TP53.vaf": 0.09})).toBe("mr_gene");
    expect(entity({gain8: true})).toBe("mr_cytogenetics");
    expect(entity({"CEBPA-biallelic": true})).toBe("nos");
  });

  it("cuts at 10 and 20 % blasts, the higher of marrow and blood", () => {
    const nos = (bm_blasts: number, pb_blasts: number) => entity({bm_blasts, pb_blasts});
    expect([nos(9.9, 0), nos(10, 0), nos(19.9, 19), nos(20, 0), nos(5, 20), nos(5, 12)]).toEqual([
      "below_10",
      "mds_aml_nos",
      "mds_aml_nos",
      "nos",
      "nos",
      "mds_aml_nos"
    ]);
    expect(entity({bm_blasts: 15, pb_blasts: 2, TP53: true, "TP53.vaf": 0.3})).toBe("mds_aml_tp53");
    expect(entity({bm_blasts: 15, pb_blasts: 2, NPM1: true})).toBe("npm1");
    expect(entity({bm_blasts: 9, pb_blasts: 2, NPM1: true})).toBe("below_10");
    expect(entity({bm_blasts: 3, pb_blasts: 2, t_15_17: true})).toBe("apl");
    expect(entity({bm_blasts: 15, pb_blasts: 2, t_9_22: true})).toBe("mds_aml_nos");
  });

  it("presumes 20 % where no marrow was counted, provisionally", () => {
    expect(classifyBy("icc2022", {bm_blasts: null, pb_blasts: 3})).toMatchObject({
      value: "nos",
      status: "provisional",
      missing: ["bm_blasts"],
      possible: ["nos", "mds_aml_nos", "below_10"]
    });
    expect(classifyBy("icc2022", {bm_blasts: 15, pb_blasts: null})).toMatchObject({
      value: "mds_aml_nos",
      status: "provisional",
      possible: ["nos", "mds_aml_nos"]
    });
    expect(classifyBy("icc2022", {bm_blasts: null, pb_blasts: 40})).toMatchObject({value: "nos", status: "definite"});
  });

  it("says beside the class what came before", () => {
    const {value, qualifiers} = classifyBy("icc2022", {
      bm_blasts: 60,
      SRSF2: true,
      "aml_type.therapy_related": true
    });
    expect({value, qualifiers}).toEqual({value: "mr_gene", qualifiers: ["therapy_related"]});
    expect(classifyBy("icc2022", {bm_blasts: 60, "aml_type.secondary": null}).qualifiers).toEqual([]);
  });
});

describe("WHO 2022", () => {
  const entity = (patient: Patient) => classOf("who2022", patient);

  it("asks for no blasts where an abnormality defines, but for 20 % of BCR::ABL1, CEBPA and AML-MR", () => {
    const few = {bm_blasts: 8, pb_blasts: 0};
    expect(entity({...few, NPM1: true})).toBe("npm1");
    expect(entity({...few, inv3: true})).toBe("mecom");
    expect(entity({...few, t_8_16: true})).toBe("other_defined");
    for (const found of ["t_9_22", "CEBPA-biallelic", "SRSF2", "complex"])
      expect(entity({...few, [found]: true})).toBe("below_20");
    expect(entity({bm_blasts: 20, pb_blasts: 0, t_9_22: true})).toBe("bcr_abl1");
  });

  it("knows CEBPA on both alleles as well as single in the bZIP region", () => {
    expect(entity({"CEBPA-biallelic": true})).toBe("cebpa");
    expect(entity({"CEBPA-bZIP-inframe": true})).toBe("cebpa");
    expect(entity({"CEBPA-monoallelic": true})).toBe("differentiation");
  });

  it("has no class for TP53 and does not count RUNX1 or gain of 8 as myelodysplasia-related", () => {
    expect(entity({TP53: true, "TP53.vaf": 0.5})).toBe("differentiation");
    expect(entity({RUNX1: true})).toBe("differentiation");
    expect(entity({gain8: true})).toBe("differentiation");
    expect(entity({del11q: true})).toBe("mr");
    expect(entity({loss13q: true})).toBe("mr");
    expect(entity({"aml_type.secondary": true})).toBe("mr");
    expect(entity({"aml_type.therapy_related": true})).toBe("differentiation");
  });

  it("does not take KMT2A-PTD for a rearrangement", () => {
    expect(entity({"KMT2A-PTD": true})).toBe("differentiation");
    expect(entity({kmt2a_other: true})).toBe("kmt2a");
  });
});
