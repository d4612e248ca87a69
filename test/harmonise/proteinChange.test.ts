import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {proteinChange} from "../../loaders/harmonise/variants/proteinChange.js";

describe("proteinChange(text)", () => {
  // Spellings of one change, its canonical text, first codon, and whether the frame is kept.
  const spellings: [texts: string[], text: string, start: number | null, inFrame: boolean | null][] = [
    [["p.R882H", "R882H", "p.Arg882His", "p.(Arg882His)", "NP_072046.2:p.(Arg882His)"], "p.R882H", 882, true],
    [
      ["p.W288fs*12", "p.Trp288CysfsTer12", "p.W288Cfs*12", "p.W288CfsX12", "p.Trp288fsTer12"],
      "p.W288fs*12",
      288,
      false
    ],
    [["p.Q83fs", "p.Gln83fs"], "p.Q83fs", 83, false],
    [["p.S349fs*>140", "p.S349fs*?", "p.Ser349ProfsTer?"], "p.S349fs*?", 349, false],
    [["p.R213*", "p.R213X", "p.Arg213Ter", "R213*"], "p.R213*", 213, false],
    [["p.I836del", "p.I836delI", "p.Ile836del"], "p.I836del", 836, true],
    [["p.P95_R102del", "p.P95_R102delPPDSHHSR", "p.Pro95_Arg102del"], "p.P95_R102del", 95, true],
    [["p.Y599_D600dup", "p.Tyr599_Asp600dup"], "p.Y599_D600dup", 599, true],
    [["p.T310_Q311insKQ", "p.Thr310_Gln311insLysGln"], "p.T310_Q311insKQ", 310, true],
    [["p.T310_Q311ins(9)", "p.T310_Q311ins9"], "p.T310_Q311ins(9)", 310, true],
    [["p.L294_Y295ins*", "p.Leu294_Tyr295insTer"], "p.L294_Y295ins*", 294, false],
    [["p.E309>GRQ", "p.E309delinsGRQ", "p.Glu309delinsGlyArgGln"], "p.E309delinsGRQ", 309, true],
    [["p.N307_E309>K", "p.N307_E309delinsK", "p.N307_E309delNKEinsK"], "p.N307_E309delinsK", 307, true],
    [["p.K313delinsR", "p.K313>R", "p.K313R"], "p.K313R", 313, true],
    [["p.R5=", "p.Arg5=", "p.(Arg5=)", "p.R5R"], "p.R5=", 5, true],
    [["p.=", "p.(=)"], "p.=", null, true],
    [["p.*110Wext*17", "p.Ter110TrpextTer17"], "p.*110Wext*17", 110, null],
    [["p.M1?", "p.Met1?"], "p.M1?", 1, false],
    [["p.M1ext-5", "p.Met1ext-5"], "p.M1ext-5", 1, null],
    [["p.D835", "p.D835?", "p.Asp835?"], "p.D835?", 835, null],
    [["p.?", "?"], "p.?", null, null]
  ];
  it.each(spellings)("reads %j as %s", (texts, text, start, inFrame) => {
    for (const spelling of texts) expect(proteinChange(spelling)).toMatchObject({text, start, inFrame});
  });

  it("reads nothing into text that is no protein change", () => {
    for (const text of [
      "",
      "ITD",
      "na",
      "c.2645G>A",
      "p.",
      "p.R882",
      "R0H",
      "p.K313insA",
      "p.G5_A2del",
      "p.r882h",
      "exon 12"
    ])
      expect([text, proteinChange(text)?.kind ?? "none"]).toEqual([text, text === "p.R882" ? "unknown" : "none"]);
  });

  it("never throws, and gives a text that reads the same", () => {
    const residues = "ACDEFGHIKLMNPQRSTVWY*".split("");
    const words = [
      "1",
      "2",
      "30",
      "_",
      ">",
      "(",
      ")",
      "=",
      "?",
      "p.",
      "fs",
      "del",
      "ins",
      "dup",
      "ext",
      "Arg",
      "Ter",
      ...residues
    ];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words), {maxLength: 14}).map((d) => d.join(""))
    );
    fc.assert(
      fc.property(text, (d) => {
        const change = proteinChange(d);
        if (change) expect(proteinChange(change.text)).toEqual(change);
      }),
      {numRuns: 5000}
    );
  });

  it("is the same in one and three letters", () => {
    const three: Record<string, string> = {R: "Arg", H: "His", W: "Trp", L: "Leu", S: "Ser", E: "Glu", "*": "Ter"};
    const residue = fc.constantFrom(...Object.keys(three));
    fc.assert(
      fc.property(residue, residue, fc.integer({min: 1, max: 9999}), (a, b, i) => {
        expect(proteinChange(`p.${three[a]}${i}${three[b]}`)).toEqual(proteinChange(`p.${a}${i}${b}`));
        const frameshift = proteinChange(`${a}${i}fs*9`);
        // A frameshift whose first new codon is a stop is told as a stop.
        expect(proteinChange(`p.(${three[a]}${i}${three[b]}fsTer9)`)).toEqual(b === "*" ? null : frameshift);
      })
    );
  });
});
