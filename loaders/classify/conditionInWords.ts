import type {Condition} from "./condition.js";
import type {Fact} from "./factVocabulary.js";
import type {RuleTable} from "./ruleTableSchema.js";

const signs = {">=": "≥", "<": "<"} as const;

/**
 * A condition as a sentence, in the labels of its facts, followed by what the terms it uses stand for, each once:
 * `TP53 or aneuploidy. Aneuploidy: −7, 7q− or +13`.
 *
 * @param define false leaves the terms unexplained
 */
export function conditionInWords(
  condition: Condition,
  {terms}: Pick<RuleTable, "terms">,
  facts: ReadonlyMap<string, Fact>,
  {define = true}: {define?: boolean} = {}
): string {
  const used: string[] = [];
  const termOf = (d: Condition): string | undefined =>
    d.op === "name" && Object.hasOwn(terms, d.name) ? d.name : undefined;
  const words = (d: Condition, inner: boolean): string => {
    if (d.op === "name") {
      const term = termOf(d);
      if (term === undefined) return withinSentence(facts.get(d.name)!.label);
      if (!used.includes(term)) used.push(term);
      return terms[term].label;
    }
    if ("number" in d) {
      const {label, unit = "1"} = facts.get(d.number)!;
      return `${withinSentence(label)} ${signs[d.op]} ${d.limit}${unit === "1" ? "" : ` ${unit}`}`;
    }
    if (d.op === "not") return `not ${words(d.of, true)}`;
    const parts = d.of.map((part) => words(part, true));
    if (parts.length === 1 && (d.op === "all" || d.op === "any")) return parts[0];
    const text = joined(d, parts);
    return inner ? `(${text})` : text;
  };
  // A rule that is no more than a term is what the term stands for.
  const alone = define ? termOf(condition) : undefined;
  const sentences = [words(alone === undefined ? condition : terms[alone].when, false)];
  // Terms are added while their own definitions are read.
  for (let i = 0; define && i < used.length; ++i) {
    const {label, when} = terms[used[i]];
    sentences.push(`${label.charAt(0).toUpperCase()}${label.slice(1)}: ${words(when, false)}`);
  }
  return sentences.join(". ");
}

/** A label without the capital of its first word, unless that is a symbol such as NPM1. */
export function withinSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** `a, b or c`; `a, x; b or c` where a part has a comma of its own. */
export function enumeration(parts: readonly string[], word: "and" | "or"): string {
  if (parts.length < 2) return parts.join("");
  const separator = parts.some((part) => part.includes(",")) ? "; " : ", ";
  return `${parts.slice(0, -1).join(separator)} ${word} ${parts.at(-1)!}`;
}

function joined(d: Extract<Condition, {of: readonly Condition[]}>, parts: readonly string[]): string {
  switch (d.op) {
    case "all":
      return parts.join(" and ");
    case "any":
      return enumeration(parts, "or");
    case "none":
      return parts.length === 1 ? `not ${parts[0]}` : `neither ${parts.join(" nor ")}`;
    case "atLeast":
      return `at least ${d.n} of ${enumeration(parts, "and")}`;
    case "exactly":
      return `exactly ${d.n} of ${enumeration(parts, "and")}`;
  }
}
