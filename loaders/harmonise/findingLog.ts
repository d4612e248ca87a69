import {findingsTable} from "../../src/model/tables.js";
import {ReasonedTable} from "./reasonedTable.js";

/** One quality rule applied to one file, or to the source as a whole. */
export interface Finding {
  /** Raw file; null if the finding concerns several. */
  readonly file: string | null;
  /** Stable name of the rule. */
  readonly rule: string;
  /** Kind of check; `conformance` if not given. */
  readonly category?: "accounting" | "conformance" | "completeness" | "plausibility" | "agreement";
  readonly severity: "info" | "warning" | "error";
  readonly n: number;
  readonly checked: number;
  readonly description: string;
}

/** Collects the findings of one source. */
export class FindingLog {
  private readonly source: string;
  private readonly table: ReasonedTable;

  constructor(source: string, table = new ReasonedTable(findingsTable)) {
    this.source = source;
    this.table = table;
  }

  /** Records a finding even where nothing was found, so that a reader sees that the rule ran. */
  add({file, rule, category = "conformance", severity, n, checked, description}: Finding): void {
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
