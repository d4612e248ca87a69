import {type AuditRule, exactRows, noRows, notApplicable, passUnless} from "../auditRule.js";
import {riskFromRows} from "../riskFromRows.js";

/** R3: k, l and the risk of re-identification, counted from the rows, and what the release says of them itself. */
export const riskRule: AuditRule = {
  id: "R3",
  title: "k-anonymity, l-diversity and risk",
  check({policy, release}) {
    if (policy === null) return notApplicable(release.manifest.tier === "internal" ? exactRows : noRows);
    const {diversity, names, risk, said} = riskFromRows(release, policy);
    const breaches: string[] = [];
    const limit = (words: string, value: number, most: number) => {
      if (value > most + 1e-9) breaches.push(`${words} is ${round(value)}, expected at most ${most}`);
    };
    if (risk.smallestClass < policy.k)
      breaches.push(
        `${risk.belowK} patients are in classes of fewer than ${policy.k}, the smallest has ${risk.smallestClass}`
      );
    limit("largest prosecutor risk", risk.prosecutorMax, policy.max_risk);
    limit("mean prosecutor risk", risk.prosecutorMean, policy.max_mean_risk);
    limit(`number of classes with one outcome at ${policy.outcome_month} months`, diversity, 0);
    for (const measure of [
      "patients",
      "classes",
      "smallestClass",
      "unique",
      "belowK",
      "prosecutorMax",
      "prosecutorMean"
    ] as const) {
      const told = said.get(measure);
      if (told === undefined || Math.abs(told - risk[measure]) > 1e-5 * Math.max(1, Math.abs(risk[measure])))
        breaches.push(
          `table disclosure_risk says ${measure} ${told ?? "nothing"}, the rows say ${round(risk[measure])}`
        );
    }
    return passUnless(
      breaches,
      `${risk.patients} patients in ${risk.classes} classes by ${names.join(", ")}: smallest ${risk.smallestClass}, largest risk ${round(risk.prosecutorMax)}, mean ${round(risk.prosecutorMean)}`
    );
  }
};

function round(value: number): number {
  return Number(value.toPrecision(3));
}
