import type {Alteration} from "../model/alterations.js";
import {
  type CohortVariable,
  cohortVariable,
  cohortVariables,
  geneticVariable,
  variableThemes
} from "../model/cohortVariables.js";
import {labelOf} from "../model/vocabulary.js";
import type {
  DisclosureRule,
  Facet,
  NumericRange,
  SiteCytogeneticFlag,
  SiteData,
  SiteEndpoint
} from "../model/siteData.js";

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
  /** When it is known, and what it is an outcome of. */
  readonly variable: CohortVariable;
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
  /** What day 0 is in each source, in words, by code of the source. */
  readonly starts: ReadonlyMap<string, string>;
  /** Columns with a day from the index event. */
  readonly days: ReadonlySet<string>;
  /** Everything a cohort can be filtered and described by, in the order of reading, by column. */
  readonly variables: ReadonlyMap<string, CohortVariable>;
  /** What may be shown of few patients; null in an exact release. */
  readonly disclosure: DisclosureRule | null;
}

/** The catalogue of a release. */
export function catalogueOf(site: SiteData): Catalogue {
  const facets = new Map(site.facets.map((facet) => [facet.variable, facet]));
  const variables = variablesOf(site);
  return {
    releaseId: site.releaseId,
    patients: site.counts.patients,
    facets,
    numbers: new Map(site.numbers.map((range) => [range.variable, range])),
    alterations: new Map(site.alterations.map((alteration) => [alteration.name, alteration])),
    cytogenetics: new Map(site.cytogenetics.map((flag) => [flag.column, flag])),
    endpoints: new Map(site.endpoints.map((endpoint) => [endpoint.key, endpoint])),
    starts: new Map(site.sources.map(({id, indexEvent}) => [id, labelOf("indexEvent", indexEvent).toLowerCase()])),
    days: new Set(site.days),
    variables,
    disclosure: site.disclosure ?? null,
    groupings: [
      ...[...variables.keys()].flatMap((column) => {
        const facet = facets.get(column);
        return facet === undefined ? [] : [facetGrouping(facet)];
      }),
      ...site.alterations.map(alterationGrouping),
      ...site.cytogenetics.map(cytogeneticGrouping)
    ]
  };
}

/** The variables of a release by theme, in each in the order in which they are listed; genetics last. */
function variablesOf(site: SiteData): Map<string, CohortVariable> {
  const listed = [...site.facets, ...site.numbers].map(({variable}) => cohortVariable(variable));
  const order = new Map(cohortVariables.map(({column}, i) => [column, i]));
  const rank = ({column}: CohortVariable) => order.get(column) ?? cohortVariables.length;
  const sorted = variableThemes.flatMap((theme) =>
    listed.filter((d) => d.theme === theme).sort((a, b) => rank(a) - rank(b))
  );
  const genetic = [...site.alterations.map(({name}) => name), ...site.cytogenetics.map(({column}) => column)];
  return new Map([...sorted, ...genetic.map(geneticVariable)].map((d) => [d.column, d]));
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
  if (grouping.kind !== "variable" || level === null) return `${grouping.label} ${label}`;
  // "Yes" alone says nothing in a legend.
  return isTruth(grouping) ? `${grouping.label}: ${label.toLowerCase()}` : label;
}

function isTruth({levels}: Grouping): boolean {
  return levels.length > 0 && levels.every(({code}) => code === "true" || code === "false");
}

function facetGrouping({variable, label, levels}: Facet): Grouping {
  return {
    key: variable,
    label,
    kind: "variable",
    levels: levels.map((level) => ({code: level.code, label: level.label})),
    unknownLabel: "unknown",
    variable: cohortVariable(variable)
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
    unknownLabel: "not tested",
    variable: geneticVariable(name)
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
    unknownLabel: "not evaluable",
    variable: geneticVariable(column)
  };
}
