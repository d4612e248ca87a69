import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {ReportContext} from "../reportContext.js";
import type {ReportDeclaration} from "./reportSchema.js";

/** The reports that a declaration stands for: itself, or one for each thing that it is repeated over. */
export function repeated(context: ReportContext, declared: ReportDeclaration): ReportDeclaration[] {
  const {repeat} = declared;
  if (repeat === undefined) return [declared];
  const cohort = context.cohort(declared.cohort).set;
  if (repeat.over === "alterations") {
    return [...context.catalogue.alterations.values()].flatMap(({name, gene}) => {
      if (context.within(cohort, `${name}=mutated`).n < repeat.patients) return [];
      return [substituted(declared, `gene-${slug(name)}`, {alteration: name, gene})];
    });
  }
  return repeat.systems
    .filter((system) => context.catalogue.facets.has(system))
    .flatMap((system) => {
      const {label: systemLabel, levels} = groupingOf(context.catalogue, system);
      return levels
        .filter(({code}) => !repeat.except.includes(code))
        .filter(({code}) => context.within(cohort, `${system}=${code}`).n >= repeat.patients)
        .map(({code, label}) => {
          const rest = levels.flatMap((d) => (d.code === code ? [] : [`${system}=${encodeURIComponent(d.code)}`]));
          const names = {system, systemLabel, class: code, label, others: rest.join("&")};
          return substituted(declared, `class-${slug(system)}-${slug(code)}`, names);
        });
    });
}

/** A name as part of an address: lower case, hyphens between words. */
function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/** The declaration with every `$name` in its texts replaced. */
function substituted(
  declared: ReportDeclaration,
  id: string,
  names: Readonly<Record<string, string>>
): ReportDeclaration {
  const longestFirst = Object.keys(names).sort((a, b) => b.length - a.length);
  const replace = (text: string): string =>
    longestFirst.reduce((made, name) => made.replaceAll(`$${name}`, names[name]), text);
  return {...deepMap(declared, replace), id};
}

/** The same value with every text in it changed. */
function deepMap<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => deepMap(item, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deepMap<unknown>(item, change)])) as T;
}
