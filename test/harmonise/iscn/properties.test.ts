import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Karyotype} from "../../../loaders/harmonise/iscn/karyotype.js";
import {karyotypeFlags} from "../../../loaders/harmonise/iscn/karyotypeFlags.js";
import {parseKaryotype} from "../../../loaders/harmonise/iscn/parseKaryotype.js";

const statuses = ["normal", "normal_insufficient", "abnormal", "failed", "not_done", "missing", "narrative"];

const fragment = fc.constantFrom(
  ..."46,XX|47,XY|45,X|,|/|;|[|]|(|)|[20]|[cp9]|idem|sl|t(8;21)|(q22;q22)|del(5)|(q13q33)|-7|+8|na|mar|?|~|\n|\r|FISH:|PCR|inv(16)|inc|dmin|der(17)|add(p11)|c|x2|2x| |no metaphases|komplex|<script>".split(
    "|"
  )
);
const scrambled = fc.array(fragment, {maxLength: 30}).map((list) => list.join(""));

/** Chromosome names in what was read, to check flags against. */
function named(karyotype: Karyotype): Set<string> {
  return new Set(karyotype.abnormalities.flatMap(({item}) => item.parts.flatMap((part) => part.chromosomes)));
}

describe("parseKaryotype(text) and karyotypeFlags(karyotype)", () => {
  it("read any text without throwing, in the terms of the model", () => {
    fc.assert(
      fc.property(
        fc.oneof(scrambled, fc.string({maxLength: 200}), fc.string({unit: "binary", maxLength: 60})),
        (text) => {
          const karyotype = parseKaryotype(text);
          expect(statuses).toContain(karyotype.status);
          const {flags} = karyotypeFlags(karyotype);
          for (const flag of Object.values(flags)) expect([true, false, null]).toContain(flag);
          for (const {start, end, text: piece} of karyotype.unparsed) expect(piece.length).toBe(end - start);
        }
      ),
      {numRuns: 5000}
    );
  });

  it("find nothing that is not written: a flag needs its chromosome among what was read", () => {
    fc.assert(
      fc.property(scrambled, (text) => {
        const karyotype = parseKaryotype(text);
        fc.pre(karyotype.evidence.length === 0 && !karyotype.saidComplex);
        const {flags} = karyotypeFlags(karyotype);
        const chromosomes = named(karyotype);
        const needs: Record<string, string[]> = {
          t_8_21: ["8", "21"],
          inv16: ["16"],
          minus7: ["7"],
          loss5q: ["5"],
          abn17p: ["17"],
          gain8: ["8"]
        };
        for (const [flag, list] of Object.entries(needs))
          if (flags[flag] === true) for (const name of list) expect(chromosomes.has(name)).toBe(true);
      }),
      {numRuns: 3000}
    );
  });

  it("say nothing of what could not be read: garbage behind a karyotype never adds an abnormality", () => {
    const words = fc
      .stringMatching(/^[a-z]{4,12}$/)
      .filter((word) => !/ploid|mar|inc|idem|dmin|failed|komplex|^fish$/.test(word));
    fc.assert(
      fc.property(words, (word) => {
        const karyotype = parseKaryotype(`46,XX,t(8;21)(q22;q22),${word}[20]`);
        const {flags} = karyotypeFlags(karyotype);
        expect(karyotype.unparsed.map((span) => span.text)).toEqual([word]);
        expect(flags.t_8_21).toBe(true);
        expect(
          Object.entries(flags)
            .filter(([, found]) => found === true)
            .map(([name]) => name)
        ).toEqual(["t_8_21"]);
        expect(flags.minus7).toBeNull();
      })
    );
  });

  it("take time in proportion to the length: no text is too long to be read", () => {
    for (const piece of ["46,XX,", "(", "t(8;21)(q22;q22),", "[1]/", "-7,", "? ", "na,", "FISH ", "\n", "]46,"]) {
      const text = `46,XX,${piece.repeat(Math.ceil(200_000 / piece.length))}`;
      expect(statuses).toContain(parseKaryotype(text).status);
    }
  }, 30_000);
});
