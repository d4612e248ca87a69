import {classificationRulesTable} from "../../src/model/tables.js";
import {ReasonedTable} from "../harmonise/reasonedTable.js";
import type {TableData} from "../release/tableData.js";
import type {LoadedStudy} from "../study/loadStudy.js";
import {conditionInWords, enumeration} from "./conditionInWords.js";
import type {Fact} from "./factVocabulary.js";
import {factVocabulary} from "./factVocabulary.js";
import type {Rule, RuleTable} from "./ruleTableSchema.js";

/** The rules of a study's rule tables in words, as a page prints them. */
export function classificationRules({rules: tables, disease}: Pick<LoadedStudy, "rules" | "disease">): TableData {
  const result = new ReasonedTable(classificationRulesTable);
  const facts = factVocabulary(disease);
  for (const table of tables) {
    const {id, version, title, kind, citation, classes, rules} = table;
    const conventions = table.conventions.map(
      (d) => `Convention ${d.id}, where the publication is silent: ${d.label}.`
    );
    const notes = [...table.notes, ...conventions, ...presumptions(table, facts)];
    rules.forEach(({id: rule, label, class: value, when}, i) =>
      result.push(
        {
          system: id,
          version,
          title,
          kind,
          citation,
          notes: notes.length > 0 ? notes.join("\n") : null,
          order: i + 1,
          rule_id: rule,
          label,
          value: value ?? null,
          value_label: value === undefined ? null : classes[value],
          value_order: value === undefined ? null : Object.keys(classes).indexOf(value) + 1,
          condition: inWords(when, table, facts)
        },
        "NOT_APPLICABLE"
      )
    );
  }
  return result.data();
}

function inWords(when: Rule["when"], table: RuleTable, facts: ReadonlyMap<string, Fact>): string {
  if (when === "otherwise") return "none of the above";
  if (when === "unknown") return "a rule above could be said neither to hold nor to fail, because a fact is missing";
  return conditionInWords(when, table, facts);
}

/** What is presumed, one sentence for what is presumed alike for the same reason. */
function presumptions(table: RuleTable, facts: ReadonlyMap<string, Fact>): string[] {
  const alike = new Map<string, string[]>();
  for (const {that, is, because} of table.presume) {
    const key = `${is ? "given" : "absent"}\n${because}`;
    alike.set(key, [...(alike.get(key) ?? []), conditionInWords(that, table, facts, {define: false})]);
  }
  return [...alike].map(([key, words]) => {
    const [read, because] = key.split("\n");
    return `While not known, read as ${read} (${because}): ${enumeration(words, "and")}.`;
  });
}
