import {patientsTable} from "../../src/model/tables.js";
import type {DeclarationIssue} from "../study/readDeclaration.js";
import type {Condition} from "./condition.js";
import type {Fact} from "./factVocabulary.js";
import {limitsOf, mostLimits} from "./limitsOf.js";
import type {RuleTable} from "./ruleTableSchema.js";

type Path = readonly (string | number)[];

/** Faults of a rule table that its form does not show: unknown facts and classes, rules out of order. */
export function checkRuleTable(table: RuleTable, facts: ReadonlyMap<string, Fact>): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  const known = new Set<string>();
  if (table.supplied !== undefined && !patientsTable.columns.some(({name}) => name === table.supplied))
    issues.push({path: ["supplied"], message: `unknown column of patients: ${table.supplied}`});
  for (const [name, {when}] of Object.entries(table.terms)) {
    issues.push(...checkCondition(when, ["terms", name, "when"], facts, known));
    if (facts.has(name)) issues.push({path: ["terms", name], message: `duplicate name: ${name} is a fact`});
    known.add(name);
  }
  table.presume.forEach(({that}, i) => {
    const path = ["presume", i, "that"];
    issues.push(...checkCondition(that, path, facts, known));
    if (that.op !== "name" && !("number" in that))
      issues.push({path, message: "expected one fact, comparison or term"});
  });
  table.qualifiers.forEach(({when}, i) =>
    issues.push(...checkCondition(when, ["qualifiers", i, "when"], facts, known))
  );
  table.conventions.forEach(({rule, when}, i) => {
    issues.push(...checkCondition(when, ["conventions", i, "when"], facts, known));
    if (!table.rules.some(({id}) => id === rule))
      issues.push({path: ["conventions", i, "rule"], message: `unknown rule: ${rule}`});
  });
  for (const [number, limits] of limitsOf(table))
    if (limits.length > mostLimits)
      issues.push({
        path: ["rules"],
        message: `invalid limits of ${number}: ${limits.length}, expected ${mostLimits} at most`
      });
  return [...issues, ...checkRules(table, facts, known)];
}

function checkRules(
  {rules, classes}: RuleTable,
  facts: ReadonlyMap<string, Fact>,
  terms: ReadonlySet<string>
): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  const seen = new Set<string>();
  rules.forEach(({id, class: name, when}, i) => {
    const path = ["rules", i];
    if (seen.has(id)) issues.push({path: [...path, "id"], message: `duplicate rule: ${id}`});
    seen.add(id);
    if (when === "unknown" ? name !== undefined : name === undefined || !Object.hasOwn(classes, name))
      issues.push({
        path: [...path, "class"],
        message: name === undefined ? "missing key: class" : `unknown class: ${name}`
      });
    if ((when === "otherwise") !== (i === rules.length - 1))
      issues.push({
        path: [...path, "when"],
        message: "invalid order: the last rule, and no other, has when: otherwise"
      });
    if (typeof when !== "string") issues.push(...checkCondition(when, [...path, "when"], facts, terms));
  });
  for (const name of Object.keys(classes))
    if (!rules.some((rule) => rule.class === name))
      issues.push({path: ["classes", name], message: `missing rule: none leads to ${name}`});
  return issues;
}

function checkCondition(
  condition: Condition,
  path: Path,
  facts: ReadonlyMap<string, Fact>,
  terms: ReadonlySet<string>
): DeclarationIssue[] {
  if (condition.op === "name") {
    const {name} = condition;
    const fact = facts.get(name);
    if (!fact && !terms.has(name)) return [{path, message: `unknown fact: ${name}`}];
    return fact?.type === "number" ? [{path, message: `invalid condition: ${name} is a number, expected a limit`}] : [];
  }
  if ("number" in condition)
    return facts.get(condition.number)?.type === "number"
      ? []
      : [{path, message: `unknown number: ${condition.number}`}];
  if (condition.op === "not") return checkCondition(condition.of, [...path, "not"], facts, terms);
  const key = condition.op === "atLeast" || condition.op === "exactly" ? "of" : condition.op;
  return condition.of.flatMap((part, i) => checkCondition(part, [...path, key, i], facts, terms));
}
