import {readSignOffs} from "../../release/signOff.js";
import type {Release} from "../../release/readRelease.js";
import {readPublicPolicy} from "../public/policy.js";
import {readPolicy} from "../readPolicy.js";
import type {AuditInput, RuleOutcome} from "./auditRule.js";
import {auditRules} from "./auditRules.js";
import {readPublishedResults} from "./publishedResults.js";

/** What to audit, and what to compare it with. */
export interface AuditOptions {
  /** The project's root, with the policies. */
  readonly root: string;
  readonly release: Release;
  readonly previous?: Release;
  readonly site?: string;
  readonly microdata?: Release;
}

/** One rule with what it found. */
export interface AuditedRule {
  readonly id: string;
  readonly title: string;
  readonly outcome: RuleOutcome;
  readonly seconds: number;
}

/** All rules with what they found in a release. */
export interface Audit {
  readonly input: AuditInput;
  readonly rules: readonly AuditedRule[];
  /** Rules that are broken. */
  readonly broken: number;
}

/** Checks every rule on a release, from the release alone. */
export async function auditRelease(options: AuditOptions): Promise<Audit> {
  const {microdata = null, previous, release, root, site = null} = options;
  const {id, tier} = release.manifest;
  const results = (of: Release) => (of.manifest.tier === "public" ? readPublishedResults(of) : null);
  const input: AuditInput = {
    release,
    policy: tier === "consortium" ? readPolicy(root, "consortium") : null,
    publicPolicy: readPublicPolicy(root),
    results: results(release),
    previous: previous === undefined ? null : {release: previous, results: results(previous)},
    site,
    microdata,
    signOffs: await readSignOffs(release.folder, id)
  };
  const rules: AuditedRule[] = [];
  for (const {check, id: rule, title} of auditRules) {
    const start = performance.now();
    const outcome = await check(input);
    rules.push({id: rule, title, outcome, seconds: (performance.now() - start) / 1000});
  }
  return {input, rules, broken: rules.filter(({outcome}) => outcome.status === "breach").length};
}
