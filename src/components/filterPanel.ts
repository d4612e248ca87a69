import {formatCount} from "../charts/format.js";
import type {Catalogue} from "../cohort/catalogue.js";
import type {Counts, FacetRequest} from "../cohort/facetCounts.js";
import {type CohortFilter, emptyFilter} from "../cohort/filter.js";
import {chips} from "../cohort/filterChips.js";
import type {SiteData} from "../model/siteData.js";
import {clauseEditor} from "./cohort/clauseEditor.js";
import {panelThemes} from "./cohort/panelThemes.js";
import {conditionSearch} from "./cohort/conditionSearch.js";
import type {FacetControl} from "./cohort/facet.js";
import {themeFold} from "./cohort/themeFold.js";
import {el} from "./dom.js";
import {drawer} from "./drawer.js";

/** The panel with the conditions a cohort can be built from. */
export interface FilterPanel {
  readonly element: HTMLElement;
  /** What the panel counts now: the variables that the reader can see, and those of open folds to scroll to. */
  wanted(): {readonly seen: readonly FacetRequest[]; readonly further: readonly FacetRequest[]};
  /** Marks numbers as being those of another cohort than the one that is asked for; those of `old` columns visibly. */
  pending(waiting: boolean, old?: readonly FacetRequest[]): void;
  show(filter: CohortFilter): void;
  /** Number of patients in the cohort. */
  total(n: number): void;
  /** Who they are, by column; a variable that is not there keeps its numbers. */
  count(counts: ReadonlyMap<string, Counts>): void;
  /** Shows that nobody is in the cohort. */
  none(): void;
  /** Takes the numbers off the panel, for a cohort of which nothing may be shown; the next count brings them back. */
  withhold(): void;
}

/**
 * The conditions a cohort can be built from, by theme: beside the figures on wide screens, in a drawer on narrower ones.
 * Every control has a visible label and works by keyboard.
 *
 * @param look called when the reader sees variables that were hidden before
 */
export function filterPanel(
  site: SiteData,
  catalogue: Catalogue,
  change: (filter: CohortFilter) => void,
  look: () => void
): FilterPanel {
  let filter = emptyFilter;
  const part = (edit: (filter: CohortFilter) => CohortFilter) => change(edit(filter));
  const genes = site.alterations.map(({name}) => ({
    code: name,
    label: name,
    hint: formatCount(site.alterationStates[name]?.mutated ?? 0)
  }));
  const clauses = clauseEditor(genes, part);
  const folds = panelThemes(site, catalogue, part).map(({title, facets, open, combines}) => {
    return themeFold(title, facets, {open, after: combines ? clauses.element : null, opened: look});
  });
  const facets = folds.flatMap((fold) => fold.facets);
  const search = conditionSearch(site, catalogue, {
    part,
    reveal(column) {
      const fold = folds.find((d) => d.facets.some((facet) => facet.column === column));
      const facet = fold?.facets.find((d) => d.column === column);
      if (fold === undefined || facet === undefined) return;
      fold.element.open = true;
      facet.element.scrollIntoView({block: "nearest"});
      facet.element.querySelector<HTMLElement>("input[type=number], input, button")?.focus();
    }
  });
  const form = el(
    "form",
    {
      class: "filters",
      "aria-label": "Who is in the cohort",
      // The address says what is set. With it the browser need not keep hundreds of controls with every step of its history.
      autocomplete: "off",
      onsubmit: (event) => event.preventDefault()
    },
    search,
    ...folds.map(({element}) => element)
  );
  const frame = drawer(form, "Filter patients");
  // Known without asking: a question for the place makes the browser lay out the page anew.
  let inSight = false;
  new ResizeObserver((entries) => {
    const had = inSight;
    inSight = entries[entries.length - 1].contentRect.height > 0;
    if (inSight && !had) look();
  }).observe(form);
  const visible = new Set<Element>();
  const facetsSeen = new IntersectionObserver((entries) => {
    const before = visible.size;
    for (const {target, isIntersecting} of entries) {
      if (isIntersecting) visible.add(target);
      else visible.delete(target);
    }
    if (visible.size > before && form.dataset.pending !== undefined) look();
  });
  for (const {element} of facets) facetsSeen.observe(element);
  const edges = new Map(
    Object.entries(site.summaries.bins).map(([column, bins]) => [
      column,
      [...bins.map(({lower}) => lower), ...bins.slice(-1).map(({upper}) => upper)]
    ])
  );

  /** No number of any variable, and none that is awaited. */
  const clear = () => {
    form.removeAttribute("data-pending");
    for (const facet of facets) {
      facet.count(null);
      markOld(facet, false);
    }
  };

  return {
    element: frame.element,
    wanted() {
      const open = inSight ? folds.filter(({element}) => element.open).flatMap(({facets}) => facets) : [];
      const request = ({column}: (typeof open)[number]) => ({column, edges: edges.get(column)});
      return {
        seen: open.filter(({element}) => visible.has(element)).map(request),
        further: open.filter(({element}) => !visible.has(element)).map(request)
      };
    },
    pending(waiting, old = []) {
      form.toggleAttribute("data-pending", waiting);
      const columns = new Set(old.map(({column}) => column));
      for (const facet of facets) if (columns.has(facet.column)) markOld(facet, true);
    },
    show(next) {
      filter = next;
      const conditions = chips(next, catalogue);
      for (const fold of folds) {
        const columns = new Set(fold.facets.map(({column}) => column));
        fold.show(conditions.filter((chip) => chip.columns.some((column) => columns.has(column))).length);
      }
      for (const facet of facets) facet.show(next);
      clauses.show(next);
    },
    total(n) {
      frame.applyLabel(`Show ${formatCount(n)} ${n === 1 ? "patient" : "patients"}`);
    },
    count(counts) {
      delete form.dataset.withheld;
      for (const facet of facets) {
        if (!counts.has(facet.column)) continue;
        facet.count(counts.get(facet.column)!);
        markOld(facet, false);
      }
    },
    withhold() {
      form.dataset.withheld = "";
      clear();
    },
    none() {
      delete form.dataset.withheld;
      clear();
    }
  };
}

/** Marks a variable whose numbers are not yet those of the cohort. */
function markOld({element}: FacetControl, old: boolean): void {
  if (element.hasAttribute("data-old") !== old) element.toggleAttribute("data-old", old);
}
