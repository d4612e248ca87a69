import {formatCount, formatShare, formatValue, unitText} from "../charts/format.js";
import type {GroupTableRow} from "../charts/groupTable.js";
import type {Catalogue} from "../cohort/catalogue.js";
import type {LevelCount, NumericSummary} from "../model/cohortResults.js";

/** A group of patients as a column of the table. */
export interface CompositionGroup {
  readonly code: string | null;
  readonly label: string;
  readonly n: number;
}

/** Numbers by group for every variable shown. */
export interface Composition {
  readonly groups: readonly CompositionGroup[];
  readonly values: ReadonlyMap<string, readonly NumericSummary[]>;
  readonly levels: ReadonlyMap<string, readonly LevelCount[]>;
}

/**
 * Rows of the baseline table: median [quartiles] of numbers, n (%) of categories, and the missing of each as a row of
 * their own. Percentages are of the patients with a value.
 */
export function compositionRows({groups, values, levels}: Composition, catalogue: Catalogue): GroupTableRow[] {
  const rows: GroupTableRow[] = [];
  const missing = (counts: readonly number[]) => {
    if (counts.some((n) => n > 0)) rows.push({label: "missing", kind: "missing", cells: counts.map(formatCount)});
  };
  for (const [variable, summaries] of values) {
    const range = catalogue.numbers.get(variable);
    if (!range) continue;
    const of = ({code}: CompositionGroup) => summaries.find((d) => d.group === code);
    const unit = unitText(range.unit);
    const label = `${range.label}${unit ? `, ${unit}` : ""}, median [quartiles]`;
    rows.push({label, kind: "variable", cells: groups.map((group) => medianText(of(group)))});
    missing(groups.map((group) => of(group)?.missing ?? 0));
  }
  for (const [variable, counts] of levels) {
    const facet = catalogue.facets.get(variable);
    if (!facet) continue;
    const count = (group: CompositionGroup, level: string | null) =>
      counts.find((d) => d.group === group.code && d.level === level)?.n ?? 0;
    const known = groups.map((group) => facet.levels.reduce((sum, level) => sum + count(group, level.code), 0));
    rows.push({label: `${facet.label}, n (%)`, kind: "variable", cells: groups.map(() => "")});
    for (const {code, label} of facet.levels) {
      const cells = groups.map((group, i) => {
        const n = count(group, code);
        return known[i] === 0 ? "–" : `${formatCount(n)} (${formatShare(n, known[i])})`;
      });
      rows.push({label, kind: "level", cells});
    }
    missing(groups.map((group) => count(group, null)));
  }
  return rows;
}

function medianText(summary: NumericSummary | undefined): string {
  if (summary === undefined || summary.median === null) return "–";
  return `${formatValue(summary.median)} [${formatValue(summary.q1)}–${formatValue(summary.q3)}]`;
}
