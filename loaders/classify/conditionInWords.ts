import type {Condition} from "./condition.js";
import type {Fact} from "./factVocabulary.js";
import type {RuleTable} from "./ruleTableSchema.js";

const signs = {">=": "≥", "<": "<"} as const;

/**
 * A condition as a sentence, in the labels of its facts, followed by what the terms it uses stand for, each once:
 * `TP53 or complex karyotype. Complex karyotype: …`.
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
  const words = (d: Condition, inner: boolean): string => {
    if (d.op === "name") {
      if (!Object.hasOwn(terms, d.name)) return facts.get(d.name)!.label;
      if (!used.includes(d.name)) used.push(d.name);
      return terms[d.name].label;
    }
    if ("number" in d) {
      const {label, unit = "1"} = facts.get(d.number)!;
      return `${label} ${signs[d.op]} ${d.limit}${unit === "1" ? "" : ` ${unit}`}`;
    }
    if (d.op === "not") return `not ${words(d.of, true)}`;
    const parts = d.of.map((part) => words(part, true));
    if (parts.length === 1 && (d.op === "all" || d.op === "any")) return parts[0];
    const text = joined(d, parts);
    return inner ? `(${text})` : text;
  };
  const sentences = [words(condition, false)];
  // Terms are added while their own definitions are read.
  for (let i = 0; define && i < used.length; ++i) {
    const {label, when} = terms[used[i]];
    sentences.push(`${label.charAt(0).toUpperCase()}${label.slice(1)}: ${words(when, false)}`);
  }
  return sentences.join(". ");
}

function joined(d: Extract<Condition, {of: readonly Condition[]}>, parts: readonly string[]): string {
  switch (d.op) {
    case "all":
      return parts.join(" and ");
    case "any":
      return list(parts, "or");
    case "none":
      return `none of ${list(parts, "and")}`;
    case "atLeast":
      return `at least ${d.n} of ${list(parts, "and")}`;
    case "exactly":
      return `exactly ${d.n} of ${list(parts, "and")}`;
  }
}

function list(parts: readonly string[], word: "and" | "or"): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)!}`;
}
