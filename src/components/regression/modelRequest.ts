import type {Catalogue} from "../../cohort/catalogue.js";
import {levelsOf} from "../../cohort/filter.js";
import {endpointStart} from "../../cohort/guards/endpointStart.js";
import {combinedVerdict, timeOfKnowledge} from "../../cohort/guards/timeOfKnowledge.js";
import type {PageOption, PageState} from "../pageState.js";
import type {ModelSpec} from "./fitModel.js";
import {formatTerms, type ModelTerm, parseTerms} from "./modelTerms.js";
import {type ModelVariable, usualTerms} from "./modelVariables.js";

/** Landmarks that are offered, in days from the start. */
export const landmarks = [30, 60, 90, 120, 180, 365] as const;

/** What a reader chooses on the page. */
export interface ModelRequest {
  readonly terms: readonly ModelTerm[];
  /** Column of the strata; null: none. */
  readonly strata: string | null;
  readonly transplant: boolean;
  /** Days from the start; null: as the covariates need it. */
  readonly landmark: number | null;
  /** Column of the factor whose effect is shown by subgroup; null: none. */
  readonly by: string | null;
}

/** What can be fitted of it, and what the reader is told. */
export interface ModelPlan {
  readonly spec: ModelSpec;
  /** Covariates that the endpoint forbids, with the reason. */
  readonly refused: readonly {readonly label: string; readonly reason: string}[];
  /** Why the cohort itself cannot be followed for this endpoint; null if it can. */
  readonly cohortRefused: string | null;
  /** Why time does not start where the endpoint does. */
  readonly reasons: readonly string[];
}

export const noStrata = "none";

const asTimeDependent = "Choose “Transplantation, time-dependent” instead.";

/** The choices of the page as its address keeps them. */
export function modelOptions(catalogue: Catalogue, variables: ReadonlyMap<string, ModelVariable>): PageOption[] {
  const factors = [...variables.values()].filter(({kind}) => kind === "category").map(({column}) => column);
  return [
    {
      key: "terms",
      values: (text) => parseTerms(text, variables).problems.length === 0,
      fallback: formatTerms(usualTerms(variables))
    },
    {key: "strata", values: [noStrata, ...factors], fallback: usualStrata(catalogue)},
    {key: "transplant", values: ["", "td"], fallback: ""},
    {key: "landmark", values: ["", ...landmarks.map(String)], fallback: ""},
    {key: "by", values: ["", ...factors], fallback: ""}
  ];
}

/** Sources have baseline hazards of their own, where there are several. */
function usualStrata({facets}: Catalogue): string {
  return (facets.get("source_id")?.levels.length ?? 0) > 1 ? "source_id" : noStrata;
}

/** The choices of a state. */
export function readRequest({options}: PageState, variables: ReadonlyMap<string, ModelVariable>): ModelRequest {
  const {terms} = parseTerms(options.terms, variables);
  return {
    terms,
    strata: options.strata === noStrata ? null : options.strata,
    transplant: options.transplant === "td",
    landmark: options.landmark === "" ? null : Number(options.landmark),
    by: options.by === "" ? null : options.by
  };
}

/**
 * The model that a state asks for, with what time of knowledge allows: covariates that are part of the outcome are left
 * out; one that becomes known later moves the start to a landmark, and so does a filter on one.
 */
export function planModel(
  state: PageState,
  request: ModelRequest,
  catalogue: Catalogue,
  variables: ReadonlyMap<string, ModelVariable>
): ModelPlan {
  const endpoint = catalogue.endpoints.get(state.endpoint)!.endpoint;
  const judged = request.terms.map((term) => {
    const variable = variables.get(term.column)!;
    return {term, variable, verdict: timeOfKnowledge(variable, endpoint)};
  });
  const filtered = [...variables.values()].filter(
    ({column}) => levelsOf(state.filter, column).length > 0 || Object.hasOwn(state.filter.ranges, column)
  );
  const ofCohort = combinedVerdict(filtered.map((variable) => timeOfKnowledge(variable, endpoint, "filter")));
  const usable = judged.filter(({verdict}) => verdict.kind === "allowed" || verdict.kind === "landmark");
  const ofTerms = combinedVerdict(usable.map(({verdict}) => verdict));
  const needed = Math.max(ofCohort.landmark ?? 0, ofTerms.landmark ?? 0);
  const landmark = request.landmark ?? (needed > 0 ? needed : null);
  const strata = request.strata === null ? undefined : variables.get(request.strata);
  const dayOf = ({knownAt, knownDay}: ModelVariable) =>
    knownAt !== "diagnosis" && knownDay !== null && catalogue.days.has(knownDay) ? knownDay : null;
  return {
    spec: {
      endpoint: state.endpoint,
      endpointCode: endpoint,
      landmark,
      transplant: request.transplant && catalogue.days.has("hct_day") ? "hct_day" : null,
      terms: usable.map(({term, variable, verdict}) => {
        const day = verdict.kind === "landmark" ? dayOf(variable) : null;
        return {term, variable, later: day === null ? null : {day}};
      }),
      strata: strata === undefined ? [] : [strata],
      filteredLater: filtered.flatMap((variable) => {
        const day = timeOfKnowledge(variable, endpoint, "filter").kind === "landmark" ? dayOf(variable) : null;
        return day === null ? [] : [day];
      })
    },
    refused: judged.flatMap(({variable: {label}, verdict}) => {
      if (verdict.kind === "time_dependent") return [{label, reason: `${verdict.reason} ${asTimeDependent}`}];
      return verdict.kind === "refused" ? [{label, reason: verdict.reason}] : [];
    }),
    cohortRefused: ofCohort.refused,
    reasons: [...new Set([...ofCohort.reasons, ...ofTerms.reasons])]
  };
}

/** The columns of the extract that a model reads. */
export function columnsOf({endpoint, endpointCode, transplant, terms, strata, filteredLater}: ModelSpec): string[] {
  const {dayColumn} = endpointStart(endpointCode);
  const later = terms.flatMap((d) => (d.later === null ? [] : [d.later.day]));
  return [
    ...new Set([
      endpoint,
      ...(dayColumn === null ? [] : [dayColumn]),
      ...terms.map(({term}) => term.column),
      ...strata.map(({column}) => column),
      ...later,
      ...filteredLater,
      ...(transplant === null ? [] : [transplant])
    ])
  ];
}
