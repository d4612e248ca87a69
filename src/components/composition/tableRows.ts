import {formatCount, formatP, formatShare, formatValue, unitText} from "../../charts/format.js";
import type {KnownAt} from "../../model/cohortVariables.js";
import type {CountsSummary} from "../../stats/summariseCounts.js";
import type {DescribedVariable} from "./describedVariables.js";
import type {DescribedNumbers, TableOne} from "./tableOne.js";
import {testWords, type VariableTest} from "./tableTests.js";

/** A row of the table as text. */
export interface TableRow {
  readonly kind: "section" | "variable" | "level" | "missing";
  readonly label: string;
  /** One per group; empty for a section. */
  readonly cells: readonly string[];
  /** Of a variable: its column, and what compares the groups. */
  readonly column?: string;
  readonly smd?: string;
  readonly p?: string;
  readonly method?: string;
  readonly q?: string;
}

/** Differences that print as more than this are marked, by convention. */
const notable = 0.1;

const later: Readonly<Record<Exclude<KnownAt, "diagnosis">, string>> = {
  remission: "known after induction",
  transplant: "known at transplantation",
  relapse: "known at relapse",
  follow_up: "known at the end of follow-up"
};

/** "Age, years"; with the time at which it is known, where that is later than the index event. */
export function variableLabel({label, unit, variable: {knownAt}}: DescribedVariable): string {
  const words = unitText(unit);
  const name = words === "" ? label : `${label}, ${words}`;
  return knownAt === "diagnosis" ? name : `${name} (${later[knownAt]})`;
}

/** Standardised difference with two decimals, marked • where it is notable. */
export function smdText(smd: number | null): string {
  if (smd === null) return "–";
  return `${smd < 0 ? "−" : ""}${Math.abs(smd).toFixed(2)}${isNotable(smd) ? " •" : ""}`;
}

/** True for a difference that prints as more than 0.1 in size. */
export function isNotable(smd: number | null): boolean {
  return smd !== null && Number(Math.abs(smd).toFixed(2)) > notable;
}

/**
 * The table in words: under each section its variables; median [quartiles] of numbers, n (%) of categories, n/N (%) of findings,
 * percentages of the patients with a value; those without one in a row of their own, where there are any. Variables of which
 * nothing is known in the cohort are left out. `tests` null: not made yet, or none to make.
 */
export function tableRows({groups, rows}: TableOne, tests: readonly VariableTest[] | null): TableRow[] {
  const result: TableRow[] = [];
  let section = "";
  rows.forEach((row, i) => {
    if (!isKnown(row)) return;
    if (row.variable.section !== section) {
      section = row.variable.section;
      result.push({kind: "section", label: section, cells: []});
    }
    const compared = {column: row.variable.column, smd: smdText(row.smd), ...testTexts(tests?.[i])};
    result.push(...variableRows(row, groups.length).map((own, k) => (k === 0 ? {...own, ...compared} : own)));
    if (row.missing.some((n) => n > 0 || Number.isNaN(n))) {
      const cells = row.missing.map((n, g) => (n === 0 ? "0" : countCell(n, groups[g].n)));
      result.push({kind: "missing", label: row.variable.missing, cells});
    }
  });
  return result;
}

/** True if anything is known of anybody. */
export function isKnown({summaries, levels}: DescribedNumbers): boolean {
  const isSomebody = (n: number) => n > 0 || Number.isNaN(n);
  return summaries.some(({n}) => isSomebody(n)) || levels.some((own) => own.some(isSomebody));
}

function variableRows({variable, summaries, levels, known: told}: DescribedNumbers, groups: number): TableRow[] {
  const label = variableLabel(variable);
  if (variable.kind === "number") return [{kind: "variable", label, cells: summaries.map(medianText)}];
  const known = told ?? Array.from({length: groups}, (_, g) => levels.reduce((sum, own) => sum + own[g], 0));
  if (variable.kind === "finding") {
    const cells = levels[0].map((n, g) =>
      known[g] === 0 || Number.isNaN(n) || Number.isNaN(known[g])
        ? "–"
        : `${formatCount(n)}/${formatCount(known[g])} (${formatShare(n, known[g])})`
    );
    return [{kind: "variable", label, cells}];
  }
  return [
    {kind: "variable", label, cells: known.map((n) => (Number.isNaN(n) ? "–" : `of ${formatCount(n)}`))},
    ...variable.levels.flatMap(({label: level}, l): TableRow[] => {
      const counts = levels[l];
      if (counts.every((n) => n === 0)) return [];
      const cells = counts.map((n, g) => (known[g] === 0 ? "–" : countCell(n, known[g])));
      return [{kind: "level", label: level, cells}];
    })
  ];
}

/** "12 (30 %)"; a dash where the number is hidden, small or beside a small one: which of these is not said. */
function countCell(n: number, of: number): string {
  return Number.isNaN(n) ? "–" : `${formatCount(n)} (${formatShare(n, of)})`;
}

/** "50 [41–57]" */
function medianText({median, lowerQuartile, upperQuartile}: CountsSummary): string {
  return median === null ? "–" : `${formatValue(median)} [${formatValue(lowerQuartile)}–${formatValue(upperQuartile)}]`;
}

function testTexts(test: VariableTest | undefined): Pick<TableRow, "p" | "q" | "method"> {
  if (test === undefined) return {};
  const {p, q} = test;
  if (test.test === null || p === null) return {p: "–", q: "–", method: test.why ?? ""};
  return {p: formatP(p), q: q === null ? "–" : formatP(q), method: testWords[test.test]};
}
