import type {SourceEvents} from "./events.js";
import type {Histories} from "./histories.js";
import type {SourceOutcomes} from "./outcomes.js";
import type {Cohort} from "./patients.js";
import type {SourceContext} from "./sourceContext.js";

/** Counts what does not fit together in the course of a patient (DATA_MODEL §2). Nothing is changed. */
export function checkConsistency(
  cohort: Cohort,
  events: SourceEvents,
  history: Histories,
  outcomes: SourceOutcomes,
  {findings}: SourceContext
): void {
  const {death, lastContact, remission, relapse} = history;
  const end = cohort.followUp;
  const after = new Uint8Array(cohort.size);
  for (let i = 0; i < events.day.length; ++i) if (events.day[i] > end[events.patient[i]]) after[events.patient[i]] = 1;
  const count = (test: (i: number) => boolean): number => cohort.ids.reduce((n, _, i) => n + (test(i) ? 1 : 0), 0);
  const has = (days: Float64Array, i: number): boolean => !Number.isNaN(days[i]);
  const os = outcomes.get("OS");
  const checks: [rule: string, severity: "info" | "warning" | "error", n: number, checked: number, words: string][] = [
    ["event_after_end", "error", count((i) => after[i] === 1), cohort.size, "An event lies after the end of follow-up"],
    [
      "vital_status_unknown",
      "warning",
      os ? count((i) => os[i] === null) : 0,
      cohort.size,
      "Neither dead nor known to be alive; without overall survival"
    ],
    [
      "dead_and_alive",
      "error",
      count((i) => lastContact[i] > death[i]),
      cohort.size,
      "Last contact lies after the day of death"
    ],
    [
      "relapse_without_remission",
      "warning",
      count((i) => has(relapse, i) && !has(remission, i)),
      count((i) => has(relapse, i)),
      "Relapse without a day of remission; not in the population of RFS, CIR and NRM"
    ],
    [
      "relapse_before_remission",
      "error",
      count((i) => relapse[i] <= remission[i]),
      count((i) => has(relapse, i) && has(remission, i)),
      "First relapse not after the day of remission"
    ],
    [
      "remission_after_end",
      "error",
      count((i) => remission[i] > end[i]),
      count((i) => has(remission, i)),
      "Remission after the end of follow-up"
    ],
    [
      "alive_after_relapse",
      "info",
      count((i) => has(relapse, i) && has(lastContact, i) && !has(death, i)),
      count((i) => has(relapse, i)),
      "Alive at last contact after a relapse"
    ],
    [
      "late_remission",
      "info",
      count((i) => history.refractory[i] < remission[i]),
      count((i) => has(history.refractory, i)),
      "Remission after refractory disease; still in the population of RFS"
    ]
  ];
  for (const [rule, severity, n, checked, description] of checks)
    findings.add({file: null, rule, severity, n, checked, description});
}
