import type {SetKey} from "../../../../src/model/report.js";
import {reportContext} from "../../../report/reportContext.js";
import {curveComplements} from "../curveComplements.js";
import {clausesOf, namesAny} from "../../public/setClauses.js";
import {type AuditInput, type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";

/**
 * R11: what is left of every shown count after subtracting patients whose rows anybody can have is none, or at least k, and
 * what is left of the events between two knots of a curve none, or as many as these ask for.
 */
export const microdataRule: AuditRule = {
  id: "R11",
  title: "Complements of public microdata",
  check(input) {
    const {microdata, publicPolicy, release, results} = input;
    if (release.manifest.tier === "internal") return notApplicable(exactRows);
    if (results === null) return notApplicable("the rows are shared under an agreement, with their sources named");
    const ids = release.manifest.sources.map(({id}) => id);
    const open = ids.filter((id) => publicPolicy.public_microdata.includes(id));
    if (open.length === 0) return notApplicable("no source has rows that are public");
    if (open.length === ids.length)
      return notApplicable("the rows of every source are public: nothing is left to subtract from");
    if (ids.length === 2)
      return {status: "breach", breaches: [`a total of two sources, of which the rows of ${open[0]} are public`]};
    const breaches = microdata === null ? saidComplements(input, open) : complements(input, open);
    const how =
      microdata === null
        ? `from counts split by source only: the rows of ${open.join(", ")} were not given (--microdata)`
        : `with the rows of ${open.join(", ")}`;
    return passUnless(breaches, `no count less than k is left, and between knots no few events, ${how}`);
  }
};

/** Counts without those of the open sources, from what the release itself says of these. */
function saidComplements({publicPolicy, results}: AuditInput, open: readonly string[]): string[] {
  return shownCounts(results!.counts).flatMap(({key, n}) => {
    if (namesAny(key, ["source_id"])) return [];
    const known = open.map((id) => results!.counts.get(withClause(key, `source_id=${id}`)) ?? null);
    if (known.some((count) => count === null)) return [];
    return tooFew(key, n - known.reduce<number>((sum, count) => sum + (count ?? 0), 0), publicPolicy);
  });
}

/**
 * Counts and curves without the patients of rows that an attacker has: those of the open sources, whatever else the release
 * given has. A set that those rows cannot decide is one that he cannot subtract.
 */
function complements({microdata, publicPolicy, results}: AuditInput, open: readonly string[]): string[] {
  const context = reportContext(microdata!);
  const ofOpen = open.map((id) => context.members(`source_id=${id}`));
  const members = (key: SetKey) => context.members(key).map((d, i) => d & Number(ofOpen.some((own) => own[i] === 1)));
  const known = {decides: context.decides, rows: context.rows, members};
  const counts = shownCounts(results!.counts).flatMap(({key, n}) =>
    known.decides(clausesOf(key)) ? tooFew(key, n - members(key).reduce((sum, d) => sum + d, 0), publicPolicy) : []
  );
  return [...counts, ...results!.blocks.flatMap((block) => curveComplements(block, known, publicPolicy))];
}

function tooFew(key: string, left: number, {k}: AuditInput["publicPolicy"]): string[] {
  return left > 0 && left < k.sensitive
    ? [`${key}: ${left} patients are left, expected 0 or at least ${k.sensitive}`]
    : [];
}

function shownCounts(counts: ReadonlyMap<string, number | null>): {key: string; n: number}[] {
  return [...counts].flatMap(([key, n]) => (n === null ? [] : [{key, n}]));
}

function withClause(key: string, clause: string): string {
  return key === "all" ? clause : [...key.split(" & "), clause].sort().join(" & ");
}
