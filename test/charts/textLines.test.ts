import {describe, expect, it} from "vitest";
import {textLines} from "../../src/charts/textLines.js";

describe("textLines(text, width)", () => {
  it("breaks at spaces, and a longer word after a hyphen, a slash or the sign of a fusion", () => {
    expect(textLines("AML with mutated NPM1", 80)).toEqual(["AML with", "mutated NPM1"]);
    expect(textLines("myelodysplasia-related gene", 106)).toEqual(["myelodysplasia-", "related gene"]);
    expect(textLines("AML with t(8;21)/RUNX1::RUNX1T1", 90)).toEqual(["AML with", "t(8;21)/", "RUNX1::", "RUNX1T1"]);
  });

  it("keeps a word of small letters whole where these have room, and breaks what has no such place anywhere", () => {
    expect(textLines("differentiation", 96)).toEqual(["differentiation"]);
    expect(textLines("ABCDEFGHIJKLMNOP", 66)).toEqual(["ABCDEFGHIJ", "KLMNOP"]);
    expect(textLines("", 100)).toEqual([""]);
  });
});
