import {type AuditRule, exactRows, noRows, notApplicable, passUnless} from "../auditRule.js";
import {patientsBefore, riskFromRows} from "../riskFromRows.js";

/**
 * R4: at most so many records are blanked or left out. Those that are blank altogether are counted in the rows. How many more
 * are blanked in part, and how many were left out, only the exact release knows: what the release says is taken, if it is no
 * more than the rows have blank anywhere.
 */
export const suppressionRule: AuditRule = {
  id: "R4",
  title: "Records suppressed",
  check({policy, release}) {
    if (policy === null) return notApplicable(release.manifest.tier === "internal" ? exactRows : noRows);
    const {blank, partlyBlank, risk, said} = riskFromRows(release, policy);
    const before = patientsBefore(release);
    if (before === null || before < risk.patients)
      return {status: "breach", breaches: ["table disclosure_decisions: no number of patients before suppression"]};
    const blanked = Math.max(blank, said.get("blanked") ?? partlyBlank);
    const removed = before - risk.patients;
    const share = (removed + blanked) / before;
    const breaches: string[] = [];
    if (share > policy.max_suppression + 1e-9)
      breaches.push(
        `${removed + blanked} of ${before} records are suppressed, expected at most ${policy.max_suppression * 100} %`
      );
    if (said.get("removed") !== removed)
      breaches.push(`table disclosure_risk says ${said.get("removed") ?? "nothing"} left out, ${removed} are`);
    // Records that never had a value look like blanked ones.
    if ((said.get("blanked") ?? Infinity) > partlyBlank)
      breaches.push(
        `table disclosure_risk says ${said.get("blanked") ?? "nothing"} blanked, the rows have ${partlyBlank}`
      );
    return passUnless(breaches, `${blanked} of ${before} records blanked, ${removed} left out`);
  }
};
