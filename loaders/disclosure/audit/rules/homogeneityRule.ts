import type {ReportBlock, Share} from "../../../../src/model/report.js";
import type {PublicPolicy} from "../../public/policy.js";
import {decidedPart, namesAny} from "../../public/setClauses.js";
import {type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";
import {riskFromRows} from "../riskFromRows.js";

/** R10: of no group it is said that all, or none, have an outcome. */
export const homogeneityRule: AuditRule = {
  id: "R10",
  title: "Outcomes of all or none of a group",
  check({policy, publicPolicy, release, results}) {
    if (policy !== null) {
      const {diversity, risk} = riskFromRows(release, policy);
      const breaches =
        diversity === 0 ? [] : [`${diversity} classes of patients have one known outcome, expected none`];
      return passUnless(
        breaches,
        `${risk.classes} classes have both outcomes at ${policy.outcome_month} months, or none is known`
      );
    }
    if (results === null) return notApplicable(exactRows);
    const found = results.blocks.flatMap(sharesOf);
    const breaches = found.flatMap(({share, where}) =>
      homogeneous(share, publicPolicy).map((line) => `${where}: ${line}`)
    );
    return passUnless([...new Set(breaches)], `${found.length} shares looked at`);
  }
};

/** Why a share may not be said; nothing if it may. */
export function homogeneous({count, of}: Share, {homogeneous: outcomes}: Pick<PublicPolicy, "homogeneous">): string[] {
  if (
    count.n === null ||
    of.n === null ||
    of.n === 0 ||
    count.set === of.set ||
    !namesAny(decidedPart(count.set), outcomes)
  )
    return [];
  if (count.n !== 0 && count.n !== of.n) return [];
  return [`${count.set}: ${count.n === 0 ? "none" : "all"} of ${of.n} patients have this outcome`];
}

/** Counts given as a share of another, and events of groups. */
export function sharesOf(block: ReportBlock): {where: string; share: Share}[] {
  const of = (where: string, count: Share["count"], n: Share["of"]) => ({
    where: `block ${block.id}, ${where}`,
    share: {count, of: n}
  });
  switch (block.kind) {
    case "counts":
      return block.rows.flatMap(({cells, label}) =>
        cells.flatMap((share) => (share ? [of(label, share.count, share.of)] : []))
      );
    case "survival":
      return block.groups.map(({events, label, n}) => of(label, events, n));
    case "incidence":
      return block.groups.flatMap(({causes, label, n}) => causes.map(({events}) => of(label, events, n)));
    case "forest":
      return block.rows.flatMap(({events, label, n}) => (n && events ? [of(label, events, n)] : []));
    default:
      return [];
  }
}
