import type {GroupLevel, Grouping} from "../../cohort/catalogue.js";
import type {CodedColumn} from "../../cohort/guards/coProfiled.js";
import type {PageState} from "../pageState.js";

/** The two groups whose frequencies are compared. */
export interface ContrastGroups {
  readonly first: GroupLevel;
  /** Null: all other patients of a known group. */
  readonly second: GroupLevel | null;
  readonly labels: readonly [string, string];
}

/**
 * The groups that a state asks for, among the levels with patients: the first level against the second of two, against
 * all others of more, unless it says otherwise. Null with fewer than two levels.
 */
export function contrastGroups(
  {options}: Pick<PageState, "options">,
  levels: readonly GroupLevel[],
  label: (level: GroupLevel) => string
): ContrastGroups | null {
  if (levels.length < 2) return null;
  const first = levels.find(({code}) => code === options.first) ?? levels[0];
  const others = levels.filter(({code}) => code !== first.code);
  const second = others.length === 1 ? others[0] : (others.find(({code}) => code === options.second) ?? null);
  return {first, second, labels: [label(first), second === null ? "all others" : label(second)]};
}

/** Levels of a grouping that have members. */
export function levelsWithMembers(column: CodedColumn, members: Uint8Array, grouping: Grouping): GroupLevel[] {
  const found = new Set<number>();
  for (let i = 0; i < column.codes.length; ++i)
    if (members[i] === 1 && column.codes[i] >= 0) found.add(column.codes[i]);
  return grouping.levels.filter(({code}) => found.has(column.levels.findIndex((level) => level.code === code)));
}
