import {withheld} from "../../model/hiddenCounts.js";
import {hideNextSmallest} from "../../model/nextSmallest.js";
import type {DisclosureRule} from "../../model/siteData.js";
import type {CohortDatabase} from "../cohortDatabase.js";
import type {CohortSelection} from "../cohortSelection.js";
import type {Counts} from "../facetCounts.js";

/** Why nothing is shown of a cohort: it is too small, or those who are not in it are too few. */
export type RefusedFor = "cohort" | "complement";

/** A cohort of which nothing may be shown. */
export class DisclosureRefusal extends Error {
  override readonly name = "DisclosureRefusal";

  constructor(
    readonly why: RefusedFor,
    readonly rule: DisclosureRule
  ) {
    super(
      why === "cohort"
        ? `fewer than ${rule.k} patients meet these conditions, and so few are not shown`
        : `all but fewer than ${rule.k} patients meet these conditions, and what is left of the release would tell of those`
    );
  }
}

/** Nothing for a cohort of which nothing may be shown; any other error is thrown on. */
export function unlessRefused(error: unknown): undefined {
  if (!(error instanceof DisclosureRefusal)) throw error;
}

/** True of a count that may not be shown: 1 to k − 1. */
export function isSmall(n: number, {k}: DisclosureRule): boolean {
  return n > 0 && n < k;
}

/** Why a cohort of `n` of `total` patients may not be shown; null if it may. Nobody, and everybody, may. */
export function refusedFor(n: number, total: number, rule: DisclosureRule | null): RefusedFor | null {
  if (rule === null) return null;
  if (isSmall(n, rule)) return "cohort";
  return isSmall(total - n, rule) ? "complement" : null;
}

/** A count as the reader may see it: NaN, which is written as `< k`, for one that is small. */
export function hiddenIfSmall(n: number, rule: DisclosureRule | null): number {
  return rule !== null && isSmall(n, rule) ? NaN : n;
}

/**
 * Counts of the levels of a cohort with the small ones hidden (NaN), so that neither a number nor the length of a bar tells
 * of them; with a single one the next smallest is {@link withheld}, as the cohort is the sum of its levels.
 */
export function hiddenCounts(counts: Counts, rule: DisclosureRule | null): Counts {
  if (rule === null) return counts;
  const parts = Array.from(counts);
  const hidden = new Set(parts.flatMap((n, i) => (isSmall(n, rule) ? [i] : [])));
  hideNextSmallest(parts, hidden);
  return Float64Array.from(parts, (n, i) => (isSmall(n, rule) ? NaN : hidden.has(i) ? withheld : n));
}

/**
 * The patients of a release of which no cohort is given that is too small, nor one whose complement is: whoever asks for it
 * gets a {@link DisclosureRefusal}. Counts by level of those that are given have small ones hidden. Without a rule, the
 * database as it is.
 */
export function guardedDatabase(database: CohortDatabase, rule: DisclosureRule | null): CohortDatabase {
  if (rule === null) return database;
  const check = (n: number, total: number): void => {
    const why = refusedFor(n, total, rule);
    if (why !== null) throw new DisclosureRefusal(why, rule);
  };
  return {
    ...database,
    async select(filter) {
      const selection = await database.select(filter);
      check(selection.n, selection.total);
      return guardedSelection(selection, rule);
    },
    async membersOf(filter) {
      const members = await database.membersOf(filter);
      check(
        members.reduce((sum, member) => sum + member, 0),
        members.length
      );
      return members;
    }
  };
}

function guardedSelection(selection: CohortSelection, rule: DisclosureRule): CohortSelection {
  return {
    ...selection,
    async counts(requests) {
      const counts = await selection.counts(requests);
      return new Map([...counts].map(([column, n]) => [column, hiddenCounts(n, rule)]));
    }
  };
}

/** Groups of a curve: position of each patient's group, −1 for none. */
export interface CurveGroups {
  readonly codes: ArrayLike<number>;
  readonly levels: readonly {readonly label: string}[];
}

/** What may be drawn of groups. */
export interface DrawnGroups {
  /** As `codes`, −1 also for patients of a group that is too small. */
  readonly codes: Int16Array;
  /** Names of the groups that are too small. */
  readonly left: readonly string[];
  /** Whether those in no group are nobody, or enough to be drawn as a group of their own. */
  readonly unknownIsEnough: boolean;
}

/** Takes groups of fewer patients than a curve needs out of a comparison; without a rule, all groups are drawn. */
export function drawnGroups({codes, levels}: CurveGroups, rule: DisclosureRule | null): DrawnGroups {
  const kept = Int16Array.from(codes);
  if (rule === null) return {codes: kept, left: [], unknownIsEnough: true};
  const counts = levels.map(() => 0);
  for (const code of kept) if (code >= 0) ++counts[code];
  const small = counts.map((n) => n > 0 && n < rule.minCurve);
  let unknown = 0;
  kept.forEach((code, i) => {
    if (code < 0 || small[code]) {
      kept[i] = -1;
      ++unknown;
    }
  });
  return {
    codes: kept,
    left: levels.filter((_, code) => small[code]).map(({label}) => label),
    unknownIsEnough: unknown === 0 || unknown >= rule.minCurve
  };
}
