import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {karyotypeStatus} from "../../loaders/harmonise/karyotypeStatus.js";
import {surrogates} from "../../loaders/harmonise/surrogate.js";
import {tokenReader} from "../../loaders/harmonise/tokenReader.js";
import {applySteps, transformStep} from "../../loaders/harmonise/transforms.js";
import {acceptedUnits, unitFactor} from "../../loaders/harmonise/units.js";
import {vocabularies} from "../../src/model/vocabulary.js";

describe("unitFactor(from, to)", () => {
  it("converts what laboratories deliver", () => {
    expect(5.6 * unitFactor("mmol/L", "g/dL")).toBeCloseTo(9.024, 3);
    expect(12000 * unitFactor("/uL", "10*9/L")).toBe(12);
    expect(4 * unitFactor("ukat/L", "U/L")).toBe(240);
    expect(0.43 * unitFactor("1", "%")).toBe(43);
    expect(12 * unitFactor("mo", "d")).toBe(365.25);
  });

  it("refuses a unit of another quantity", () => {
    expect(() => unitFactor("g/dL", "10*9/L")).toThrow(new RangeError("unknown unit: g/dL"));
    expect(acceptedUnits("g/dL")[0]).toBe("g/dL");
  });
});

describe("karyotypeStatus(text)", () => {
  it.each([
    ["", "missing"],
    ["46,XX", "normal"],
    ["46,XY[20]", "normal"],
    ["46,XX[7]", "normal_insufficient"],
    ["46, XY", "normal"],
    ["46,XY,inv(9)(p11q13)c", "normal"],
    ["46,XX,9ph", "normal"],
    ["46,XX / FISH: t(15;17)", "normal"],
    ["47,XX,+8[1]/46,XX[19]", "normal"],
    ["45,X,-Y[2]/46,XY[18]", "normal"],
    ["45,X,-Y[3]/46,XY[17]", "abnormal"],
    ["47,XX,+8[2]/46,XX[3]", "abnormal"],
    ["45,XY,-7", "abnormal"],
    ["46,XY,t(8;21)(q22;q22)\r/46,XY", "abnormal"],
    ["44,XX,na,-12", "abnormal"],
    ["~49,X,add(X)(q28),del(2)(p23)", "abnormal"],
    ["45,-X,-Y,del(4)(q26q28)", "abnormal"],
    ["no metaphases", "failed"],
    ["Keine analysierbaren Metaphasen.", "failed"],
    ["no metaphases/ FISH: t(15;17)", "failed"],
    ["no analysis", "not_done"],
    ["komplexer Karyotyp", "narrative"]
  ])("reads %j as %s", (text, status) => expect(karyotypeStatus(text)).toBe(status));

  it("never fails on any text", () => {
    const known = new Set<string>(vocabularies.karyotypeStatus.map((term) => term.code));
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(known.has(karyotypeStatus(text))).toBe(true);
      })
    );
  });
});

describe("transformStep(transform)", () => {
  it("strips, extracts and replaces, and says where there is no value", () => {
    const run = (transform: Parameters<typeof transformStep>[0], text: string) =>
      applySteps([transformStep(transform)], text);
    expect(run({stripPrefix: "WGA_"}, "WGA_P1")).toBe("P1");
    expect(run({stripPrefix: "WGA_"}, "P1")).toBe("P1");
    expect(run({stripSuffix: "a"}, "P1a")).toBe("P1");
    expect(run({extract: "^chr(\\w+)$"}, "chr12")).toBe("12");
    expect(run({extract: "^chr(\\w+)$"}, "12")).toBeNull();
    expect(run({replace: {pattern: ",", with: ""}}, "1,234,567")).toBe("1234567");
    expect(run("firstInteger", "p.R882H")).toBe("882");
    expect(run("firstInteger", "p.?")).toBeNull();
    expect(run("upperCase", "xx")).toBe("XX");
  });
});

describe("tokenReader(column, rules, options)", () => {
  const number = (rules = {}, decimal = ".") =>
    tokenReader({name: "wbc", type: "f32", unit: "10*9/L", min: 0.1, max: 1000}, rules, {
      missing: {"": "UNKNOWN"},
      decimal
    });

  it("trims, then looks for whole missing tokens, then reads", () => {
    const read = number({unit: "10*9/L", missing: {na: "NOT_TESTED"}});
    expect(read(" 12.5 ")).toMatchObject({value: 12.5});
    expect(read("na")).toMatchObject({value: null, reason: "NOT_TESTED"});
    expect(read("na1")).toMatchObject({value: null, reason: "INVALID", refusal: {reason: "not a number"}});
    expect(read("")).toMatchObject({reason: "INVALID", refusal: {reason: "blank cell"}});
  });

  it("takes nothing for a number that is not one", () => {
    const read = number();
    for (const token of ["1e999", "Infinity", "NaN", "0x10", "1 2", "1,5", "<5", "1.2.3", "١٢"])
      expect(read(token)).toMatchObject({value: null, reason: "INVALID"});
  });

  it("never lets a value pass its limits", () => {
    const read = number({unit: "/uL"});
    fc.assert(
      fc.property(fc.double({noNaN: true, noDefaultInfinity: true}), (x) => {
        const {value} = read(String(x));
        expect(value === null || (typeof value === "number" && value >= 0.1 && value <= 1000)).toBe(true);
      })
    );
  });

  it("is not fooled by codes named like properties of objects", () => {
    const read = tokenReader(
      {name: "sex", type: "code", vocabulary: "sex"},
      {codes: {m: "male"}},
      {missing: {}, decimal: "."}
    );
    for (const token of ["constructor", "__proto__", "toString"])
      expect(read(token)).toMatchObject({value: null, refusal: {reason: "unknown code", expected: "one of m"}});
  });
});

describe("surrogates(study, source)", () => {
  it("are the same for the same key and differ by study, source and key", () => {
    const a = surrogates("s", "A");
    expect(a("P1")).toBe(surrogates("s", "A")("P1"));
    expect(a("P1")).toMatch(/^A-[0-9a-f]{16}$/);
    expect(
      new Set([a("P1"), a("P2"), surrogates("t", "A")("P1"), surrogates("s", "B")("P1").replace("B", "A")]).size
    ).toBe(4);
  });
});
