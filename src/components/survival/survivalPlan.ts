import {type Catalogue, type Grouping, groupingOf} from "../../cohort/catalogue.js";
import type {CohortFilter} from "../../cohort/filter.js";
import {endpointStart} from "../../cohort/guards/endpointStart.js";
import {
  combinedVerdict,
  defaultLandmarks,
  filterVerdict,
  timeOfKnowledge,
  type TimedVariable,
  type Verdict
} from "../../cohort/guards/timeOfKnowledge.js";
import type {SiteEndpoint} from "../../model/siteData.js";
import type {SurvivalChoices} from "./survivalChoices.js";

/** What an analysis will do, decided before any patient is looked at. */
export interface SurvivalPlan {
  readonly endpoint: SiteEndpoint;
  /** Null: nothing, or what `choices.by` says. */
  readonly grouping: Grouping | null;
  readonly choices: SurvivalChoices;
  /** Why there is no analysis, in words; null if there is one. */
  readonly refused: string | null;
  /** Columns of the conditions of the filter that are refused. */
  readonly refusedConditions: readonly string[];
  /** Days after the start at which time begins; 0: at the start. */
  readonly landmark: number;
  /** True if a variable that is known later needs the landmark. */
  readonly landmarkNeeded: boolean;
  readonly timeDependent: boolean;
  /** Why the display is not that from the start. */
  readonly reasons: readonly string[];
  /** Day columns: of the endpoint’s start, of the group, of conditions of the filter, of delayed entry. */
  readonly startColumn: string | null;
  readonly groupDayColumn: string | null;
  readonly filterDayColumns: readonly string[];
  readonly entryColumn: string | null;
  /** Everything to fetch. */
  readonly columns: readonly string[];
}

/** What is asked on the survival page. */
export interface SurvivalQuestion {
  readonly filter: CohortFilter;
  readonly group: string | null;
  /** Key of the endpoint. */
  readonly endpoint: string;
  readonly choices: SurvivalChoices;
}

/**
 * Plans an analysis: applies the guard on time of knowledge to grouping and filter, and names the columns to fetch.
 *
 * @param as an endpoint of another kind on the same clock, e.g. `CIR` for `RFS`; its code
 */
export function survivalPlan(catalogue: Catalogue, question: SurvivalQuestion, as?: string): SurvivalPlan {
  const {filter, group, choices} = question;
  const endpoint = catalogue.endpoints.get(question.endpoint);
  if (endpoint === undefined) throw new RangeError(`unknown endpoint: ${question.endpoint}`);
  const code = as ?? endpoint.endpoint;
  const grouping = group === null || choices.by !== null ? null : groupingOf(catalogue, group);
  const start = endpointStart(code);
  const own = grouping === null ? null : groupVerdict(grouping, code, choices);
  const late = lateConditions(catalogue, filter, code);
  const verdict = combinedVerdict([...(own === null ? [] : [own]), ...late.map((d) => d.verdict)]);
  const landmark = choices.landmark ?? verdict.landmark ?? 0;
  const known = (column: string | null) => (column !== null && catalogue.days.has(column) ? column : null);
  const groupDayColumn = own === null || own.kind === "allowed" ? null : known(grouping?.variable.knownDay ?? null);
  const startColumn = known(start.dayColumn);
  const filterDayColumns = late.flatMap(({variable}) => known(variable.knownDay) ?? []);
  const entryColumn = known(choices.entry);
  const numberColumn = choices.by?.kind === "number" ? choices.by.column : null;
  const days = [startColumn, groupDayColumn, entryColumn, numberColumn, ...filterDayColumns];
  return {
    endpoint,
    grouping,
    choices,
    refused: verdict.refused ?? missingDays(own, grouping, groupDayColumn),
    refusedConditions: late.flatMap(({column, verdict: {kind}}) => (kind === "refused" ? [column] : [])),
    // A landmark that is needed cannot be taken away.
    landmark: verdict.landmark === null ? landmark : Math.max(1, landmark),
    landmarkNeeded: verdict.landmark !== null,
    timeDependent: verdict.timeDependent,
    reasons: verdict.reasons,
    startColumn,
    groupDayColumn,
    filterDayColumns: [...new Set(filterDayColumns)],
    entryColumn,
    columns: [
      ...new Set([
        as ?? endpoint.key,
        "source_id",
        ...(grouping === null ? [] : [grouping.key]),
        ...days.filter((column) => column !== null)
      ])
    ]
  };
}

function groupVerdict({variable, label}: Grouping, endpoint: string, choices: SurvivalChoices): Verdict {
  const verdict = timeOfKnowledge({...variable, label}, endpoint);
  if (verdict.kind !== "time_dependent" || !choices.transplantAtLandmark) return verdict;
  const reason = "A later transplant does not count: groups are those of the landmark.";
  return {kind: "landmark", day: defaultLandmarks[variable.knownAt], reason};
}

/** Conditions of a filter that are known later than the endpoint’s start, or must not be asked for. */
function lateConditions(
  catalogue: Catalogue,
  {levels}: CohortFilter,
  endpoint: string
): {readonly column: string; readonly variable: TimedVariable; readonly verdict: Verdict}[] {
  return Object.entries(levels).flatMap(([column, asked]) => {
    const variable = catalogue.variables.get(column);
    if (variable === undefined || asked.length === 0) return [];
    const timed = {...variable, label: catalogue.facets.get(column)?.label ?? column};
    const verdict = filterVerdict(timed, endpoint, asked);
    return verdict.kind === "allowed" ? [] : [{column, variable: timed, verdict}];
  });
}

function missingDays(own: Verdict | null, grouping: Grouping | null, column: string | null): string | null {
  if (own === null || grouping === null || own.kind === "allowed" || own.kind === "refused" || column !== null)
    return null;
  return `This release does not have the days on which “${grouping.label}” became known, without which it cannot be compared from the start.`;
}

/** Conditions of a saved cohort that keep it from being a group, in words; null if there are none. */
export function savedCohortRefusal(
  catalogue: Catalogue,
  name: string,
  filter: CohortFilter,
  endpoint: string
): string | null {
  const late = lateConditions(catalogue, filter, endpoint);
  if (late.length === 0) return null;
  const names = late.map(({variable}) => `“${variable.label}”`).join(", ");
  return `The cohort “${name}” is chosen by ${names}, which is known only after the start. Such a cohort cannot be a group; make it the cohort of the page instead, where time then begins at a landmark.`;
}
