import {canonicalJson} from "../release/releaseId.js";
import type {Variable} from "./compileRuleTable.js";
import type {Condition} from "./condition.js";
import type {Expression} from "./expression.js";
import type {Fact} from "./factVocabulary.js";
import {limitsOf} from "./limitsOf.js";
import type {RuleTable} from "./ruleTableSchema.js";

/** The bits of the values that make a truth true. */
const isTrue = 0b10;

/**
 * Turns the conditions of a table into expressions over variables.
 *
 * @returns the variables in the order in which they were first asked for, growing as conditions are expressed
 */
export function expressConditions(
  table: RuleTable,
  facts: ReadonlyMap<string, Fact>
): {variables: readonly Variable[]; express: (condition: Condition) => Expression} {
  const limits = limitsOf(table);
  const variables: Variable[] = [];
  const index = new Map<string, number>();
  const terms = new Map<string, Expression>();

  const variableOf = (name: string): number => {
    let variable = index.get(name);
    if (variable === undefined) {
      index.set(name, (variable = variables.length));
      variables.push({fact: facts.get(name)!, limits: limits.get(name) ?? []});
    }
    return variable;
  };
  const among = (condition: Condition): {variable: number; values: number} | undefined => {
    if (condition.op === "name" && !Object.hasOwn(table.terms, condition.name))
      return {variable: variableOf(condition.name), values: isTrue};
    if (!("number" in condition)) return undefined;
    const {op, number, limit} = condition;
    const all = limits.get(number)!;
    // Value i of a number lies from limit i − 1 to below limit i.
    const below = (1 << (all.indexOf(limit) + 1)) - 1;
    const every = (1 << (all.length + 1)) - 1;
    return {variable: variableOf(number), values: op === "<" ? below : every ^ below};
  };
  const presumptions = new Map(table.presume.map(({that, is}) => [canonicalJson(that), is]));
  const presumed = (condition: Condition, of: Expression): Expression => {
    const is =
      presumptions.get(canonicalJson(condition)) ??
      (of.kind === "among" && table.unknown === "absent" ? false : undefined);
    return is === undefined ? of : {kind: "presumed", is, of};
  };
  const express = (condition: Condition): Expression => {
    const single = among(condition);
    if (single) return presumed(condition, {kind: "among", ...single});
    if (condition.op === "name") {
      const {name} = condition;
      let term = terms.get(name);
      if (!term) terms.set(name, (term = presumed(condition, express(table.terms[name].when))));
      return term;
    }
    if (condition.op === "not") return {kind: "not", of: express(condition.of)};
    if (!("of" in condition)) throw new RangeError(`unknown condition: ${condition.op}`);
    return {kind: "count", ...bounds(condition), of: condition.of.map(express)};
  };
  return {variables, express};
}

function bounds(condition: Extract<Condition, {of: readonly Condition[]}>): {least: number; most: number} {
  const all = condition.of.length;
  switch (condition.op) {
    case "all":
      return {least: all, most: all};
    case "any":
      return {least: 1, most: all};
    case "none":
      return {least: 0, most: 0};
    case "atLeast":
      return {least: condition.n, most: all};
    case "exactly":
      return {least: condition.n, most: condition.n};
  }
}
