import type {CompiledRule, CompiledTable} from "./compileRuleTable.js";
import {everyValue} from "./encodeFact.js";
import type {Expression} from "./expression.js";
import {truthOf, variablesOf} from "./expression.js";

/** Whether missing facts could change the class. */
export type ClassificationStatus = "definite" | "provisional" | "unresolved";

/** What a rule table says of a patient. */
export interface Classification {
  /** Code of the class; null if it cannot be told. */
  readonly value: string | null;
  readonly status: ClassificationStatus;
  /** The rule that decided, the row `unknown` included; null if none could. */
  readonly ruleId: string | null;
  /** What was found of that which the deciding rule asks for. */
  readonly why: readonly string[];
  /** Facts that are missing and could change the class; the name of a group where all facts of the group are missing. */
  readonly missing: readonly string[];
  /** Every class that the missing facts still allow, in the table's order. */
  readonly possible: readonly string[];
  /** Codes of the qualifiers that hold. */
  readonly qualifiers: readonly string[];
  /** Names of the conventions by which the rule was read. */
  readonly conventions: readonly string[];
}

/**
 * Classifies a patient. The first rule from above that holds decides, by Kleene's three-valued logic and what the table
 * presumes. Definite: no completion of the missing facts gives another class. Provisional: some completion does.
 * Unresolved: the first rule that holds is the row `unknown`, or no completion of the facts bears the reading out.
 *
 * `possible` is exact, so that learning a missing fact can only pick from it.
 *
 * @param values bits of the values that each of the table's variables may have ({@link encodeFact})
 */
export function classify(compiled: CompiledTable, values: ArrayLike<number>): Classification {
  const {diagrams, decides, classOf, classes, rules, variables} = compiled;
  const allowed = diagrams.allowed(decides, values, classOf);
  const reached = new Set(allowed.outcomes.map((rule) => classOf[rule]));
  const possible = classes.filter((_, i) => reached.has(i));
  const read = firstRule(rules, values);
  const holds = ({when}: {readonly when: Expression}): boolean => truthOf(when, values, true) === true;
  const qualifiers = compiled.qualifiers.filter(holds).map(({id}) => id);
  const answer = {missing: missingNames(allowed.matters, values, variables), possible, qualifiers};
  const decided = (status: ClassificationStatus, {rule, when}: CompiledRule): Classification => {
    const asked = when ? [...variablesOf(when)] : [];
    const why = asked.filter((v) => values[v] === 0b10 && variables[v].fact.type === "truth");
    const read = compiled.conventions.filter((d) => d.rule === rule.id && holds(d)).map(({id}) => id);
    return {
      value: rule.class!,
      status,
      ruleId: rule.id,
      why: why.map((v) => variables[v].fact.name),
      conventions: read,
      ...answer
    };
  };
  if (possible.length === 1)
    return decided("definite", read.rule.class === possible[0] ? read : rules[allowed.outcomes[0]]);
  if (read.rule.class !== undefined && possible.includes(read.rule.class)) return decided("provisional", read);
  // Read otherwise than any completion bears out, no rule can be named.
  const ruleId = read.rule.when === "unknown" ? read.rule.id : null;
  return {value: null, status: "unresolved", ruleId, why: [], conventions: [], ...answer};
}

function firstRule(rules: readonly CompiledRule[], values: ArrayLike<number>): CompiledRule {
  let open = false;
  for (const compiled of rules) {
    const {when, rule} = compiled;
    const truth = when ? truthOf(when, values, true) : rule.when === "unknown" ? open : true;
    if (truth === true) return compiled;
    if (truth === null) open = true;
  }
  throw new RangeError("missing rule: otherwise");
}

function missingNames(
  matters: readonly number[],
  values: ArrayLike<number>,
  variables: CompiledTable["variables"]
): string[] {
  const names = new Set<string>();
  const groupMissing = (group: string): boolean =>
    variables.every((variable, i) => variable.fact.group !== group || values[i] === everyValue(variable));
  for (const variable of matters) {
    const {name, group} = variables[variable].fact;
    names.add(group !== name && groupMissing(group) ? group : name);
  }
  return [...names];
}
