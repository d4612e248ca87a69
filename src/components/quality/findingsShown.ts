import type {QualityFinding} from "../../model/siteQuality.js";
import {vocabularies} from "../../model/vocabulary.js";

/** Which findings a reader wants; empty text = any. */
export interface FindingFilter {
  /** Also checks that found nothing. */
  readonly all: boolean;
  readonly severity: string;
  readonly category: string;
  readonly source: string;
}

/** By which column of the table findings are sorted. */
export interface FindingOrder {
  readonly column: number;
  readonly descending: boolean;
}

/** The order that an address asks for: a column's number, `d` for descending; the most severe first if it asks for none. */
export function findingOrder(text: string): FindingOrder {
  const match = /^([0-7])(d?)$/.exec(text);
  return match === null ? {column: 0, descending: true} : {column: Number(match[1]), descending: match[2] === "d"};
}

const ranks = vocabularies.severity.map(({code}) => code);
const categories = vocabularies.qualityCategory.map(({code}) => code);

/** What each column of the table is sorted by. */
const keys: readonly ((finding: QualityFinding) => number | string)[] = [
  (d) => ranks.indexOf(d.severity),
  (d) => categories.indexOf(d.category),
  (d) => d.source,
  (d) => d.file ?? "",
  (d) => d.description,
  (d) => d.n,
  (d) => d.nChecked,
  (d) => (d.nChecked === 0 ? 0 : d.n / d.nChecked)
];

/** The findings that fit a filter, in order; ties by severity, then by how many were found. */
export function findingsShown(
  findings: readonly QualityFinding[],
  {all, severity, category, source}: FindingFilter,
  {column, descending}: FindingOrder
): QualityFinding[] {
  const sign = descending ? -1 : 1;
  return findings
    .filter(
      (d) =>
        (all || d.n !== 0) &&
        (severity === "" || d.severity === severity) &&
        (category === "" || d.category === category) &&
        (source === "" || d.source === source)
    )
    .sort(
      (a, b) =>
        sign * compare(keys[column](a), keys[column](b)) ||
        ranks.indexOf(b.severity) - ranks.indexOf(a.severity) ||
        b.n - a.n
    );
}

function compare(a: number | string, b: number | string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
