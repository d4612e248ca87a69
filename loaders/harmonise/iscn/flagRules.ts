import type {KaryotypeItem, Operation, Rearrangement} from "./karyotype.js";

/** How one flag is found among the clonal, acquired abnormalities of a karyotype. */
export interface FlagRule {
  /** Chromosomes whose unreadable abnormalities could be this one. */
  readonly chromosomes: readonly string[];
  readonly test: (items: readonly KaryotypeItem[]) => boolean;
}

/** Bands that a rearrangement gives for a chromosome, at every place where it is named. */
function bandsAt({chromosomes, bands}: Rearrangement, chromosome: string): string[] {
  return chromosomes.flatMap((name, i) => (name === chromosome ? (bands[i] ?? []) : []));
}

/** True where one of the bands begins like the pattern, or no band is written at all. */
function atBand(part: Rearrangement, chromosome: string, pattern: RegExp): boolean {
  if (!part.chromosomes.includes(chromosome)) return false;
  return part.bands.length === 0 || bandsAt(part, chromosome).some((band) => pattern.test(band));
}

const parts = (items: readonly KaryotypeItem[], ...ops: readonly Operation[]): Rearrangement[] =>
  items.flatMap((item) => item.parts).filter(({op}) => ops.length === 0 || ops.includes(op));

const lost = (items: readonly KaryotypeItem[], chromosome: string): boolean =>
  items.some(({op, parts: [part]}) => op === "loss" && part.chromosomes[0] === chromosome) &&
  // −7,+der(7): the chromosome is not gone.
  !items.some(({op, sign, parts: [part]}) => op === "der" && sign === "+" && part.chromosomes[0] === chromosome);

/** An additional copy, whole or rearranged. */
const gained = (items: readonly KaryotypeItem[], chromosome: string): boolean =>
  items.some(({sign, parts: [part]}) => sign === "+" && part.chromosomes[0] === chromosome);

/** Rearranged in place (no additional copy) with loss of material of an arm. */
function armLost(
  items: readonly KaryotypeItem[],
  chromosome: string,
  arm: RegExp,
  ops: readonly Operation[] = ["del", "add", "der", "dic", "idic", "r"]
): boolean {
  return items.some(({sign, parts: [first, ...inner]}) => {
    if (sign === "+") return false;
    const named = [first, ...inner];
    if (first.op === "der" || first.op === "dic") {
      if (!ops.includes(first.op) || !first.chromosomes.includes(chromosome)) return false;
      return named.some(
        (part) => part.bands.length > 0 && part.op !== "ins" && bandsAt(part, chromosome).some((band) => arm.test(band))
      );
    }
    return named.some(
      (part) =>
        ops.includes(part.op) &&
        part.chromosomes[0] === chromosome &&
        bandsAt(part, chromosome).some((band) => arm.test(band))
    );
  });
}

const translocation = (a: string, bandA: RegExp, b: string, bandB: RegExp): FlagRule => ({
  chromosomes: [a, b],
  test: (items) => parts(items, "t").some((part) => a !== b && atBand(part, a, bandA) && atBand(part, b, bandB))
});

const any = /./;
const q = /^q/;
const p = /^p/;

const isT911 = (part: Rearrangement): boolean =>
  part.op === "t" && atBand(part, "9", /^p(?:13|2[12])/) && atBand(part, "11", /^q23/);

/** A rearrangement of 11q23 with a partner. */
const isKmt2a = (part: Rearrangement): boolean =>
  ["t", "ins", "dic"].includes(part.op) &&
  part.chromosomes.length > 1 &&
  bandsAt(part, "11").some((band) => /^q23/.test(band));

const isInv3 = (part: Rearrangement): boolean => {
  const bands = bandsAt(part, "3");
  const at26 = bands.some((band) => /^q26/.test(band));
  if (part.op === "inv" || (part.op === "ins" && part.chromosomes.every((name) => name === "3"))) {
    return at26 && bands.some((band) => /^q21|^p/.test(band));
  }
  return part.op === "t" && at26 && part.chromosomes.filter((name) => name === "3").length > 1;
};

const loss = (chromosome: string): FlagRule => ({
  chromosomes: [chromosome],
  test: (items) => lost(items, chromosome)
});
const gain = (chromosome: string): FlagRule => ({
  chromosomes: [chromosome],
  test: (items) => gained(items, chromosome)
});
const isochromosome = (part: Rearrangement, chromosome: string, arm: RegExp): boolean =>
  (part.op === "i" || part.op === "idic") && atBand(part, chromosome, arm);

const i17q = (items: readonly KaryotypeItem[]): boolean =>
  parts(items).some((part) => isochromosome(part, "17", /^q/) || (part.op === "idic" && atBand(part, "17", /^p/)));

const del5q = (items: readonly KaryotypeItem[]): boolean =>
  armLost(items, "5", q) ||
  items.some(({op, sign, parts: [part]}) => op === "r" && sign === "" && part.chromosomes[0] === "5");

const del7q = (items: readonly KaryotypeItem[]): boolean =>
  parts(items, "del").some((part) => bandsAt(part, "7").some((band) => q.test(band))) ||
  parts(items).some((part) => isochromosome(part, "7", /^p/) || (part.op === "idic" && atBand(part, "7", /^q/)));

const abn12p = (items: readonly KaryotypeItem[]): boolean =>
  parts(items, "del", "add", "t").some((part) => bandsAt(part, "12").some((band) => p.test(band)));

