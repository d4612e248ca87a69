import {formatCount, formatShare, formatValue, unitText} from "../charts/format.js";
import type {Catalogue} from "../cohort/catalogue.js";
import type {LevelCount, NumericSummary} from "../model/cohortResults.js";
import {el} from "./dom.js";

/** A group of patients as a column of the table. */
export interface CompositionGroup {
  readonly code: string | null;
  readonly label: string;
  readonly n: number;
}

/** Numbers by group for every variable shown. */
export interface Composition {
  readonly groups: readonly CompositionGroup[];
  readonly values: ReadonlyMap<string, readonly NumericSummary[]>;
  readonly levels: ReadonlyMap<string, readonly LevelCount[]>;
}

/**
 * Baseline table: median [quartiles] of numbers, n (%) of categories, and the missing of each as a row of their own.
 * Percentages are of the patients with a value.
 */
export function compositionTable({groups, values, levels}: Composition, catalogue: Catalogue): HTMLElement {
  const body: HTMLElement[] = [];
  const row = (label: string, cells: readonly string[], kind: string) =>
    el(
      "tr",
      {class: kind, "data-row": label},
      el("th", {scope: "row"}, label),
      ...cells.map((cell) => el("td", {class: "number"}, cell))
    );
  for (const [variable, summaries] of values) {
    const range = catalogue.numbers.get(variable);
    if (!range) continue;
    const of = ({code}: CompositionGroup) => summaries.find((d) => d.group === code);
    const unit = unitText(range.unit);
    body.push(
      row(
        `${range.label}${unit ? `, ${unit}` : ""}, median [quartiles]`,
        groups.map((group) => {
          const d = of(group);
          return d === undefined || d.median === null
            ? "–"
            : `${formatValue(d.median)} [${formatValue(d.q1)}–${formatValue(d.q3)}]`;
        }),
        "variable"
      )
    );
    if (summaries.some((d) => d.missing > 0)) {
      body.push(
        row(
          "missing",
          groups.map((group) => formatCount(of(group)?.missing ?? 0)),
          "missing"
        )
      );
    }
  }
  for (const [variable, counts] of levels) {
    const facet = catalogue.facets.get(variable);
    if (!facet) continue;
    const count = (group: CompositionGroup, level: string | null) =>
      counts.find((d) => d.group === group.code && d.level === level)?.n ?? 0;
    const known = groups.map((group) => facet.levels.reduce((sum, level) => sum + count(group, level.code), 0));
    body.push(
      row(
        `${facet.label}, n (%)`,
        groups.map(() => ""),
        "variable"
      )
    );
    for (const level of facet.levels) {
      const cells = groups.map((group, i) => {
        const n = count(group, level.code);
        return `${formatCount(n)} (${formatShare(n, known[i])})`;
      });
      body.push(row(level.label, cells, "level"));
    }
    if (groups.some((group) => count(group, null) > 0)) {
      body.push(
        row(
          "missing",
          groups.map((group) => formatCount(count(group, null))),
          "missing"
        )
      );
    }
  }
  const head = el(
    "tr",
    {},
    el("th", {scope: "col"}, "Variable"),
    ...groups.map(({label, n}) =>
      el("th", {scope: "col"}, label, el("br"), el("span", {class: "n"}, `n = ${formatCount(n)}`))
    )
  );
  return el(
    "div",
    {class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Composition of the cohort"},
    el("table", {class: "composition", "data-testid": "composition"}, el("thead", {}, head), el("tbody", {}, ...body))
  );
}
