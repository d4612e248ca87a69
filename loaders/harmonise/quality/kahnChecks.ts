import type {Cell} from "../../release/tableData.js";
import type {Finding} from "../findingLog.js";
import type {HarmonisedTables} from "../harmonisedTables.js";
import type {SourceContext} from "../sourceContext.js";
import {completenessChecks} from "./completeness.js";
import {plausibilityChecks} from "./plausibility.js";

/** The tables of one source that checks look at. */
export type CheckedTables = Pick<
  HarmonisedTables,
  "patients" | "cytogenetics" | "patient_features" | "rejects" | "mutations"
>;

/** A finding without the file, which these checks do not have. */
export type Check = Omit<Finding, "file">;

/**
 * Counts what is not believable, missing or not as it must be in the tables of one source; nothing is changed. The
 * categories are those of Kahn et al., eGEMs 2016;4:1244. Every check is recorded, also where nothing was found.
 */
export function kahnChecks({tables, findings, study}: Pick<SourceContext, "tables" | "findings" | "study">): void {
  for (const check of [
    ...conformanceChecks(tables),
    ...completenessChecks(tables),
    ...plausibilityChecks(tables, study.disease.code)
  ])
    findings.add({file: null, ...check});
}

/** Reasons for which a number was refused although it was one. */
const implausible = new Set<Cell>(["implausible value", "negative value"]);

function conformanceChecks({rejects}: CheckedTables): Check[] {
  const columns = rejects.column("column").values;
  const reasons = rejects.column("reason").values.filter((_, i) => columns[i] !== null);
  const outside = reasons.filter((reason) => implausible.has(reason)).length;
  return [
    {
      rule: "value_out_of_range",
      category: "plausibility",
      severity: "warning",
      n: outside,
      checked: reasons.length,
      description: "Values outside the hard limits of their variable, among the values that were removed"
    },
    {
      rule: "value_not_readable",
      category: "conformance",
      severity: "warning",
      n: reasons.length - outside,
      checked: reasons.length,
      description: "Values that could not be read, among the values that were removed"
    }
  ];
}
