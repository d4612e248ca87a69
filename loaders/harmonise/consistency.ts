import {endpointRule} from "./endpointRule.js";
import type {SourceEvents} from "./events.js";
import type {Outcome} from "./endpoints/outcome.js";
import type {Finding} from "./findingLog.js";
import type {Histories} from "./histories.js";
import type {SourceOutcomes} from "./outcomes.js";
import type {Cohort} from "./patients.js";
import type {SourceContext} from "./sourceContext.js";

/** One rule: in how many of the patients that it concerns something does not fit. */
interface Check extends Pick<Finding, "rule" | "severity" | "description"> {
  /** Patients whom the rule concerns; all if not given. */
  readonly concerns?: (i: number) => boolean;
  readonly found: (i: number) => boolean;
}

/** Counts what does not fit together in the course of a patient (DATA_MODEL §2). Nothing is changed. */
export function checkConsistency(
  cohort: Cohort,
  events: SourceEvents,
  history: Histories,
  outcomes: SourceOutcomes,
  {findings, study}: SourceContext
): void {
  for (const {rule, severity, description, concerns = () => true, found} of [
    ...eventChecks(cohort, events, history),
    ...outcomeChecks(
      history,
      outcomes,
      [...outcomes].filter(([d]) => !endpointRule(study.disease, d).censorsDeath).map(([, own]) => own)
    )
  ]) {
    let checked = 0;
    let n = 0;
    for (let i = 0; i < cohort.size; ++i) {
      if (!concerns(i)) continue;
      ++checked;
      if (found(i)) ++n;
    }
    findings.add({file: null, rule, category: "plausibility", severity, n, checked, description});
  }
}

const has = (days: Float64Array, i: number): boolean => !Number.isNaN(days[i]);

/** What events say of each other. */
function eventChecks({size, followUp}: Cohort, events: SourceEvents, history: Histories): Check[] {
  const {death, lastContact, remission, refractory, relapse, transplant} = history;
  const after = new Uint8Array(size);
  events.day.forEach((day, i) => {
    if (day > followUp[events.patient[i]]) after[events.patient[i]] = 1;
  });
  return [
    {
      rule: "event_after_end",
      severity: "error",
      found: (i) => after[i] === 1,
      description: "An event lies after the end of follow-up"
    },
    {
      rule: "dead_and_alive",
      severity: "error",
      found: (i) => lastContact[i] > death[i],
      description: "Last contact lies after the day of death"
    },
    {
      rule: "relapse_without_remission",
      severity: "warning",
      concerns: (i) => has(relapse, i),
      found: (i) => !has(remission, i),
      description: "Relapse without a day of remission; not in the population of RFS, CIR and NRM"
    },
    {
      rule: "relapse_before_remission",
      severity: "error",
      concerns: (i) => has(relapse, i) && has(remission, i),
      found: (i) => relapse[i] <= remission[i],
      description: "First relapse not after the day of remission"
    },
    {
      rule: "remission_after_end",
      severity: "error",
      concerns: (i) => has(remission, i),
      found: (i) => remission[i] > followUp[i],
      description: "Remission after the end of follow-up"
    },
    {
      rule: "transplant_after_end",
      severity: "error",
      concerns: (i) => has(transplant, i),
      found: (i) => transplant[i] > followUp[i],
      description: "Allogeneic transplantation after the end of follow-up"
    },
    {
      rule: "alive_after_relapse",
      severity: "info",
      concerns: (i) => has(relapse, i),
      found: (i) => has(lastContact, i) && !has(death, i),
      description: "Alive at last contact after a relapse"
    },
    {
      rule: "late_remission",
      severity: "info",
      concerns: (i) => has(refractory, i),
      found: (i) => refractory[i] < remission[i],
      description: "Remission after refractory disease; still in the population of RFS"
    },
    {
      rule: "relapse_not_first_event",
      severity: "info",
      concerns: (i) => has(relapse, i),
      found: (i) => refractory[i] <= relapse[i] || death[i] < relapse[i],
      description: "Relapse, but not as the first of refractory disease, relapse and death"
    }
  ];
}

/** What must hold of rebuilt endpoints, whatever the definition; `endedByDeath`: those in which the dead are not censored. */
function outcomeChecks(
  {death, lastContact, remission, relapseAfterRemission}: Histories,
  outcomes: SourceOutcomes,
  endedByDeath: readonly (readonly (Outcome | null)[])[]
): Check[] {
  const os = outcomes.get("OS") ?? [];
  const others = [...outcomes.values()];
  const rfs = outcomes.get("RFS") ?? [];
  return [
    {
      rule: "vital_status_unknown",
      severity: "warning",
      found: (i) => !os[i],
      description: "Neither dead nor known to be alive; without overall survival"
    },
    {
      rule: "endpoint_beyond_survival",
      severity: "error",
      concerns: (i) => Boolean(os[i]),
      found: (i) => others.some(({[i]: d}) => d && d.start + d.time > os[i]!.time),
      description: "An endpoint ends after overall survival does"
    },
    {
      rule: "endpoint_censored_at_death",
      severity: "error",
      concerns: (i) => os[i]?.status === 1,
      found: (i) => endedByDeath.some(({[i]: d}) => d?.status === 0),
      description: "Dead, but censored in an endpoint in whose population the patient is"
    },
    {
      rule: "remission_to_first_event",
      severity: "error",
      concerns: (i) => Boolean(rfs[i]),
      found: (i) => {
        const days = [relapseAfterRemission[i], death[i], lastContact[i]].filter((day) => !Number.isNaN(day));
        return remission[i] + rfs[i]!.time !== Math.min(...days);
      },
      description:
        "Day of remission and relapse-free time do not add up to the first of relapse, death and last contact"
    }
  ];
}
