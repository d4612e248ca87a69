import {el, write} from "../dom.js";
import type {FacetControl} from "./facet.js";

/** The variables of one theme, folded until the reader opens it or a condition is set in it. */
export interface ThemeFold {
  readonly element: HTMLDetailsElement;
  readonly facets: readonly FacetControl[];
  /** Says how many conditions are set in it. */
  show(set: number): void;
}

/**
 * A fold with the variables of a theme; its heading says how many conditions are set in it.
 *
 * @param opened called when the reader opens it
 */
export function themeFold(
  title: string,
  facets: readonly FacetControl[],
  {
    opened,
    open = false,
    before = null,
    after = null
  }: {
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
    show(n) {
      write(note, n > 0 ? `${n} set` : "");
      if (n > 0 && last === 0) element.open = true;
      last = n;
    }
  };
}
