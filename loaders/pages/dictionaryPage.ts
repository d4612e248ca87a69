import {formatCount, formatShare, unitText} from "../../src/charts/format.js";
import {isHidden, isHiddenPart} from "../../src/model/hiddenCounts.js";
import type {
  DictionaryData,
  DictionaryTable,
  DictionaryVariable,
  VariableSupply
} from "../../src/model/siteDictionary.js";
import {type Markup, tag} from "./markup.js";
import {releaseAttribute} from "./releaseAttribute.js";

const privacyWords: Readonly<Record<string, string>> = {
  direct: "identifies a person directly",
  quasi: "may identify with other facts",
  sensitive: "sensitive",
  genomic: "genomic",
  aggregate_ok: "harmless in aggregates",
  never_public: "never published"
};

const typeWords: Readonly<Record<string, string>> = {
  id: "key",
  str: "text",
  code: "code",
  bool: "yes/no/not known",
  i8: "whole number",
  i16: "whole number",
  i32: "whole number",
  f32: "number",
  f64: "number"
};

const heads = ["Variable", "Meaning", "Type and unit", "Values", "Privacy", "Supplied by"];

/**
 * The dictionary as a page of its own text, readable without JavaScript: one table of variables per table of the
 * release, each row under an address of its own. What a page's script needs to search it stands in `data-*`.
 */
export function dictionaryPage(data: DictionaryData): string {
  const variables = data.tables.reduce((sum, table) => sum + table.variables.length, 0);
  const body =
    variables === 0
      ? tag("p", {class: "empty"}, "This release has no dictionary.")
      : tag("div", {}, ...data.tables.map((table) => tableSection(table, data)));
  const page = tag(
    "div",
    {
      id: "dictionary",
      class: "dictionary",
      "data-release": releaseAttribute(data)
    },
    tag("h1", {}, "Dictionary"),
    tag(
      "p",
      {class: "lead"},
      `What each of the ${formatCount(variables)} variables of this release means, which values it may have, and which source knows it.`
    ),
    tag("div", {class: "dictionary-tools"}),
    body
  );
  return page.html;
}

function tableSection({name, grain, variables}: DictionaryTable, {sources}: DictionaryData): Markup {
  const head = tag(
    "tr",
    {role: "row"},
    ...heads.map((words) => tag("th", {scope: "col", role: "columnheader"}, words))
  );
  return tag(
    "section",
    {class: "dictionary-table", "data-table": name, "aria-labelledby": `table-${name}`},
    tag("h2", {id: `table-${name}`}, name),
    grain === null ? null : tag("p", {class: "note"}, `${grain.charAt(0).toUpperCase()}${grain.slice(1)}.`),
    tag(
      "table",
      {class: "reflow", role: "table"},
      tag("thead", {role: "rowgroup"}, head),
      tag(
        "tbody",
        {role: "rowgroup"},
        ...variables.map((variable) =>
          variableRow(name, variable, (source) => sources.find(({id}) => id === source)?.name ?? source)
        )
      )
    )
  );
}

function variableRow(table: string, variable: DictionaryVariable, nameOf: (source: string) => string): Markup {
  const id = `${table}.${variable.name}`;
  const cell = (label: string, ...children: (Markup | string | null)[]) =>
    tag("td", {role: "cell", "data-label": label}, ...children);
  const supplied = variable.supply.filter(({known}) => known > 0).map(({source}) => source);
  const printed = unitText(variable.unit);
  return tag(
    "tr",
    {
      id,
      role: "row",
      tabindex: -1,
      "data-name": variable.name,
      "data-supplied": JSON.stringify(variable.supply.length === 0 ? null : supplied)
    },
    tag(
      "th",
      {scope: "row", role: "rowheader"},
      tag("span", {class: "variable-label", "data-field": "label"}, variable.label),
      tag("a", {class: "variable-name", href: `#${encodeURIComponent(id)}`}, id)
    ),
    cell(
      heads[1],
      tag("span", {"data-field": "definition"}, variable.definition),
      ...variable.further.map(({label, value}) =>
        tag("span", {class: "further", "data-further": label}, `${label}: ${value}`)
      )
    ),
    cell(
      heads[2],
      tag("span", {"data-field": "type", "data-value": variable.type}, typeWords[variable.type] ?? variable.type),
      variable.unit === null
        ? null
        : tag(
            "span",
            {class: "unit", "data-field": "unit", "data-value": variable.unit},
            printed === "" ? "" : `, ${printed}`
          )
    ),
    cell(heads[3], ...valuesOf(variable)),
    cell(
      heads[4],
      tag(
        "span",
        {"data-field": "privacy", "data-value": variable.privacyClass},
        privacyWords[variable.privacyClass] ?? variable.privacyClass
      )
    ),
    cell(heads[5], suppliers(variable, nameOf))
  );
}

function valuesOf({allowed, minimum, maximum}: DictionaryVariable): Markup[] {
  if (allowed.length > 0) {
    const codes = allowed.map(({code, label}) =>
      tag("li", {"data-code": code}, tag("code", {}, code), label === null || label === code ? null : ` ${label}`)
    );
    return [tag("ul", {class: "codes", "data-field": "allowed"}, ...codes)];
  }
  const range = rangeWords(minimum, maximum);
  if (range === null) return [];
  return [tag("span", {"data-field": "range", "data-minimum": minimum, "data-maximum": maximum}, range)];
}

function rangeWords(minimum: number | null, maximum: number | null): string | null {
  if (minimum === null && maximum === null) return null;
  if (maximum === null) return `${String(minimum)} or more`;
  if (minimum === null) return `at most ${String(maximum)}`;
  return `${String(minimum)} to ${String(maximum)}`;
}

/** The rows in which a value is known; a dash where those in which it is not are too few to be told. */
function knownText(known: number, rows: number): string {
  return isHiddenPart(known, rows) && !isHidden(known) ? "–" : formatCount(known);
}

function shownData(known: number, rows: number): Record<string, number> {
  return {
    ...(!isHiddenPart(known, rows) && {"data-known": known}),
    ...(!isHidden(rows) && {"data-rows": rows})
  };
}

function suppliers({supply, known, rows}: DictionaryVariable, nameOf: (source: string) => string): Markup {
  if (supply.length === 0) {
    return tag(
      "span",
      {class: "note"},
      rows === 0 ? "no rows" : `made by Hemiola: ${formatCount(known)} of ${formatCount(rows)} rows`
    );
  }
  const item = ({source, known: has, rows: of, origins}: VariableSupply) =>
    tag(
      "li",
      {"data-source": source, ...shownData(has, of), title: nameOf(source)},
      tag("span", {class: "supplier"}, source),
      of === 0
        ? " no rows"
        : has === 0
          ? " not supplied"
          : ` ${knownText(has, of)} of ${formatCount(of)} (${formatShare(has, of)})`,
      origins.length === 0 ? null : tag("span", {class: "origin"}, shortList(origins))
    );
  return tag("ul", {class: "supply"}, ...supply.map(item));
}

/** The first three, and how many more. */
function shortList(list: readonly string[]): string {
  const rest = list.length - 3;
  return `${list.slice(0, 3).join("; ")}${rest > 0 ? `; and ${rest} more` : ""}`;
}
