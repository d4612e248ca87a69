/**
 * The key of a set of patients: its clauses, sorted, joined by ` & `; `all` for everybody. A clause is
 * `variable=level`, `variable=level|level` (any of them), `variable=known`, `variable=unknown`, `variable=from..to`
 * (inclusive; open on a side left empty; `..<to` without `to` itself), `alteration=mutated`, `flag=present`,
 * `any=alteration|alteration` (at least one mutated), `endpoint:followed`, `endpoint:event`, `endpoint:competing`,
 * `endpoint:event<=day`, or the name of a set that an analysis defines (`in:…`). The same set asked for in the same words always has the same key: what is hidden once is hidden
 * everywhere.
 */
export type SetKey = string;

/** Why a number is not shown. */
export type Hidden = "small" | "complementary" | "differencing" | "few_events" | "homogeneous" | "policy";

/** Patients in a set. */
export interface Count {
  readonly set: SetKey;
  /** Null where the tier does not allow it to be shown; `hidden` then says why. */
  readonly n: number | null;
  readonly hidden?: Hidden;
}

/** Some patients of those in whom it could be decided; percentage and Wilson interval are made from both when drawn. */
export interface Share {
  readonly count: Count;
  readonly of: Count;
}

/** An estimate with its 95 % limits; null where it does not exist or may not be shown. */
export interface Estimate {
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** A test as it was made: its name comes from the function that ran. */
export interface TestResult {
  readonly method: string;
  readonly statistic: number | null;
  /** What the statistic is, where it is not a χ² with `df` degrees of freedom. */
  readonly letter?: "z" | "t";
  readonly df: number | null;
  /** Two-sided. Null if withheld; `withheld` says why. */
  readonly p: number | null;
  /** One-sided, where the protocol of a trial asks for it; null if withheld. */
  readonly oneSided?: number | null;
  readonly withheld?: string;
  /** Benjamini–Hochberg within `family`. */
  readonly q?: number | null;
  readonly family?: string;
}
