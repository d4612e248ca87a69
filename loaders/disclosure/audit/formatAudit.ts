import type {Audit} from "./auditRelease.js";

/** One line a rule, and under a broken rule its first breaches. */
export function formatAudit({input, rules, broken}: Audit): string {
  const {id, study, tier} = input.release.manifest;
  const lines = rules.flatMap(({id: rule, outcome, title}) => {
    if (outcome.status !== "breach") return [`${rule.padEnd(4)}${outcome.status}: ${title}: ${outcome.detail}`];
    const [first, ...others] = outcome.breaches;
    const more = others.length === 0 ? "" : ` (and ${others.length} more, in the report of --json)`;
    return [`${rule.padEnd(4)}breach: ${title}: ${first}${more}`];
  });
  const verdict = broken === 0 ? "keeps every rule" : `breaks ${broken} ${broken === 1 ? "rule" : "rules"}`;
  return `${lines.join("\n")}\nrelease ${study.id}-${id}, tier ${tier}, ${verdict}\n`;
}
