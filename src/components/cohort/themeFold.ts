import type {CohortFilter} from "../../cohort/filter.js";
import {el, fill} from "../dom.js";
import type {FacetControl} from "./facet.js";

/** The variables of one theme, folded until the reader opens it or a condition is set in it. */
export interface ThemeFold {
  readonly element: HTMLDetailsElement;
  readonly facets: readonly FacetControl[];
  show(filter: CohortFilter): void;
}

/**
 * A fold with the variables of a theme; its heading says how many conditions are set in it.
 *
 * @param set number of conditions that a filter has on the theme
 * @param opened called when the reader opens it
 */
export function themeFold(
  title: string,
  facets: readonly FacetControl[],
  {
    set,
    opened,
    open = false,
    before = null,
    after = null
  }: {
    readonly set: (filter: CohortFilter) => number;
    readonly opened: () => void;
    readonly open?: boolean;
    readonly before?: HTMLElement | null;
    readonly after?: HTMLElement | null;
  }
): ThemeFold {
  const note = el("span", {class: "theme-set"});
  const element = el(
    "details",
    {class: "theme", open},
    el("summary", {}, el("span", {}, title), note),
    el("div", {class: "theme-body"}, before, ...facets.map((facet) => facet.element), after)
  );
  let last = 0;
  element.addEventListener("toggle", () => {
    if (element.open) opened();
  });
  return {
    element,
    facets,
    show(filter) {
      const n = set(filter);
      fill(note, n > 0 && `${n} set`);
      if (n > 0 && last === 0) element.open = true;
      last = n;
    }
  };
}
