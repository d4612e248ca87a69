import type {Comparison} from "../../simulate/comparison.js";

/** What the figures of a part of the comparison are, before the words of the figure itself. */
const parts: Readonly<Record<string, string>> = {
  strata: "Randomised: ",
  genes: "Mutated, of those tested: ",
  "median time": "Median ",
  "hazard ratio": "Hazard ratio, "
};

/** Short forms of the comparison in a reader's words; longer ones first. */
const words: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^OS censored at transplant\b/u, "overall survival, censored at transplantation,"],
  [/^OS\b/u, "overall survival"],
  [/^EFS\b/u, "event-free survival"],
  [/^CIR\b/u, "relapse after remission"],
  [/^transplant$/u, "allogeneic transplantation at any time"],
  [/^transplant in first remission\b/u, "allogeneic transplantation in first remission"],
  [/^men\b/u, "male sex"],
  [/ at (\d+) y\b/u, " at $1 years"],
  [/, ITD, (favourable|intermediate|adverse)$/u, ", FLT3-ITD and $1 risk by ELN 2017"],
  [/, (midostaurin|placebo)$/u, ", $1 arm"]
];

/** A published figure in a reader's words: "Median overall survival, placebo arm". */
export function anchorLabel({block, quantity}: Pick<Comparison, "block" | "quantity">): string {
  const named = words.reduce((text, [pattern, by]) => text.replace(pattern, by), quantity);
  const label = `${parts[block] ?? ""}${named}`;
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** The unit of a published figure; empty for a ratio. */
export function anchorUnit({kind, quantity}: Pick<Comparison, "kind" | "quantity">): string {
  if (kind === "share") return "%";
  if (kind === "months") return "months";
  return kind === "median" && /\bage\b/u.test(quantity) ? "years" : "";
}
