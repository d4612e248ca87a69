import {flagNames, otherAbnormality, rearrangements} from "./features.js";
import {hybridisationTail, type NotationHabits} from "./karyotypeNotation.js";
import type {BaselineTruth, KaryotypeTruth} from "./patientTruth.js";
import type {Random} from "./random.js";

/** An abnormality in ISCN, the chromosome by which it is ordered, and what it adds to the number of chromosomes. */
interface Abnormality {
  readonly text: string;
  readonly chromosome: number;
  readonly gain: -1 | 0 | 1;
}

/** How each flag may be written; the first is the usual form. */
const notations: Readonly<Record<string, readonly string[]>> = {
  t_8_21: ["t(8;21)(q22;q22)"],
  inv16: ["inv(16)(p13q22)", "inv(16)(p13q22)", "inv(16)(p13q22)", "t(16;16)(p13;q22)"],
  t_15_17: ["t(15;17)(q22;q12)", "t(15;17)(q22;q21)"],
  t_9_11: ["t(9;11)(p22;q23)"],
  kmt2a_other: ["t(6;11)(q27;q23)", "t(10;11)(p12;q23)", "t(11;19)(q23;p13)"],
  t_6_9: ["t(6;9)(p23;q34)"],
  inv3: ["inv(3)(q21q26)", "t(3;3)(q21;q26)"],
  t_9_22: ["t(9;22)(q34;q11)"],
  abn3q_other: ["t(3;12)(q26;p13)", "t(2;3)(p21;q26)"],
  loss5q: ["del(5)(q13q33)", "-5", "del(5)(q22q35)"],
  minus7: ["-7"],
  del7q: ["del(7)(q22)", "del(7)(q22q34)"],
  abn7_other: ["add(7)(p22)", "add(7)(p15)"],
  abn17p: ["-17", "del(17)(p12)", "add(17)(p11)"],
  gain8: ["+8"],
  del9q: ["del(9)(q13q22)", "del(9)(q21)"],
  gain11: ["+11"],
  loss4: ["del(4)(q21)", "-4"],
  loss12p: ["del(12)(p12)", "-12", "add(12)(p11)"],
  gain13: ["+13"],
  loss18q: ["-18", "del(18)(q21)"],
  del20q: ["del(20)(q11q13)", "-20"],
  gain21: ["+21"],
  gain22: ["+22"],
  minusY: ["-Y"]
};

/** Abnormalities that set no flag. */
const unnamed = [
  "add(1)(p36)",
  "del(13)(q12q14)",
  "t(2;14)(q22;q32)",
  "+19",
  "del(6)(q21)",
  "i(14)(q10)",
  "add(15)(p11)"
];
const fillers = ["-16", "add(15)(p11)", "+mar", "-14", "add(2)(q37)", "+19", "add(19)(q13)", "-10", "+mar"];

const primary = new Set(rearrangements.flatMap((flag) => notations[flag]));

/**
 * The karyotype of a patient in ISCN, as a laboratory would write it: complexes filled up to three abnormalities, one or
 * two clones (`idem`), cell counts, composite karyotypes, now and then a FISH result behind or a line break between
 * clones.
 *
 * @param notation how often the less usual ways of writing are taken, and a stream of its own that decides it; without
 *   it none is
 */
export function writeKaryotype(
  features: readonly string[],
  sex: BaselineTruth["sex"],
  random: Random,
  notation?: {readonly habits: NotationHabits; readonly random: Random}
): KaryotypeTruth & {readonly status: "normal" | "abnormal"} {
  const normal = sex === "male" ? "46,XY" : "46,XX";
  const usual = abnormalities(features, random);
  const items = notation ? withLossOf9(usual, notation.habits, notation.random) : usual;
  const tail = notation ? hybridisationTail(features, notation.habits, notation.random) : "";
  const style = {
    counted: random.chance(0.8),
    cells: random.integer(7, 18),
    rest: random.integer(2, 6),
    hasNormalClone: random.chance(0.35),
    evolves: random.chance(0.35),
    composite: random.chance(0.5),
    breaks: random.chance(0.08),
    fish: random.chance(0.06)
  };
  const cells = (n: number): string => (style.counted ? `[${n}]` : "");
  if (items.length === 0) return {status: "normal", text: `${normal}${cells(20)}${tail}`, abnormalities: []};

  const separator = style.breaks ? "/\n" : "/";

  // A later clone gains something beside what defines the disease; the stem has that.
  const later = items.filter(({text}) => text !== "-Y" && !primary.has(text)).slice(-1);
  const evolved = items.length >= 2 && items.length <= 4 && style.evolves && later.length > 0;
  const isComposite = items.length >= 4 && style.composite && !evolved;
  const stem = evolved ? items.filter((item) => item !== later[0]) : items;
  let text = clone(stem, sex, isComposite);
  text += isComposite ? `[cp${style.cells}]` : cells(style.cells);
  if (evolved) {
    // A loss is clonal in three metaphases, anything else in two.
    const seen = Math.max(style.rest, later[0].gain < 0 ? 3 : 2);
    text += `${separator}${46 + total(items)},idem,${later[0].text}${cells(seen)}`;
  }
  if (style.hasNormalClone) text += `${separator}${normal}${cells(style.rest)}`;
  const fish = style.fish && features.includes("loss5q") ? " / FISH: Verlust 5q31 in 42%" : tail;
  return {status: "abnormal", text: text + fish, abnormalities: items.map((item) => item.text)};
}

/** Some losses of 9q are losses of the whole chromosome. */
function withLossOf9(items: readonly Abnormality[], {lossOf9}: NotationHabits, random: Random): readonly Abnormality[] {
  const isWhole = random.chance(lossOf9);
  return items.map((item) => (isWhole && notations.del9q.includes(item.text) ? parseAbnormality("-9") : item));
}

function abnormalities(features: readonly string[], random: Random): Abnormality[] {
  const texts = new Set<string>();
  for (const flag of flagNames) {
    if (!features.includes(flag) || flag === "complex") continue;
    texts.add(random.pick(flag === otherAbnormality ? unnamed : notations[flag]));
  }
  if (features.includes("complex")) {
    const wanted = 3 + random.categorical([3, 3, 2, 2, 1]);
    while (texts.size < wanted) texts.add(random.pick(fillers));
  }
  return [...texts].map(parseAbnormality).sort((a, b) => a.chromosome - b.chromosome);
}

function parseAbnormality(text: string): Abnormality {
  const chromosome = /\d+/.exec(text)?.[0];
  return {
    text,
    chromosome: text === "-Y" ? 0 : text === "+mar" ? 99 : Number(chromosome),
    gain: text.startsWith("+") ? 1 : text.startsWith("-") ? -1 : 0
  };
}

function clone(items: readonly Abnormality[], sex: BaselineTruth["sex"], isComposite: boolean): string {
  const number = 46 + total(items);
  const modal = isComposite ? `${number - 1}~${number + 1}` : String(number);
  const losesY = items.some(({text}) => text === "-Y");
  const chromosomes = losesY ? "X" : sex === "male" ? "XY" : "XX";
  return [modal, chromosomes, ...items.map(({text}) => text)].join(",");
}

function total(items: readonly Abnormality[]): number {
  return items.reduce((sum, {gain}) => sum + gain, 0);
}