/** A derivative joined at the centromere of a long arm: its short arm is gone. */
const shortArmGone = (items: readonly KaryotypeItem[], chromosome: string): boolean =>
  items.some(
    ({op, sign, parts: named}) =>
      op === "der" &&
      sign === "" &&
      named[0].chromosomes.includes(chromosome) &&
      named.some((part) => part.chromosomes.length > 1 && bandsAt(part, chromosome).includes("q10"))
  );

const abn17p = (items: readonly KaryotypeItem[]): boolean =>
  lost(items, "17") ||
  i17q(items) ||
  shortArmGone(items, "17") ||
  items.some(
    ({op, sign, parts: [part]}) =>
      op === "der" && sign === "" && part.bands.length > 0 && bandsAt(part, "17").some((band) => p.test(band))
  ) ||
  parts(items, "del", "add", "dic", "t").some((part) => bandsAt(part, "17").some((band) => p.test(band)));

/**
 * The rule of every flag that a karyotype's abnormalities decide (CLASSIFICATIONS §7.5); complex and monosomal
 * karyotypes are counted elsewhere.
 */
export const flagRules: Readonly<Record<string, FlagRule>> = {
  t_8_21: translocation("8", any, "21", any),
  inv16: {
    chromosomes: ["16"],
    test: (items) =>
      parts(items, "inv").some((part) => atBand(part, "16", /^q22/)) ||
      parts(items, "t").some((part) => part.chromosomes.filter((name) => name === "16").length > 1)
  },
  t_15_17: translocation("15", /^q2/, "17", q),
  t_9_11: {chromosomes: ["9", "11"], test: (items) => parts(items).some(isT911)},
  kmt2a_other: {
    chromosomes: ["11"],
    test: (items) => parts(items).some((part) => isKmt2a(part) && !isT911(part))
  },
  t_6_9: translocation("6", /^p2/, "9", /^q34/),
  inv3: {chromosomes: ["3"], test: (items) => parts(items).some(isInv3)},
  mecom_other: {
    chromosomes: ["3"],
    test: (items) =>
      parts(items, "t", "ins", "dic").some(
        (part) =>
          !isInv3(part) &&
          part.chromosomes.some((name) => name !== "3") &&
          bandsAt(part, "3").some((band) => /^q26/.test(band))
      )
  },
  abn3q_other: {
    chromosomes: ["3"],
    test: (items) =>
      items.some(
        ({parts: named}) => !named.some(isInv3) && named.some((part) => bandsAt(part, "3").some((band) => q.test(band)))
      )
  },
  t_9_22: translocation("9", /^q34/, "22", /^q11/),
  t_8_16: translocation("8", /^p11/, "16", /^p13/),
  t_1_22: translocation("1", /^p13/, "22", /^q13/),
  nup98_r: {
    chromosomes: ["11"],
    test: (items) =>
      parts(items, "t", "inv", "ins").some((part) => bandsAt(part, "11").some((band) => /^p15/.test(band)))
  },
  minus5: loss("5"),
  del5q: {chromosomes: ["5"], test: del5q},
  loss5q: {chromosomes: ["5"], test: (items) => lost(items, "5") || del5q(items)},
  minus7: loss("7"),
  del7q: {chromosomes: ["7"], test: del7q},
  loss7q: {
    chromosomes: ["7"],
    test: (items) => lost(items, "7") || del7q(items) || armLost(items, "7", q)
  },
  abn7_other: {
    chromosomes: ["7"],
    test: (items) =>
      items.some(
        (item) => item.op !== "loss" && !del7q([item]) && item.parts.some(({chromosomes}) => chromosomes.includes("7"))
      )
  },
  minus17: loss("17"),
  i17q: {chromosomes: ["17"], test: i17q},
  abn17p: {chromosomes: ["17"], test: abn17p},
  gain8: {
    chromosomes: ["8"],
    test: (items) => gained(items, "8") || parts(items).some((part) => isochromosome(part, "8", /^q/))
  },
  gain11: gain("11"),
  gain13: gain("13"),
  gain21: gain("21"),
  gain22: gain("22"),
  del9q: {
    chromosomes: ["9"],
    test: (items) => lost(items, "9") || armLost(items, "9", q, ["del", "add", "der", "idic"])
  },
  loss4: {
    chromosomes: ["4"],
    test: (items) =>
      lost(items, "4") ||
      parts(items, "del", "add", "t", "ins").some((part) => bandsAt(part, "4").some((band) => q.test(band)))
  },
  del11q: {chromosomes: ["11"], test: (items) => armLost(items, "11", q, ["del"])},
  abn12p: {chromosomes: ["12"], test: abn12p},
  loss12p: {
    chromosomes: ["12"],
    test: (items) => lost(items, "12") || abn12p(items) || armLost(items, "12", p)
  },
  loss13q: {chromosomes: ["13"], test: (items) => lost(items, "13") || armLost(items, "13", q, ["del"])},
  loss18q: {chromosomes: ["18"], test: (items) => lost(items, "18") || armLost(items, "18", q, ["del", "add"])},
  del20q: {chromosomes: ["20"], test: (items) => lost(items, "20") || armLost(items, "20", q, ["del", "add"])},
  minusX: loss("X"),
  minusY: loss("Y"),
  idicXq13: {
    chromosomes: ["X"],
    test: (items) => parts(items, "idic").some((part) => bandsAt(part, "X").some((band) => /^q13/.test(band)))
  }
};
