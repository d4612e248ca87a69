import type {Disease} from "../study/diseaseSchema.js";
import {readDeclaration} from "../study/readDeclaration.js";
import {checkRuleTable} from "./checkRuleTable.js";
import {factVocabulary} from "./factVocabulary.js";
import type {RuleTable} from "./ruleTableSchema.js";
import {ruleTableSchema} from "./ruleTableSchema.js";

/**
 * Reads rule tables, `data/rules/<id>.yaml`, and checks them against the facts that a disease pack knows.
 *
 * @throws {HarmoniseError} on a missing table or any fault in one, one line each with file, line and key
 */
export function readRuleTables(
  root: string,
  ids: readonly string[],
  disease: Pick<Disease, "alterations">
): RuleTable[] {
  const facts = factVocabulary(disease);
  return ids.map((id) => {
    const declaration = readDeclaration(root, `data/rules/${id}.yaml`, ruleTableSchema);
    const issues = checkRuleTable(declaration.value, facts);
    if (declaration.value.id !== id)
      issues.push({
        path: ["id"],
        message: `unknown rule table "${declaration.value.id}", expected the name of the file`
      });
    if (issues.length > 0) throw declaration.fault(issues);
    return declaration.value;
  });
}
