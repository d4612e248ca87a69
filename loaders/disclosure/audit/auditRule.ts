import type {Release} from "../../release/readRelease.js";
import type {SignOff} from "../../release/signOff.js";
import type {Policy} from "../policySchema.js";
import type {PublicPolicy} from "../public/policy.js";
import type {PublishedResults} from "./publishedResults.js";

/** What an audit looks at: a release and what may be compared with it, never the exact rows it was made from. */
export interface AuditInput {
  readonly release: Release;
  /** The rules of rows, of a consortium release; null for any other. */
  readonly policy: Policy | null;
  /** The rules of the public tier. */
  readonly publicPolicy: PublicPolicy;
  /** All that a public release says; null for any other. */
  readonly results: PublishedResults | null;
  /** The release of the same tier that was published before; null if none is given. */
  readonly previous: {readonly release: Release; readonly results: PublishedResults | null} | null;
  /** Folder of the built site; null if none is given. */
  readonly site: string | null;
  /** Exact rows of sources whose rows anybody can have; null if none are given. */
  readonly microdata: Release | null;
  /** Who signed the release off. */
  readonly signOffs: readonly SignOff[];
}

/** What one rule found. */
export type RuleOutcome =
  | {readonly status: "pass"; readonly detail: string}
  | {readonly status: "breach"; readonly breaches: readonly string[]}
  | {readonly status: "not applicable"; readonly detail: string};

/** One rule of the audit. */
export interface AuditRule {
  /** R1 to R15. */
  readonly id: string;
  readonly title: string;
  readonly check: (input: AuditInput) => RuleOutcome | Promise<RuleOutcome>;
}

/** Passed unless there are breaches; `detail` says what was looked at. */
export function passUnless(breaches: readonly string[], detail: string): RuleOutcome {
  return breaches.length > 0 ? {status: "breach", breaches} : {status: "pass", detail};
}

/** The rule has nothing to look at in this release. */
export function notApplicable(detail: string): RuleOutcome {
  return {status: "not applicable", detail};
}

/** Why a rule of rows does not concern a public release, and the other way round. */
export const noRows = "the release has no rows of patients";
/** Why no rule of disclosure is asked of an internal release. */
export const exactRows = "the release is internal: its rows are exact and not for sharing";
