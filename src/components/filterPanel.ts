import {formatCount} from "../charts/format.js";
import type {Catalogue} from "../cohort/catalogue.js";
import type {Counts, FacetRequest} from "../cohort/facetCounts.js";
import {type CohortFilter, emptyFilter} from "../cohort/filter.js";
import {chips} from "../cohort/filterChips.js";
import type {SiteData} from "../model/siteData.js";
import {clauseEditor} from "./cohort/clauseEditor.js";
import {panelThemes} from "./cohort/panelThemes.js";
import {conditionSearch} from "./cohort/conditionSearch.js";
import {themeFold} from "./cohort/themeFold.js";
import {el} from "./dom.js";
import {drawer} from "./drawer.js";

/** The panel with the conditions a cohort can be built from. */
export interface FilterPanel {
  readonly element: HTMLElement;
  /** What the panel counts now: the variables that the reader can see. */
  wanted(): readonly FacetRequest[];
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
    const columns = new Set(facets.map(({column}) => column));
    return themeFold(title, facets, {
      open,
      after: combines ? clauses.element : null,
      set: (asked) =>
        chips(asked, catalogue).filter((chip) => chip.columns.some((column) => columns.has(column))).length,
      opened: look
    });
  });
  const search = conditionSearch(site, catalogue, {
    part,
    reveal(column) {
      const fold = folds.find(({facets}) => facets.some((facet) => facet.column === column));
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
  const edges = new Map(
    Object.entries(site.summaries.bins).map(([column, bins]) => [
      column,
      [...bins.map(({lower}) => lower), ...bins.slice(-1).map(({upper}) => upper)]
    ])
  );

  return {
    element: frame.element,
    wanted() {
      if (!inSight) return [];
      const open = folds.filter(({element}) => element.open);
      return open.flatMap(({facets}) => facets.map(({column}) => ({column, edges: edges.get(column)})));
    },
    show(next) {
      filter = next;
      for (const fold of folds) fold.show(next);
      for (const {facets} of folds) for (const facet of facets) facet.show(next);
      clauses.show(next);
    },
    total(n) {
      frame.applyLabel(`Show ${formatCount(n)} ${n === 1 ? "patient" : "patients"}`);
    },
    count(counts) {
      delete form.dataset.withheld;
      for (const {facets} of folds) {
        for (const facet of facets) if (counts.has(facet.column)) facet.count(counts.get(facet.column)!);
      }
    },
    withhold() {
      form.dataset.withheld = "";
      for (const {facets} of folds) for (const facet of facets) facet.count(null);
    },
    none() {
      delete form.dataset.withheld;
      for (const {facets} of folds) for (const facet of facets) facet.count(null);
    }
  };
}
