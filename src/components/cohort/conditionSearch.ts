import {formatCount} from "../../charts/format.js";
import type {Catalogue} from "../../cohort/catalogue.js";
import type {CohortFilter} from "../../cohort/filter.js";
import type {SiteData} from "../../model/siteData.js";
import {comboBox, type ComboOption} from "../comboBox.js";

/** What a search can do. */
export interface ConditionSearchOptions {
  readonly part: (edit: (filter: CohortFilter) => CohortFilter) => void;
  /** Brings the variable into view and the focus to it. */
  readonly reveal: (column: string) => void;
}

/**
 * Finds conditions by part of their name: genes, findings, levels of every variable, and the variables themselves.
 * Picking a gene, a finding or a level makes it a condition; picking a variable brings it into view.
 */
export function conditionSearch(
  site: SiteData,
  catalogue: Catalogue,
  {part, reveal}: ConditionSearchOptions
): HTMLElement {
  const actions = new Map<string, () => void>();
  const options: ComboOption[] = [];
  const offer = (label: string, n: number | null, act: () => void) => {
    const code = String(options.length);
    actions.set(code, act);
    options.push(n === null ? {code, label} : {code, label, hint: formatCount(n)});
  };
  for (const {name} of site.alterations) {
    const add = (filter: CohortFilter): CohortFilter => {
      return {...filter, alterations: {[name]: ["mutated"], ...filter.alterations}};
    };
    offer(`${name} mutated`, site.alterationStates[name]?.mutated ?? 0, () => part(add));
  }
  for (const {column, label, nPresent} of site.cytogenetics) {
    const add = (filter: CohortFilter): CohortFilter => {
      return {...filter, cytogenetics: {[column]: ["present"], ...filter.cytogenetics}};
    };
    offer(label, nPresent, () => part(add));
  }
  for (const column of catalogue.variables.keys()) {
    const facet = catalogue.facets.get(column);
    const label = facet?.label ?? catalogue.numbers.get(column)?.label;
    if (label !== undefined) offer(label, null, () => reveal(column));
    for (const level of facet?.levels ?? []) {
      const add = (filter: CohortFilter): CohortFilter => {
        const chosen = filter.levels[column] ?? [];
        return {...filter, levels: {...filter.levels, [column]: [...chosen, level.code]}};
      };
      offer(`${level.label} · ${facet?.label ?? ""}`, level.n, () => part(add));
    }
  }
  return comboBox({
    label: "Find a condition: gene, finding, variable or value",
    placeholder: `Search: ${site.alterations.length > 0 ? `${site.alterations[0].name}, ` : ""}age, sex …`,
    options,
    pick: (code) => actions.get(code)?.()
  });
}
