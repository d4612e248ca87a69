import type {Random} from "../random.js";
import type {TrialParameters} from "./trialParameters.js";
import type {TrialPatientTruth} from "./trialTruth.js";

/** The next id of a trial: `H102-0457`. */
export function identifier(studyCode: string, numbers: Map<string, number>): string {
  const trial = studyCode.replace(/^HOVON-/u, "").replace(/\D$/u, "");
  const next = (numbers.get(trial) ?? 0) + 1;
  numbers.set(trial, next);
  return `H${trial.padStart(3, "0")}-${String(next).padStart(4, "0")}`;
}

/** Names what is not known of a patient. */
export function drawMissing({missing}: TrialParameters, random: Random): TrialPatientTruth["missing"] {
  const names = Object.keys(missing) as (keyof typeof missing)[];
  return names.filter((name) => random.chance(missing[name]));
}

/** `count` different numbers below `n`. */
export function choose(n: number, count: number, random: Random): Set<number> {
  const chosen = new Set<number>();
  while (chosen.size < Math.min(n, count)) chosen.add(random.integer(0, n - 1));
  return chosen;
}
