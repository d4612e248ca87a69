import type {Random} from "./random.js";

/** How often a laboratory writes a karyotype in one of the less usual ways; probabilities. */
export interface NotationHabits {
  /** A loss of 9q is a loss of the whole chromosome. */
  readonly lossOf9: number;
  /** The result of hybridisation stands behind the karyotype. */
  readonly hybridised: number;
}

/** What hybridisation shows of a lesion, by the forms of ISCN. */
const tails: Readonly<Record<string, readonly string[]>> = {
  t_8_21: [".ish t(8;21)(q22;q22)(RUNX1T1+,RUNX1+)", ".nuc ish(RUNX1T1,RUNX1)x3(RUNX1T1 con RUNX1x2)[178/200]"],
  inv16: [".nuc ish(CBFBx2)(5'CBFB sep 3'CBFBx1)[151/200]"],
  t_15_17: [".ish t(15;17)(q22;q12)(PML+,RARA+)"],
  loss5q: [".nuc ish(EGR1x1)[84/200]"],
  minus7: [".nuc ish(D7Z1x1)[120/200]"],
  abn17p: [".nuc ish(TP53x1)[66/200]"],
  gain8: [".nuc ish(D8Z2x3)[75/200]"]
};

/** Probes with two signals each: nothing found. */
const normalTails = [".nuc ish(ABL1,BCR)x2[200]", ".nuc ish(RUNX1T1,RUNX1)x2[200]", ".nuc ish(D7Z1,D7S486)x2[200]"];

/** What hybridisation adds behind a karyotype; empty where none was done. */
export function hybridisationTail(features: readonly string[], {hybridised}: NotationHabits, random: Random): string {
  const isDone = random.chance(hybridised);
  const lesion = Object.keys(tails).find((name) => features.includes(name));
  const tail = random.pick(lesion === undefined ? normalTails : tails[lesion]);
  return isDone ? tail : "";
}
