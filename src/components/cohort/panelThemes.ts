import type {Catalogue} from "../../cohort/catalogue.js";
import type {CohortFilter} from "../../cohort/filter.js";
import {isAssayColumn, variableThemes} from "../../model/cohortVariables.js";
import {mostOf, restOf} from "../../model/hiddenCounts.js";
import type {SiteData} from "../../model/siteData.js";
import type {FacetControl} from "./facet.js";
import {levelFacet} from "./levelFacet.js";
import {rangeFacet} from "./rangeFacet.js";
import {stateFacet} from "./stateFacet.js";

/** The variables of one fold of the panel. */
export interface PanelTheme {
  readonly title: string;
  readonly facets: readonly FacetControl[];
  readonly open: boolean;
  /** True for the theme under which combinations are offered. */
  readonly combines: boolean;
}

/** Columns that say what another says better. */
const left = new Set(["age_band"]);

/** What a cohort can be filtered by, in the order of reading; themes without variables are left out. */
export function panelThemes(
  site: SiteData,
  catalogue: Catalogue,
  part: (edit: (filter: CohortFilter) => CohortFilter) => void
): PanelTheme[] {
  const columns = [...catalogue.variables.keys()].filter((column) => !left.has(column));
  const facetsOf = (wanted: (column: string) => boolean) =>
    columns.filter(wanted).flatMap((column) => variableFacet(site, catalogue, column, part) ?? []);
  const themed = (theme: string) =>
    facetsOf((column) => catalogue.variables.get(column)?.theme === theme && !isAssayColumn(column));
  const [patient, disease, ...rest] = variableThemes;
  const themes = [
    {title: patient, facets: themed(patient), open: true, combines: false},
    {title: "Genes and alterations", facets: alterationFacets(site, part), open: false, combines: true},
    {title: "Cytogenetics", facets: cytogeneticFacets(site, part), open: false, combines: false},
    {title: disease, facets: themed(disease), open: false, combines: false},
    ...rest.map((title) => ({title, facets: themed(title), open: false, combines: false})),
    {title: "Data at hand", facets: facetsOf(isAssayColumn), open: false, combines: false}
  ];
  return themes.filter(({facets}) => facets.length > 0);
}

function variableFacet(
  site: SiteData,
  catalogue: Catalogue,
  column: string,
  part: (edit: (filter: CohortFilter) => CohortFilter) => void
): FacetControl | null {
  const range = catalogue.numbers.get(column);
  const bins = site.summaries.bins[column];
  if (range !== undefined && bins !== undefined && range.n !== 0) return rangeFacet(range, bins, part);
  const facet = catalogue.facets.get(column);
  // A single level is no choice.
  if (facet === undefined || facet.levels.length + (facet.nUnknown === 0 ? 0 : 1) < 2) return null;
  return levelFacet(facet, part);
}

function alterationFacets(
  site: SiteData,
  part: (edit: (filter: CohortFilter) => CohortFilter) => void
): FacetControl[] {
  const counts = site.alterations.map(({name}) => site.alterationStates[name] ?? {mutated: 0, wildType: 0});
  const most = mostOf(counts.map(({mutated}) => mutated));
  return site.alterations.map(({name}, i) => {
    const {mutated, wildType} = counts[i];
    const states = [
      {code: "mutated", label: "Mutated", n: mutated},
      {code: "wild_type", label: "Wild type", n: wildType},
      {code: "not_tested", label: "Not tested", n: restOf(site.counts.patients, mutated, wildType)}
    ];
    return stateFacet({column: name, label: name, part: "alterations", states, most}, part);
  });
}

function cytogeneticFacets(
  site: SiteData,
  part: (edit: (filter: CohortFilter) => CohortFilter) => void
): FacetControl[] {
  const most = mostOf(site.cytogenetics.map(({nPresent}) => nPresent));
  return site.cytogenetics.map(({column, label, nPresent, nTested}) => {
    const states = [
      {code: "present", label: "Present", n: nPresent},
      {code: "absent", label: "Absent", n: restOf(nTested, nPresent)},
      {code: "not_evaluable", label: "Not evaluable", n: restOf(site.counts.patients, nTested)}
    ];
    return stateFacet({column, label, part: "cytogenetics", states, most}, part);
  });
}
