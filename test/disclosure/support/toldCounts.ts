import {consortiumRules} from "../../../loaders/disclosure/gate/consortiumRules.js";
import {countLines} from "../../../loaders/disclosure/gate/countLines.js";
import {gateReport} from "../../../loaders/disclosure/gate/gateReport.js";
import type {GateRules} from "../../../loaders/disclosure/gate/gateRules.js";
import type {CountsBlock, ReportResult} from "../../../src/model/report.js";

/**
 * Totals of the tables of an exact report of which, as partners see it, a reader computes the only hidden number, and how
 * many numbers are hidden; `alone`: by a gate that hides small counts and nothing beside them.
 */
export function toldCounts(result: ReportResult, {k = 5, alone = false} = {}): {told: string[]; hidden: number} {
  const rules = consortiumRules({k, curve: 10});
  const gate: GateRules = alone ? {...rules, inReport: () => rules.count} : rules;
  const tablesOf = ({sections}: ReportResult) =>
    sections.flatMap(({blocks}) => blocks.filter((block): block is CountsBlock => block.kind === "counts"));
  const shown = new Map<string, boolean>();
  JSON.stringify(tablesOf(gateReport(result, gate)), (_, value: unknown) => {
    if (typeof value === "object" && value !== null && "set" in value && "n" in value)
      shown.set(String(value.set), value.n !== null);
    return value;
  });
  const lines = tablesOf(result).flatMap(countLines);
  const told = lines.filter(({total, parts}) => {
    const hidden = [total, ...parts].filter(({set}) => shown.get(set) === false);
    return hidden.length === 1;
  });
  return {told: told.map(({total}) => total.set), hidden: [...shown.values()].filter((d) => !d).length};
}
