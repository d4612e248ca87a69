import {formatCount} from "../charts/format.js";
import type {Catalogue} from "../cohort/catalogue.js";
import {
  type AlterationState,
  alterationStates,
  boundsOf,
  type CohortFilter,
  type CytogeneticState,
  cytogeneticStates,
  emptyFilter,
  levelsOf
} from "../cohort/filter.js";
import {urlName} from "../cohort/filterUrl.js";
import type {HistogramBin, LevelCount} from "../model/cohortResults.js";
import type {SiteData} from "../model/siteData.js";
import {ageField} from "./ageField.js";
import {el} from "./dom.js";
import {drawer} from "./drawer.js";
import {facetField} from "./facetField.js";
import {statePicker} from "./statePicker.js";

/** Patients of the cohort by level of the panel's variables and by age. */
export interface PanelCounts {
  readonly levels: ReadonlyMap<string, readonly LevelCount[]>;
  readonly ages: readonly HistogramBin[];
}

/** The panel with the conditions a cohort can be built from. */
export interface FilterPanel {
  readonly element: HTMLElement;
  /** Columns whose levels the panel counts. */
  readonly columns: readonly string[];
  show(filter: CohortFilter): void;
  /** Number of patients in the cohort, and who they are. */
  count(n: number, counts: PanelCounts): void;
}

const stateLabels: Record<AlterationState | CytogeneticState, string> = {
  mutated: "Mutated",
  wild_type: "Wild type",
  not_tested: "Not tested",
  present: "Present",
  absent: "Absent",
  not_evaluable: "Not evaluable"
};

/**
 * The conditions a cohort can be built from: beside the figures on wide screens, in a drawer on narrower ones. Every
 * control has a visible label and works by keyboard.
 */
export function filterPanel(site: SiteData, catalogue: Catalogue, change: (filter: CohortFilter) => void): FilterPanel {
  let filter = emptyFilter;
  const part = (next: Partial<CohortFilter>) => change({...filter, ...next});

  const facets = [...catalogue.variables.keys()].flatMap((column) => {
    const facet = catalogue.facets.get(column);
    // A single level is no choice.
    if (facet === undefined || facet.levels.length + (facet.nUnknown > 0 ? 1 : 0) < 2) return [];
    const change = (levels: readonly string[]) => part({levels: {...filter.levels, [column]: levels}});
    return [{column, field: facetField(facet, urlName(column), change)}];
  });
  const range = catalogue.numbers.get("age_years");
  const age = ageField({
    minimum: range?.minimum ?? 0,
    maximum: range?.maximum ?? 100,
    bins: site.summaries.bins.age_years ?? [],
    change: (bounds) => part({ranges: {...filter.ranges, age_years: bounds}})
  });
  const tested = new Map(site.summaries.alterations.filter((d) => d.group === null).map((d) => [d.alteration, d]));
  const genes = statePicker({
    legend: "Genes and alterations",
    placeholder: "Add a gene, e.g. NPM1",
    options: site.alterations.map(({name}) => ({
      code: name,
      label: name,
      hint: formatCount(tested.get(name)?.nMutated ?? 0)
    })),
    states: alterationStates.map((code) => ({code, label: stateLabels[code]})),
    change: (alterations) => part({alterations: alterations as CohortFilter["alterations"]})
  });
  const findings = statePicker({
    legend: "Cytogenetics",
    placeholder: "Add a finding, e.g. t(8;21)",
    options: site.cytogenetics.map(({column, label, nPresent}) => ({code: column, label, hint: formatCount(nPresent)})),
    states: cytogeneticStates.map((code) => ({code, label: stateLabels[code]})),
    change: (cytogenetics) => part({cytogenetics: cytogenetics as CohortFilter["cytogenetics"]})
  });
  const form = el(
    "form",
    {class: "filters", "aria-label": "Who is in the cohort", onsubmit: (event) => event.preventDefault()},
    age.element,
    genes.element,
    findings.element,
    ...facets.map(({field}) => field.element)
  );
  const frame = drawer(form, "Filter patients");

  return {
    element: frame.element,
    columns: facets.map(({column}) => column),
    show(next) {
      filter = next;
      for (const {column, field} of facets) field.show(levelsOf(next, column));
      age.show(boundsOf(next, "age_years"));
      genes.show(next.alterations);
      findings.show(next.cytogenetics);
    },
    count(n, {levels, ages}) {
      frame.applyLabel(`Show ${formatCount(n)} ${n === 1 ? "patient" : "patients"}`);
      for (const {column, field} of facets) field.count(levels.get(column) ?? []);
      age.count(ages);
    }
  };
}
