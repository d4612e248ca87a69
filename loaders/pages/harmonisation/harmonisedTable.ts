import {formatCount} from "../../../src/charts/format.js";
import type {ShownTable, ShownValue, ShownVariable} from "../../extract/harmonisation/harmonisedRows.js";
import {type Markup, tag} from "../markup.js";

const tableNames: Readonly<Record<string, string>> = {
  patients: "Patient",
  samples: "Samples",
  assays: "Assays",
  mutations: "Mutations",
  cytogenetics: "Cytogenetics",
  cytogenetic_abnormalities: "Abnormalities of the karyotype",
  patient_features: "Alterations found",
  treatments: "Treatments",
  responses: "Responses",
  events: "Events",
  mrd: "Measurable residual disease",
  copy_number: "Copy-number segments",
  cna_gene: "Copy number of genes",
  outcomes: "Outcomes",
  classifications: "Classifications"
};

/** Rows beyond these are counted, not shown. */
const mostRows = 16;

/**
 * The harmonised rows of one table; a value from a raw cell is a link to it.
 *
 * @param whose source and number of the patient, for the names of regions
 */
export function harmonisedTable(table: ShownTable, whose: string): Markup {
  const {name, rows, left} = table;
  const title = tableNames[name] ?? name;
  const rest = rows.length - mostRows;
  return tag(
    "div",
    {class: "harmonised"},
    tag("h5", {}, title, tag("code", {}, name)),
    rows.length === 1 ? single(table) : rows.length > 1 ? several(table, `${title}, ${whose}`) : null,
    rest > 0 ? tag("p", {class: "note"}, `and ${formatCount(rest)} more rows`) : null,
    left === null
      ? null
      : tag(
          "p",
          {class: "note"},
          `${formatCount(left.negative)} others tested and not found, ${formatCount(left.unknown)} not tested or not known.`
        )
  );
}

function single({variables, rows: [row]}: ShownTable): Markup {
  const head = ["Variable", "Value", "From", "Rule"];
  return tag(
    "table",
    {class: "reflow", role: "table"},
    tag(
      "thead",
      {role: "rowgroup"},
      tag("tr", {role: "row"}, ...head.map((words) => tag("th", {scope: "col", role: "columnheader"}, words)))
    ),
    tag(
      "tbody",
      {role: "rowgroup"},
      ...variables.map((variable) => {
        const value = row.find(({column}) => column === variable.column);
        const cell = (i: number, ...children: (Markup | string | null)[]): Markup =>
          tag("td", {role: "cell", "data-label": head[i]}, ...children);
        return tag(
          "tr",
          {role: "row"},
          tag("th", {scope: "row", role: "rowheader"}, variable.label),
          cell(1, value === undefined ? null : linked(value, variable)),
          cell(2, ...tokens(value)),
          cell(3, ...rules(variable), conversion(value))
        );
      })
    )
  );
}

function several({variables, rows}: ShownTable, label: string): Markup {
  const cells = (row: readonly ShownValue[]): Markup[] =>
    variables.map((variable) => {
      const value = row.find(({column}) => column === variable.column);
      return tag(
        "td",
        {},
        value === undefined || value.value === null ? tag("span", {class: "note"}, "–") : linked(value, variable)
      );
    });
  return tag(
    "div",
    {},
    tag(
      "div",
      {class: "table-scroll", tabindex: 0, role: "region", "aria-label": label},
      tag(
        "table",
        {},
        tag("thead", {}, tag("tr", {}, ...variables.map(({label}) => tag("th", {scope: "col"}, label)))),
        tag("tbody", {}, ...rows.slice(0, mostRows).map((row) => tag("tr", {}, ...cells(row))))
      )
    ),
    tag(
      "details",
      {class: "rules"},
      tag("summary", {}, "Where the values come from"),
      tag(
        "dl",
        {},
        ...variables.flatMap((variable) => [tag("dt", {}, variable.label), tag("dd", {}, ...rules(variable))])
      )
    )
  );
}

/** A value as a link to the raw cell that it came from, the first where there are several. */
function linked({value, cells, conversion: sum}: ShownValue, {unit}: ShownVariable): Markup {
  const shown = value === null ? "not known" : `${value}${unit === "" ? "" : ` ${unit}`}`;
  if (cells.length === 0) return tag("span", {class: value === null ? "note" : null}, shown);
  return tag(
    "a",
    {
      class: value === null ? "value note" : "value",
      href: `#${cells[0]}`,
      "data-cells": cells.length > 1 ? cells.join(" ") : null,
      title: sum
    },
    shown
  );
}

function tokens(value: ShownValue | undefined): Markup[] {
  return [
    ...(value?.tokens ?? []).map((token) => tag("code", {class: "from"}, token === "" ? "(blank)" : token)),
    ...(value?.evidence ?? []).map((line) => tag("span", {class: "rule"}, line))
  ];
}

function conversion(value: ShownValue | undefined): Markup | null {
  return value?.conversion == null ? null : tag("span", {class: "sum"}, value.conversion);
}

function rules({rules: list}: ShownVariable): Markup[] {
  return list.map(({from, rule}) =>
    tag(
      "span",
      {class: "rule"},
      from === "" ? null : tag("span", {class: "raw-name"}, from),
      from === "" ? rule : ` ${rule}`
    )
  );
}
