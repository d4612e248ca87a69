import {type AuditRule, exactRows, noRows, notApplicable, passUnless} from "../auditRule.js";
import {patientsBefore, riskFromRows} from "../riskFromRows.js";

/**
 * R4: at most so many records are blanked or left out. Blanked ones are counted in the rows; how many were left out only the
 * exact release knows, so that the number of its records is taken from what the release says.
 */
export const suppressionRule: AuditRule = {
  id: "R4",
  title: "Records suppressed",
  check({policy, release}) {
    if (policy === null) return notApplicable(release.manifest.tier === "internal" ? exactRows : noRows);
    const {blanked, risk, said} = riskFromRows(release, policy);
    const before = patientsBefore(release);
    if (before === null || before < risk.patients)
      return {status: "breach", breaches: ["table disclosure_decisions: no number of patients before suppression"]};
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
    if ((said.get("blanked") ?? Infinity) > blanked)
      breaches.push(`table disclosure_risk says ${said.get("blanked") ?? "nothing"} blanked, the rows have ${blanked}`);
    return passUnless(breaches, `${blanked} of ${before} records blanked, ${removed} left out`);
  }
};
