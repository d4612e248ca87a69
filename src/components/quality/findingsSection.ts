import {formatNumber, formatShare} from "../../charts/format.js";
import type {QualityData, QualityFinding} from "../../model/siteQuality.js";
import {labelOf, vocabularies} from "../../model/vocabulary.js";
import {choice, controlRow} from "../controls.js";
import {dataOf} from "../disclosure/dataOf.js";
import {el, fill} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import type {QueryState} from "../queryState.js";
import {reflowTable} from "../reflowTable.js";
import {emptySection} from "../reportPage.js";
import {findingOrder, findingsShown} from "./findingsShown.js";

const columns = [
  {label: "Severity"},
  {label: "Category"},
  {label: "Source"},
  {label: "File"},
  {label: "What is checked"},
  {label: "Found", number: true},
  {label: "Checked", number: true},
  {label: "Share", number: true}
];

const definitions: Readonly<Record<string, string>> = {
  accounting: "every row and value received is accounted for: used, refused or left out, with the reason",
  conformance: "values, units, references between tables and the order of events are as they must be",
  completeness: "what should be there is there",
  plausibility: "values are believable by themselves, together, and over time",
  agreement: "what was derived agrees with what the source supplied"
};

/** What the quality rules found, filtered and sorted; the choice is held in the address. */
export function findingsSection(data: QualityData, query: QueryState): {element: HTMLElement; show(): void} {
  const id = "findings";
  const title = "What the quality rules found";
  const {findings} = data;
  if (findings.length === 0) {
    return {element: emptySection(id, title, "This release lists no checks."), show: () => undefined};
  }
  const chooser = (key: string, label: string, options: readonly (readonly [string, string])[]) => {
    const select = el("select", {}, ...options.map(([value, words]) => el("option", {value}, words)));
    select.addEventListener("change", () => {
      query.set({[key]: select.value});
      show();
    });
    return {key, select, element: choice(label, select)};
  };
  const codes = (values: readonly string[], list: "severity" | "qualityCategory") =>
    vocabularies[list].filter(({code}) => values.includes(code)).map(({code, label}) => [code, label] as const);
  const choices = [
    chooser("found", "Show", [
      ["", "what was found"],
      ["all", "every check"]
    ]),
    chooser("severity", "Severity", [
      ["", "any"],
      ...codes(
        findings.map((d) => d.severity),
        "severity"
      )
    ]),
    chooser("category", "Category", [
      ["", "any"],
      ...codes(
        findings.map((d) => d.category),
        "qualityCategory"
      )
    ]),
    chooser("source", "Source", [
      ["", "any"],
      ...[...new Set(findings.map((d) => d.source))].map((d) => [d, d] as const)
    ])
  ];
  const frame = figureFrame(id, data, {controls: controlRow(...choices.map(({element}) => element))});
  const host = el("div", {"data-testid": "findings"});

  function show(): void {
    for (const {key, select} of choices) {
      select.value = query.get(key);
      if (select.selectedIndex < 0) select.value = "";
    }
    const [all, severity, category, source] = choices.map(({select}) => select.value);
    const order = findingOrder(query.get("sort"));
    const shown = findingsShown(findings, {all: all === "all", severity, category, source}, order);
    fill(host, tableOf(shown));
    frame.update({
      title,
      subtitle: `${formatNumber(shown.length)} of ${formatNumber(findings.length)} checks are shown.`,
      caption:
        "Categories after Kahn et al. (eGEMs 2016;4:1244). A check that found nothing is kept: it says that one looked.",
      table: {
        columns: ["severity", "category", "source", "file", "rule", "description", "found", "checked"],
        rows: shown.map((d) => [d.severity, d.category, d.source, d.file, d.rule, d.description, d.n, d.nChecked])
      },
      draw: () => host,
      aside: definitionList()
    });
  }

  function tableOf(shown: readonly QualityFinding[]): Element {
    if (shown.length === 0) return emptyMessage();
    const order = findingOrder(query.get("sort"));
    return reflowTable(
      columns,
      shown.map((d) => ({
        cells: [
          el("span", {class: `severity ${d.severity}`}, labelOf("severity", d.severity)),
          labelOf("qualityCategory", d.category),
          d.source,
          d.file ?? "several",
          el("span", {}, d.description, el("code", {class: "rule-id"}, d.rule)),
          d.n,
          d.nChecked,
          formatShare(d.n, d.nChecked)
        ],
        data: dataOf({n: d.n}, {rule: d.rule})
      })),
      title,
      {
        ...order,
        sort: (column) => {
          const descending = column === order.column ? !order.descending : column >= 5;
          query.set({sort: `${column}${descending ? "d" : ""}`});
          show();
          host.querySelectorAll<HTMLElement>(".sort")[column]?.focus();
        }
      }
    );
  }

  function emptyMessage(): HTMLElement {
    const relax = () => {
      query.set({found: "all", severity: "", category: "", source: ""});
      show();
    };
    return el(
      "div",
      {class: "empty", "data-testid": "findings-empty"},
      el("p", {}, "No check fits this choice."),
      el("button", {type: "button", onclick: relax}, "Show every check")
    );
  }
  show();
  return {element: frame.element, show};
}

function definitionList(): HTMLElement {
  return el(
    "dl",
    {class: "definitions"},
    ...vocabularies.qualityCategory.flatMap(({code, label}) => [
      el("dt", {}, label),
      el("dd", {}, `${definitions[code] ?? ""}.`)
    ])
  );
}
