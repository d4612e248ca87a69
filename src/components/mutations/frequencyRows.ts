import type {FrequencyMark} from "../../charts/frequencyBars.js";
import type {GroupStyle} from "../../charts/palette.js";
import type {Alteration} from "../../model/alterations.js";
import type {AlterationCount} from "../../model/cohortResults.js";
import {sumOfCounts} from "../../model/hiddenCounts.js";
import {shareInterval, sortedShare} from "../disclosure/shareInterval.js";

/** How often an alteration was found in one source. */
export interface SourceFrequency {
  readonly label: string;
  readonly style: GroupStyle;
  readonly found: number;
  readonly tested: number;
  readonly patients: number;
}

/** One alteration: how often it was found in each group and in each source. */
export interface FrequencyRow {
  readonly label: string;
  /** In the order of the groups. */
  readonly marks: readonly FrequencyMark[];
  /** Sources whose eligibility does not fix the gene. */
  readonly dots: readonly SourceFrequency[];
  /** Over all groups; −1 where nobody was tested, 0 where a count is hidden. */
  readonly share: number;
}

/** A source as its dots are drawn. */
export interface DrawnSource {
  readonly code: string | null;
  readonly label: string;
  readonly style: GroupStyle;
}

/** The alterations of a release with their frequencies, most frequent first. */
export function frequencyRows(
  alterations: readonly Alteration[],
  {groups, sources}: {readonly groups: readonly AlterationCount[]; readonly sources: readonly AlterationCount[]},
  codes: readonly (string | null)[],
  drawn: readonly DrawnSource[]
): FrequencyRow[] {
  const cells = cellsOf(groups);
  const bySource = cellsOf(sources);
  return alterations
    .map(({name, byDesign = []}) => {
      const marks = codes.map((code) => frequency(cells.get(`${name}|${String(code)}`)));
      const [found, tested] = [sumOfCounts(marks.map((d) => d.found)), sumOfCounts(marks.map((d) => d.tested))];
      const dots = drawn.flatMap(({code, label, style}): SourceFrequency[] => {
        if (code !== null && byDesign.includes(code)) return [];
        const count = bySource.get(`${name}|${String(code)}`);
        if (count === undefined) return [];
        return [{label, style, found: count.nMutated, tested: count.nTested, patients: count.nPatients}];
      });
      return {label: name, marks, dots, share: sortedShare(found, tested)};
    })
    .sort(byShare);
}

function cellsOf(counts: readonly AlterationCount[]): Map<string, AlterationCount> {
  return new Map(counts.map((d) => [`${d.alteration}|${String(d.group)}`, d]));
}

function frequency(count: AlterationCount | undefined): FrequencyMark {
  const [found, tested, patients] = [count?.nMutated ?? 0, count?.nTested ?? 0, count?.nPatients ?? 0];
  const {estimate, lower, upper} = shareInterval(found, tested);
  return {found, tested, patients, share: estimate, lower, upper};
}

/** A source as a row of the table of numbers. */
export function sourceRow(name: string, {label, found, tested, patients}: SourceFrequency): (string | number | null)[] {
  const {estimate, lower, upper} = shareInterval(found, tested);
  return [name, `source ${label}`, found, tested, patients, estimate, lower, upper];
}

/** Which of the cohort's sources do not count for which alterations, because their eligibility fixes the gene. */
export function byDesignText(alterations: readonly Alteration[], cohort: readonly {readonly id: string}[]): string {
  const fixes = ({byDesign = []}: Alteration) => byDesign.filter((source) => cohort.some(({id}) => id === source));
  const fixed = alterations.filter((alteration) => fixes(alteration).length > 0);
  if (fixed.length === 0) return "";
  const sources = [...new Set(fixed.flatMap(fixes))].sort();
  const names = fixed.map(({name}) => name);
  return `${names.join(", ")}: patients of ${sources.join(" and ")} do not count, as its eligibility fixes the gene; split by source to see them.`;
}

/** Order of the alphabet. */
export function byName(a: FrequencyRow, b: FrequencyRow): number {
  return a.label < b.label ? -1 : 1;
}

function byShare(a: FrequencyRow, b: FrequencyRow): number {
  return b.share - a.share || byName(a, b);
}

/** The sum of some numbers. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
