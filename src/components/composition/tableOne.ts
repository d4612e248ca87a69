import {type CohortRows, patientsByLevel} from "../../cohort/cohortRows.js";
import {smdBinary, smdLevels, smdMoments} from "../../stats/standardisedDifference.js";
import {type CountsSummary, summariseCounts} from "../../stats/summariseCounts.js";
import {type ValueCounts, valueCounts} from "../../stats/valueCounts.js";
import type {DescribedVariable} from "./describedVariables.js";

/** A column of the table. */
export interface TableGroup {
  /** Code of the level; null: value of the grouping not known, or no grouping. */
  readonly code: string | null;
  readonly label: string;
  readonly n: number;
  /** False for patients whose group is not known: they are shown, and not compared. */
  readonly compared: boolean;
}

/** A variable in numbers, one element per group. */
export interface DescribedNumbers {
  readonly variable: DescribedVariable;
  readonly missing: readonly number[];
  /** Of a number. */
  readonly counts: ValueCounts | null;
  readonly summaries: readonly CountsSummary[];
  /** Of a category: patients by level and group. */
  readonly levels: readonly (readonly number[])[];
  /** Patients with a value, where that is not the sum of the levels because some of them are hidden; NaN: hidden too. */
  readonly known?: readonly number[];
  /** Standardised difference of the compared groups, the largest of all pairs (by size) where there are more than two; null where it has no value, or nothing is compared. */
  readonly smd: number | null;
}

/** The table in numbers. */
export interface TableOne {
  readonly groups: readonly TableGroup[];
  readonly rows: readonly DescribedNumbers[];
}

/** Group of every patient of a cohort: place among the groups, −1 if the patient is in none. */
export interface TableGroups {
  readonly groups: readonly Omit<TableGroup, "n">[];
  readonly codes: ArrayLike<number>;
}

/** Describes every variable in every group. `rows` must hold the columns of the variables. */
export function tableOne(
  rows: CohortRows,
  variables: readonly DescribedVariable[],
  {groups, codes}: TableGroups
): TableOne {
  const sizes = new Float64Array(groups.length);
  for (let i = 0; i < codes.length; ++i) if (codes[i] >= 0) ++sizes[codes[i]];
  const compared = groups.flatMap((group, g) => (group.compared ? [g] : []));
  const everybody = groups.length === 1 && sizes[0] === rows.n;
  return {
    groups: groups.map((group, g) => ({...group, n: sizes[g]})),
    rows: variables.map((variable) =>
      variable.kind === "number"
        ? describeNumber(variable, valueCounts(rows.number(variable.column), codes, groups.length), compared)
        : describeLevels(
            variable,
            everybody ? wholeCounts(rows, variable) : levelCounts(rows, variable, codes, groups.length),
            compared
          )
    )
  };
}

/** A number from counts of its values. */
export function describeNumber(
  variable: DescribedVariable,
  counts: ValueCounts,
  compared: readonly number[]
): DescribedNumbers {
  const summaries = counts.counts.map((own) => summariseCounts(counts.values, own));
  const smd = largest(compared, (a, b) => smdMoments(summaries[a], summaries[b]));
  return {variable, missing: [...counts.missing], counts, summaries, levels: [], smd};
}

/** A category or finding from patients by level and group, those without a value last. */
export function describeLevels(
  variable: DescribedVariable,
  counts: readonly (readonly number[])[],
  compared: readonly number[]
): DescribedNumbers {
  const levels = counts.slice(0, -1);
  const known = (g: number) => levels.reduce((sum, own) => sum + own[g], 0);
  const smd = largest(compared, (a, b) =>
    variable.kind === "finding"
      ? smdBinary(levels[0][a], known(a), levels[0][b], known(b))
      : smdLevels(
          levels.map((own) => own[a]),
          levels.map((own) => own[b])
        )
  );
  return {variable, missing: counts[counts.length - 1], counts: null, summaries: [], levels, smd};
}

/** Patients by level where everybody is in the one group, those without a value last. */
function wholeCounts(rows: CohortRows, {column, levels}: DescribedVariable): number[][] {
  const {levels: own, counts} = patientsByLevel(rows, column);
  // A level that nobody has is not among those of the rows.
  const known = levels.map(({code}) => counts[own.findIndex((level) => level.code === code)] ?? 0);
  return [...known, counts[own.length]].map((n) => [n]);
}

function levelCounts(
  rows: CohortRows,
  {column, levels}: DescribedVariable,
  codes: ArrayLike<number>,
  groups: number
): number[][] {
  const own = rows.category(column);
  // The levels of the table are those of the column in an order of its own; the last place is for no value.
  const place = own.levels.map(({code}) => levels.findIndex((level) => level.code === code));
  const counts = new Float64Array((levels.length + 1) * groups);
  for (let i = 0; i < codes.length; ++i) {
    const g = codes[i];
    if (g < 0) continue;
    const level = own.codes[i] < 0 ? levels.length : place[own.codes[i]];
    ++counts[level * groups + g];
  }
  return Array.from({length: levels.length + 1}, (_, level) => [
    ...counts.subarray(level * groups, (level + 1) * groups)
  ]);
}

/** The standardised difference of two groups, or the largest by size of all pairs of more. */
function largest(groups: readonly number[], difference: (a: number, b: number) => number | null): number | null {
  const pairs = groups.flatMap((a, i) => groups.slice(i + 1).map((b) => difference(a, b)));
  if (groups.length === 2) return pairs[0];
  const sizes = pairs.flatMap((d) => (d === null ? [] : [Math.abs(d)]));
  return sizes.length === 0 ? null : Math.max(...sizes);
}
