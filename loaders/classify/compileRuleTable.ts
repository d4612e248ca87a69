import type {Condition} from "./condition.js";
import {DecisionDiagrams} from "./decisionDiagrams.js";
import {diagramOf} from "./diagramOf.js";
import type {Expression} from "./expression.js";
import {expressConditions} from "./expressConditions.js";
import type {Fact} from "./factVocabulary.js";
import type {Rule, RuleTable} from "./ruleTableSchema.js";

/** A fact or number that the rules of a table ask for. */
export interface Variable {
  readonly fact: Fact;
  /** Limits that a number is compared with, ascending; its values are the intervals between them. Empty for a truth. */
  readonly limits: readonly number[];
}

/** A rule ready to be evaluated. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Not given for the rows `unknown` and `otherwise`. */
  readonly when?: Expression;
}

/** A rule table ready to classify patients. */
export interface CompiledTable {
  readonly table: RuleTable;
  readonly variables: readonly Variable[];
  readonly rules: readonly CompiledRule[];
  readonly qualifiers: readonly {readonly id: string; readonly when: Expression}[];
  readonly conventions: readonly {readonly id: string; readonly rule: string; readonly when: Expression}[];
  readonly diagrams: DecisionDiagrams;
  /** The rule that decides when everything is known, as a diagram whose outcomes are positions in `rules`. */
  readonly decides: number;
  readonly classes: readonly string[];
  /** Position in `classes` by position in `rules`; -1 for the row `unknown`. */
  readonly classOf: readonly number[];
}

/**
 * Prepares a checked rule table: terms are put in the place of their names, facts become variables in the order in which
 * the rules ask for them, and the rules one decision diagram.
 *
 * @param facts the vocabulary that the table was checked against
 */
export function compileRuleTable(table: RuleTable, facts: ReadonlyMap<string, Fact>): CompiledTable {
  const {variables, express} = expressConditions(table, facts);
  const expressIf = (when: Condition | string): Expression | undefined =>
    typeof when === "string" ? undefined : express(when);
  const rules = table.rules.map((rule) => ({rule, when: expressIf(rule.when)}));
  const qualifiers = table.qualifiers.map(({id, when}) => ({id, when: express(when)}));
  const conventions = table.conventions.map(({id, rule, when}) => ({id, rule, when: express(when)}));
  const diagrams = new DecisionDiagrams(variables.map(({limits}) => Math.max(2, limits.length + 1)));
  const decides = rules.reduceRight(
    (rest, {when}, i) => (when ? diagrams.choose(diagramOf(when, diagrams), i, rest) : rest),
    rules.length - 1
  );
  const classes = Object.keys(table.classes);
  const classOf = rules.map(({rule}) => (rule.class === undefined ? -1 : classes.indexOf(rule.class)));
  return {table, variables, rules, qualifiers, conventions, diagrams, decides, classes, classOf};
}
