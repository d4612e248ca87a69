import {reasonCode} from "../harmonise/nullReasons.js";
import {addAgreement} from "../harmonise/quality/addAgreement.js";
import type {SourceContext} from "../harmonise/sourceContext.js";
import {classifyPatients} from "./classifyPatients.js";
import {compileRuleTable} from "./compileRuleTable.js";
import {factColumns} from "./factColumns.js";
import {factVocabulary} from "./factVocabulary.js";

/**
 * Appends what every rule table of the study's disease says of every patient of a source, from the source's own tables,
 * and compares it with the class that the source itself supplied, where there is one. Patients of another disease than
 * the study's are counted and have no answer.
 */
export function addClassifications(
  context: Pick<SourceContext, "study" | "source" | "tables" | "findings" | "laterSamples">
): void {
  const {study, tables, findings, laterSamples} = context;
  const vocabulary = factVocabulary(study.disease);
  const facts = factColumns({...tables, laterSamples});
  const ids = tables.patients.column("patient_id").values;
  const concerned = tables.patients.column("disease").values.map((disease) => disease === study.disease.code);
  findings.add({
    file: null,
    rule: "other_disease",
    category: "plausibility",
    severity: "info",
    n: concerned.filter((d) => !d).length,
    checked: ids.length,
    description: `Patients with another disease than ${study.disease.code}; not classified`
  });
  const table = tables.classifications;
  const to = (name: string) => table.column(name);
  const columns = {
    patient: to("patient_id"),
    system: to("system"),
    version: to("ruleset_version"),
    value: to("value"),
    status: to("status"),
    possible: to("possible"),
    rule: to("rule_id"),
    missing: to("missing"),
    qualifiers: to("qualifiers")
  };
  const unknown = reasonCode("UNKNOWN");
  const none = reasonCode("NOT_APPLICABLE");
  for (const rule of study.rules) {
    const answers = classifyPatients(compileRuleTable(rule, vocabulary), facts, ids.length);
    const lists = new Map(
      [...new Set(answers)].map((d) => [d, [d.possible, d.missing, d.qualifiers].map(list)] as const)
    );
    answers.forEach((answer, row) => {
      if (!concerned[row]) return;
      const [possible, missing, qualifiers] = lists.get(answer)!;
      columns.patient.push(ids[row]);
      columns.system.push(rule.id);
      columns.version.push(rule.version);
      columns.value.pushCoded(answer.value, unknown);
      columns.status.push(answer.status);
      columns.possible.push(possible);
      columns.rule.pushCoded(answer.ruleId, none);
      columns.missing.pushCoded(missing, none);
      columns.qualifiers.pushCoded(qualifiers, none);
    });
    for (const {id, label} of rule.conventions)
      findings.add({
        file: null,
        rule: `convention:${rule.id}:${id}`,
        category: "agreement",
        severity: "info",
        n: answers.filter(({conventions}, row) => concerned[row] && conventions.includes(id)).length,
        checked: concerned.filter(Boolean).length,
        description: `${rule.title}, convention where the publication is silent: ${label}`
      });
    if (rule.supplied !== undefined) {
      const derived = answers.map(({value}, row) => (concerned[row] ? value : null));
      const names = {fact: rule.title, supplied: rule.supplied, derived: `rule table ${rule.id}`};
      addAgreement(names, tables.patients.column(rule.supplied).values, derived, context);
    }
  }
}

function list(names: readonly string[]): string | null {
  return names.length === 0 ? null : names.join("|");
}
