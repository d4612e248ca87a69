import {describe, expect, it} from "vitest";
import {ishSignals} from "../../../loaders/harmonise/iscn/ishSignals.js";
import {karyotypeFlags} from "../../../loaders/harmonise/iscn/karyotypeFlags.js";
import {parseKaryotype} from "../../../loaders/harmonise/iscn/parseKaryotype.js";

describe("ishSignals", () => {
  it.each([
    ["(TP53x1)[66/200]", ["abn17p"]],
    ["(EGR1x1)[84/200]", ["del5q"]],
    ["(D7Z1x1)[120/200]", ["minus7"]],
    ["(D7Z1,D7S486)x1[120/200]", ["minus7"]],
    ["(D7Z1x2,D7S486x1)[120/200]", ["del7q"]],
    ["(D8Z2x3)[75/200]", ["gain8"]],
    ["(CBFBx2)(5'CBFB sep 3'CBFBx1)[151/200]", ["inv16"]],
    ["(RUNX1T1,RUNX1)x3(RUNX1T1 con RUNX1x2)[178/200]", ["t_8_21"]]
  ])("reads %s", (statement, flags) => {
    expect(ishSignals(statement)).toEqual(flags);
  });

  it("takes two signals of each probe for a normal result", () => {
    for (const statement of ["(ABL1,BCR)x2[200]", "(RUNX1T1x2,RUNX1x2)", "(D7Z1,D7S486)x2[200]", "(TP53x2)"])
      expect(ishSignals(statement)).toEqual([]);
  });

  it("leaves words to others", () => {
    for (const statement of [": Verlust 5q31 in 42%", " t(8;21)(q22;q22)(RUNX1T1+,RUNX1+)", "(negativ)", ""])
      expect(ishSignals(statement)).toBeNull();
  });

  it("is linear in the length of the text", () => {
    expect(ishSignals(`${"(".repeat(50_000)}x`)).toBeNull();
    expect(ishSignals("(A)".repeat(50_000))).toBeNull();
  });
});

describe("a karyotype with a result of hybridisation behind it", () => {
  it("is read as if it stood alone, and the result beside it", () => {
    const karyotype = parseKaryotype("46,XX,t(8;21)(q22;q22)[20].ish t(8;21)(q22;q22)(RUNX1T1+,RUNX1+)");
    expect(karyotype).toMatchObject({status: "abnormal", unparsed: [], metaphases: 20});
    expect(karyotype.evidence).toEqual([{method: "FISH", flag: "t_8_21"}]);
  });

  it("stays normal where every probe gives two signals", () => {
    const {flags} = karyotypeFlags(parseKaryotype("46,XY[20].nuc ish(ABL1,BCR)x2[200]"));
    expect(flags).toMatchObject({normal: true, t_9_22: false});
  });
});
