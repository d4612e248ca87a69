import type {Catalogue} from "../../cohort/catalogue.js";
import {type CohortFilter, isEmpty} from "../../cohort/filter.js";
import type {PageOption, PageState} from "../pageState.js";
import {
  choiceLabel,
  type CohortChoice,
  columnsOf,
  filterOf,
  isChoice,
  levelChoice,
  levelOf,
  ofFilter
} from "./cohortChoice.js";

/** Places for cohorts, in the order of the page. */
export const places = ["a", "b", "c", "d"] as const;
export type Place = (typeof places)[number];

/** A cohort of the comparison. */
export interface ComparedCohort {
  readonly place: Place;
  readonly choice: CohortChoice;
  readonly filter: CohortFilter;
  readonly label: string;
  /** Code under which it is drawn: of its level where it is one level of a variable, so that colours keep their meaning. */
  readonly code: string;
}

/** What is compared. */
export interface CompareRequest {
  readonly cohorts: readonly ComparedCohort[];
  /** Everybody else among whom the cohorts are chosen is a cohort too. */
  readonly rest: boolean;
  /** The cohorts are chosen among the patients of the page's conditions, else among all. */
  readonly within: boolean;
  /** Places, counted from 0, of the cohort that is compared and of the one with which it is; null: first and last. */
  readonly pair: readonly [number, number] | null;
}

/** The choices of the page as its address keeps them. */
export function compareOptions(catalogue: Catalogue): PageOption[] {
  return [
    ...places.map((key) => ({key, values: (text: string) => isChoice(text, catalogue), fallback: ""})),
    {key: "rest", values: ["", "yes", "no"], fallback: ""},
    {key: "pair", values: (text) => text === "" || /^[0-4]-[0-4]$/.test(text), fallback: ""}
  ];
}

/**
 * What a state asks for. Where nothing is chosen: the patients of the page's conditions and everybody else; without
 * conditions the patients with and without a mutation of the first alteration.
 */
export function readRequest({filter, options}: PageState, catalogue: Catalogue): CompareRequest {
  const chosen = places.flatMap((place) => (options[place] === "" ? [] : [{place, choice: options[place]}]));
  const usual = chosen.length > 0 ? chosen : usualChoices(filter, catalogue);
  const cohorts = usual.map(({place, choice}): ComparedCohort => {
    const own = filterOf(choice, catalogue, filter);
    const label = choice === ofFilter && isEmpty(filter) ? "All patients" : choiceLabel(own, catalogue);
    return {place, choice, filter: own, label, code: levelOf(choice, catalogue)?.code ?? `cohort-${place}`};
  });
  const within = !isEmpty(filter) && !cohorts.some(({choice}) => choice === ofFilter);
  const rest = options.rest === "" ? cohorts.length < 2 : options.rest === "yes";
  const pair = options.pair === "" ? null : options.pair.split("-").map(Number);
  return {cohorts, rest, within, pair: pair === null ? null : [pair[0], pair[1]]};
}

function usualChoices(filter: CohortFilter, catalogue: Catalogue): {place: Place; choice: CohortChoice}[] {
  if (!isEmpty(filter)) return [{place: "a", choice: ofFilter}];
  const key = ["NPM1", ...catalogue.alterations.keys()].find((name) => catalogue.alterations.has(name));
  if (key !== undefined)
    return [
      {place: "a", choice: levelChoice(catalogue, key, "mutated")},
      {place: "b", choice: levelChoice(catalogue, key, "wild_type")}
    ];
  const facet = ["arm_planned", "sex"]
    .map((column) => catalogue.facets.get(column))
    .find((d) => d !== undefined && d.levels.length > 1);
  if (facet === undefined) return [];
  return facet.levels.slice(0, 2).map(({code}, i) => ({
    place: i === 0 ? "a" : "b",
    choice: levelChoice(catalogue, facet.variable, code)
  }));
}

/**
 * True if the cohorts are arms as randomised: each is one arm and nothing else, and the conditions under which all are
 * compared were known before the lot was drawn. Such a subgroup is still a randomised comparison.
 */
export function areRandomised({cohorts, rest}: CompareRequest, page: CohortFilter, catalogue: Catalogue): boolean {
  const arms = cohorts.every(({choice}) => levelOf(choice, catalogue)?.key === "arm_planned");
  const early = columnsOf(page).every((column) => catalogue.variables.get(column)?.knownAt === "diagnosis");
  return arms && early && cohorts.length > 1 && !rest;
}

/** The columns by which the cohorts differ by definition. */
export function definingColumns({cohorts, within}: CompareRequest, page: CohortFilter): ReadonlySet<string> {
  return new Set([...cohorts.flatMap(({filter}) => columnsOf(filter)), ...(within ? columnsOf(page) : [])]);
}
