import {findingsTable} from "../../src/model/tables.js";
import {ReasonedTable} from "./reasonedTable.js";

/** One quality rule applied to one file, or to the source as a whole. */
export interface Finding {
  /** Raw file; null if the finding concerns several. */
  readonly file: string | null;
  /** Stable name of the rule. */
  readonly rule: string;
  /** Kind of check; that of the rule's name if not given. */
  readonly category?: Category;
  readonly severity: "info" | "warning" | "error";
  readonly n: number;
  readonly checked: number;
  readonly description: string;
}

type Category = "accounting" | "conformance" | "completeness" | "plausibility" | "agreement";

/** Kind of check by the beginning of the rule's name; `conformance` for any other. */
const categories: readonly [RegExp, Category][] = [
  [/^(rows_|several_rows|patients_expected|duplicate_call|by_design|token_repaired|unit_converted)/u, "accounting"],
  [/^(patients_without_record|event_without_day|value_without_evidence)/u, "completeness"],
  [/^(unit_|karyotype_not_clonal|consequence_differs)/u, "plausibility"],
  [/^(disagreement:|reported_|columns_differ)/u, "agreement"]
];

/** Collects the findings of one source. */
export class FindingLog {
  private readonly source: string;
  private readonly table: ReasonedTable;
  private readonly seen = new Set<string>();

  constructor(source: string, table = new ReasonedTable(findingsTable)) {
    this.source = source;
    this.table = table;
  }

  /**
   * Records a finding even where nothing was found, so that a reader sees that the rule ran. The same finding of the same
   * file, as of a column that feeds two variables, is recorded once.
   */
  add({file, rule, category = categoryOf(rule), severity, n, checked, description}: Finding): void {
    const key = JSON.stringify([file, rule, n, checked, description]);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.table.push(
      {
        source_id: this.source,
        file,
        rule_id: rule,
        category,
        severity: n === 0 ? "info" : severity,
        n,
        n_checked: checked,
        description
      },
      "NOT_APPLICABLE"
    );
  }
}

function categoryOf(rule: string): Category {
  // Of rows that differ between specimens of one patient, the name begins as that of an account.
  if (rule === "rows_of_patient_differ") return "plausibility";
  return categories.find(([pattern]) => pattern.test(rule))?.[1] ?? "conformance";
}
