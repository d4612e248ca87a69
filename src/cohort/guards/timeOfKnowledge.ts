import {labelOf} from "../../model/vocabulary.js";
import {endpointStart} from "./endpointStart.js";

/** A variable as the guard sees it: when its value is known, and of which endpoints it is itself the outcome. */
export interface TimedVariable {
  /** The reader's words, e.g. "Complete remission". */
  readonly label: string;
  readonly knownAt: "diagnosis" | "remission" | "transplant" | "relapse" | "follow_up";
  /** Column with the day on which the value became known; null: at the index event. */
  readonly knownDay: string | null;
  /** Codes of the endpoints of which the variable is (part of) the outcome. */
  readonly outcomeOf: readonly string[];
}

/** What may be done with a variable and an endpoint; `reason` is one or two sentences for the reader. */
export type Verdict =
  | {readonly kind: "allowed"}
  | {readonly kind: "refused"; readonly reason: string}
  | {readonly kind: "landmark"; readonly day: number; readonly reason: string}
  | {readonly kind: "time_dependent"; readonly reason: string};

/** Days after the endpoint's start at which groups are formed unless the reader chooses another day. */
export const defaultLandmarks: Readonly<Record<TimedVariable["knownAt"], number>> = {
  diagnosis: 0,
  remission: 90,
  transplant: 180,
  relapse: 365,
  follow_up: 365
};

const knownWhen: Readonly<Record<TimedVariable["knownAt"], string>> = {
  diagnosis: "at the start",
  remission: "once remission has been assessed",
  transplant: "on the day of transplantation",
  relapse: "at relapse",
  follow_up: "during follow-up"
};

/**
 * Whether patients may be compared or chosen by a variable when their time is counted from the start of an endpoint.
 *
 * What is known at the start is allowed. What is part of the outcome is refused. What becomes known on the way would
 * credit the waiting to the group (immortal time): a transplant is shown as time-dependent when patients are grouped by
 * it, everything else, and every such condition of a filter, at a landmark.
 *
 * @param endpoint code of the vocabulary `endpoint`
 */
export function timeOfKnowledge(
  {label, knownAt, knownDay, outcomeOf}: TimedVariable,
  endpoint: string,
  use: "group" | "filter" = "group"
): Verdict {
  const name = labelOf("endpoint", endpoint).toLowerCase();
  if (outcomeOf.includes(endpoint)) {
    const what = use === "group" ? "Grouping" : "Choosing patients";
    return {
      kind: "refused",
      reason: `“${label}” is itself part of ${name}. ${what} by it would compare the outcome with itself.`
    };
  }
  const start = endpointStart(endpoint);
  const atStart = start.dayColumn === null ? knownDay === null : knownDay === null || knownDay === start.dayColumn;
  if (knownAt === "diagnosis" || (atStart && knownAt === "remission" && start.event === "remission")) {
    return {kind: "allowed"};
  }
  const late = `“${label}” is known ${knownWhen[knownAt]}, not at the start of ${name}.`;
  if (knownAt === "transplant" && use === "group") {
    return {
      kind: "time_dependent",
      reason: `${late} A patient counts as not transplanted until that day and as transplanted from then on.`
    };
  }
  return {
    kind: "landmark",
    day: defaultLandmarks[knownAt],
    reason: `${late} Whoever reaches it has lived that long; so time starts at a landmark, with the patients still at risk, by what was known then.`
  };
}

/**
 * Whether patients may be chosen by levels of a variable. What has not happened to somebody is only known at the end: a
 * condition that asks for nothing but "no" of something that happens later is refused, as it would choose by the future.
 *
 * @param levels codes that the filter asks for
 */
export function filterVerdict(variable: TimedVariable, endpoint: string, levels: readonly string[]): Verdict {
  const verdict = timeOfKnowledge(variable, endpoint, "filter");
  const asksForNo = levels.includes("false") && !levels.includes("true");
  if (verdict.kind !== "landmark" || !asksForNo) return verdict;
  return {
    kind: "refused",
    reason: `“${variable.label}: no” is only known at the end of follow-up. Choosing patients by it would use what happened after the start; split by “${variable.label}” instead.`
  };
}

/**
 * One verdict for all variables in use: refused if one is; else the latest landmark that one needs, and time-dependent
 * if the grouping is. Reasons are joined.
 */
export function combinedVerdict(verdicts: readonly Verdict[]): {
  readonly refused: string | null;
  /** Day after the start; null: no landmark is needed. */
  readonly landmark: number | null;
  readonly timeDependent: boolean;
  readonly reasons: readonly string[];
} {
  const refused = verdicts.flatMap((d) => (d.kind === "refused" ? [d.reason] : []));
  const days = verdicts.flatMap((d) => (d.kind === "landmark" ? [d.day] : []));
  const reasons = verdicts.flatMap((d) => (d.kind === "landmark" || d.kind === "time_dependent" ? [d.reason] : []));
  return {
    refused: refused.length === 0 ? null : [...new Set(refused)].join(" "),
    landmark: days.length === 0 ? null : Math.max(...days),
    timeDependent: verdicts.some(({kind}) => kind === "time_dependent"),
    reasons: [...new Set(reasons)]
  };
}
