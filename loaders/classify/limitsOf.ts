import type {Condition} from "./condition.js";
import type {RuleTable} from "./ruleTableSchema.js";

/** A number is cut at so many limits at most: its values are bits of one 16-bit unit. */
export const mostLimits = 15;

/** The limits that a table compares each number with, ascending. */
export function limitsOf({rules, terms, presume, qualifiers, conventions}: RuleTable): Map<string, number[]> {
  const found = new Map<string, Set<number>>();
  const visit = (condition: Condition): void => {
    if ("number" in condition) {
      const {number, limit} = condition;
      found.set(number, (found.get(number) ?? new Set<number>()).add(limit));
    } else if (condition.op === "not") visit(condition.of);
    else if ("of" in condition) condition.of.forEach(visit);
  };
  for (const {when} of rules) if (typeof when !== "string") visit(when);
  for (const {when} of Object.values(terms)) visit(when);
  for (const {that} of presume) visit(that);
  for (const {when} of [...qualifiers, ...conventions]) visit(when);
  return new Map([...found].map(([name, set]) => [name, [...set].sort((a, b) => a - b)]));
}
