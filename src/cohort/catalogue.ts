import type {Alteration} from "../model/alterations.js";
import type {Facet, NumericRange, SiteCytogeneticFlag, SiteData, SiteEndpoint} from "../model/siteData.js";

/** A level of a grouping: the value in results and the reader's words. */
export interface GroupLevel {
  readonly code: string;
  readonly label: string;
}

/** Something a cohort can be split by. */
export interface Grouping {
  /** Column of the cohort extract: a variable, an alteration or a cytogenetic flag. */
  readonly key: string;
  readonly label: string;
  readonly kind: "variable" | "alteration" | "cytogenetics";
  /** In the order of the vocabulary: legends and tables follow it. */
  readonly levels: readonly GroupLevel[];
  /** What null means: "unknown", "not tested", "not evaluable". */
  readonly unknownLabel: string;
}

/** What the release holds and therefore can be asked for; the only source of column names in queries. */
export interface Catalogue {
  readonly releaseId: string;
  readonly patients: number;
  readonly facets: ReadonlyMap<string, Facet>;
  readonly numbers: ReadonlyMap<string, NumericRange>;
  readonly alterations: ReadonlyMap<string, Alteration>;
  readonly cytogenetics: ReadonlyMap<string, SiteCytogeneticFlag>;
  readonly groupings: readonly Grouping[];
  readonly endpoints: ReadonlyMap<string, SiteEndpoint>;
}

const groupedFacets = ["source_id", "study_code", "sex", "age_band", "aml_type", "risk_eln2010_reported"];

/** The catalogue of a release. */
export function catalogueOf(site: SiteData): Catalogue {
  const facets = new Map(site.facets.map((facet) => [facet.variable, facet]));
  return {
    releaseId: site.releaseId,
    patients: site.counts.patients,
    facets,
    numbers: new Map(site.numbers.map((range) => [range.variable, range])),
    alterations: new Map(site.alterations.map((alteration) => [alteration.name, alteration])),
    cytogenetics: new Map(site.cytogenetics.map((flag) => [flag.column, flag])),
    endpoints: new Map(site.endpoints.map((endpoint) => [endpoint.key, endpoint])),
    groupings: [
      ...groupedFacets.flatMap((variable) => {
        const facet = facets.get(variable);
        return facet === undefined ? [] : [facetGrouping(facet)];
      }),
      ...site.alterations.map(alterationGrouping),
      ...site.cytogenetics.map(cytogeneticGrouping)
    ]
  };
}

/**
 * The grouping with this key.
 *
 * @throws {RangeError} if the catalogue has none
 */
export function groupingOf(catalogue: Catalogue, key: string): Grouping {
  const grouping = catalogue.groupings.find((d) => d.key === key);
  if (grouping === undefined) throw new RangeError(`unknown grouping: ${key}`);
  return grouping;
}

/** The reader's words for a group in a legend: "Female", "NPM1 mutated", "t(8;21) present". */
export function groupLabel(grouping: Grouping, level: string | null): string {
  const label = grouping.levels.find(({code}) => code === level)?.label ?? level ?? grouping.unknownLabel;
  return grouping.kind === "variable" && level !== null ? label : `${grouping.label} ${label}`;
}

function facetGrouping({variable, label, levels}: Facet): Grouping {
  return {
    key: variable,
    label,
    kind: "variable",
    levels: levels.map((level) => ({code: level.code, label: level.label})),
    unknownLabel: "unknown"
  };
}

function alterationGrouping({name}: Alteration): Grouping {
  return {
    key: name,
    label: name,
    kind: "alteration",
    levels: [
      {code: "mutated", label: "mutated"},
      {code: "wild_type", label: "wild type"}
    ],
    unknownLabel: "not tested"
  };
}

function cytogeneticGrouping({column, label}: SiteCytogeneticFlag): Grouping {
  return {
    key: column,
    label,
    kind: "cytogenetics",
    levels: [
      {code: "present", label: "present"},
      {code: "absent", label: "absent"}
    ],
    unknownLabel: "not evaluable"
  };
}
