import type {TrialTerm} from "../../../src/model/siteTrial.js";

/** Arms that are the control wherever they occur, the first of them that does. */
const controls = ["placebo", "standard"];

/**
 * The arms of a trial, the control last: `placebo`, else `standard`, else the first in alphabetical order; the others in
 * alphabetical order before it.
 */
export function armOrder(codes: Iterable<string>): string[] {
  const arms = [...new Set(codes)].sort();
  const control = controls.find((code) => arms.includes(code)) ?? arms[0];
  return [...arms.filter((code) => code !== control), ...(control === undefined ? [] : [control])];
}

const degrees = ["low", "intermediate", "high"];

/** Strata in alphabetical order, but degrees by size: low, intermediate, high. */
export function strataOrder(codes: Iterable<string>): string[] {
  const key = (code: string) =>
    code.replaceAll(/\b(low|intermediate|high)\b/gi, (word) => String(degrees.indexOf(word.toLowerCase())));
  return [...new Set(codes)].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** What strata are: the gene that all their codes begin with (FLT3-TKD, FLT3-ITD low), else just strata. */
export function strataLabel(codes: readonly string[]): string {
  const stems = new Set(codes.map((code) => code.split("-", 1)[0]));
  const [stem] = stems;
  const shared = stems.size === 1 && codes.length > 1 && codes.every((code) => code.length > stem.length + 1);
  return shared ? `${stem} subtype` : "Randomisation stratum";
}

/** An arm's code as words. */
export function armTerm(code: string): TrialTerm {
  const words = code.replaceAll("_", " ");
  return {code, label: words.charAt(0).toUpperCase() + words.slice(1)};
}
