import type {Catalogue} from "../../cohort/catalogue.js";
import type {PageOption, PageState} from "../pageState.js";

/** Classifications within whose classes alterations can be related, in the order of offering. */
const classifications = ["nejm2016", "eln2022", "eln2017", "icc2022", "who2022"];

/** How an analysis keeps apart what must not be mixed. */
export interface Panel {
  /** Value of the option: "crude", "source", or a column with classes. */
  readonly key: string;
  /** Words of the choice. */
  readonly label: string;
  /** Column whose levels are strata; null = none. */
  readonly column: string | null;
  readonly stratified: boolean;
  /** Classes are crossed with the sources. */
  readonly withinSources: boolean;
}

/** The panels that a release has: stratified by source first where it has several sources, since that is the default. */
export function panelsOf(catalogue: Catalogue): Panel[] {
  const several = (catalogue.facets.get("source_id")?.levels.length ?? 0) > 1;
  const by = (key: string, label: string, column: string | null, stratified: boolean): Panel => ({
    key,
    label,
    column,
    stratified,
    withinSources: several && column !== null && column !== "source_id"
  });
  const crude = by("crude", "all patients together", null, false);
  const classes = classifications.flatMap((column) => {
    const facet = catalogue.facets.get(column);
    if (facet === undefined) return [];
    return [by(column, `within ${facet.label}${several ? " and source" : ""}`, column, true)];
  });
  return several ? [by("source", "within sources", "source_id", true), crude, ...classes] : [crude, ...classes];
}

/** The choices of the page which its links reopen. */
export function mutationOptions(catalogue: Catalogue): PageOption[] {
  const panels = panelsOf(catalogue).map(({key}) => key);
  const gene = (value: string) => value === "" || [...catalogue.alterations.values()].some((d) => d.gene === value);
  return [
    {key: "strata", values: panels, fallback: panels[0]},
    {key: "profiled", values: ["each", "same"], fallback: "each"},
    {key: "gene", values: gene, fallback: ""},
    {key: "pair", values: (value) => value === "" || pairOf(catalogue, value) !== null, fallback: ""},
    {key: "first", values: (value) => value.length < 80, fallback: ""},
    {key: "second", values: (value) => value.length < 80, fallback: ""}
  ];
}

/** The two alterations that are looked at source by source, e.g. of `NPM1,DNMT3A`; null without two that the release has. */
export function pairOf(catalogue: Catalogue, text: string | undefined): readonly [string, string] | null {
  const names = (text ?? "").split(",");
  const known = names.length === 2 && names[0] !== names[1] && names.every((name) => catalogue.alterations.has(name));
  return known ? [names[0], names[1]] : null;
}

/** The panel that a state asks for. */
export function panelOf(catalogue: Catalogue, {options}: Pick<PageState, "options">): Panel {
  const panels = panelsOf(catalogue);
  return panels.find(({key}) => key === options.strata) ?? panels[0];
}
