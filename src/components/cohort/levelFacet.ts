import {type CohortFilter, levelsOf, unknownLevel} from "../../cohort/filter.js";
import {urlName} from "../../cohort/filterUrl.js";
import type {Facet} from "../../model/siteData.js";
import {el} from "../dom.js";
import type {FacetControl} from "./facet.js";
import {levelChoices} from "./levelChoices.js";

/** The condition on a categorical variable. */
export function levelFacet(facet: Facet, part: (edit: (filter: CohortFilter) => CohortFilter) => void): FacetControl {
  const {variable: column, label, levels, nUnknown} = facet;
  const choices = levelChoices(
    [
      ...levels.map((level, index) => ({...level, index})),
      ...(nUnknown === 0 ? [] : [{code: unknownLevel, label: "Unknown", n: nUnknown, index: levels.length}])
    ],
    urlName(column),
    (chosen) => part((filter) => ({...filter, levels: {...filter.levels, [column]: chosen}}))
  );
  return {
    column,
    element: el("fieldset", {class: "facet", "data-facet": column}, el("legend", {}, label), ...choices.elements),
    show: (filter) => choices.show(levelsOf(filter, column)),
    count: (counts) => choices.count(counts)
  };
}
