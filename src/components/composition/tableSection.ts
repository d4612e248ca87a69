import {formatNumber} from "../../charts/format.js";
import {groupStyles, wholeCohort} from "../../charts/palette.js";
import {groupingOf} from "../../cohort/catalogue.js";
import {hiddenParts} from "../../cohort/guards/hiddenParts.js";
import {formatFilter} from "../../cohort/filterUrl.js";
import {lookKey} from "../../cohort/ledger/lookKey.js";
import type {DisclosureRule} from "../../model/siteData.js";
import {tableOneScript} from "../../rscript/tableOne.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {choice, controlRow} from "../controls.js";
import {el} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import {figureFrame} from "../figureFrame.js";
import {inSentence} from "../trial/trialWords.js";
import {groupLegend} from "../groupLegend.js";
import {groupControl} from "../groupControl.js";
import {type PageOption, type PageState, sourcesOf} from "../pageState.js";
import type {CohortShown, CompositionSection} from "./cohortShown.js";
import {plotNote} from "./plotNote.js";
import {compositionTable} from "./compositionTable.js";
import {guardedTableOne, guardedTests} from "./guardedTableOne.js";
import {describedVariables, type RowChoice} from "./describedVariables.js";
import {tableCaption, unfitWords, withheldTests} from "./tableCaption.js";
import {countsTable, summaryTable} from "./tableFiles.js";
import {tableNotes} from "./tableNotes.js";
import {type TableOne, tableOne} from "./tableOne.js";
import {tableGroups} from "./tableGroups.js";
import {tableRows} from "./tableRows.js";
import {quickTableTests, tableTests, type VariableTest} from "./tableTests.js";
import {variablePlot} from "./variablePlot.js";
import {waitingContent} from "./waitingContent.js";
import {wholeTable} from "./wholeTable.js";

/** Which rows are shown, and whether patients whose group is not known have a column. */
export const tableOptions: readonly PageOption[] = [
  {key: "rows", values: ["main", "all"], fallback: "main"},
  {key: "unknown", values: ["hide", "show"], fallback: "hide"}
];

/** The table and what was counted for it. */
interface Shown {
  readonly state: PageState;
  readonly table: TableOne;
  readonly tests: readonly VariableTest[] | null;
  /** Patients in the cohort, and those of them whose group is not known. */
  readonly n: number;
  readonly unknown: number;
}

/** The baseline table of the cohort, by group if the reader wants, with a plot of every variable. */
export interface TableSection extends CompositionSection {
  /** Draws the whole release from its precomputed tables. */
  showFirst(state: PageState): void;
  /** Makes the tests of what is shown that took too long for the first drawing. */
  finish(): void;
}

const title = "Who is in the cohort?";

/** Patients of no known group, withheld where they are few or would tell a group that is. */
function guardedUnknown({table, unknown}: Shown, {k}: DisclosureRule): number {
  const groups = table.groups.filter(({compared}) => compared).map(({n}) => n);
  return hiddenParts([...groups, unknown], k)[groups.length];
}

/** Baseline table of the cohort. */
export function tableSection(context: ViewContext): TableSection {
  const {site, catalogue, change, ledger} = context;
  const group = groupControl(catalogue, "Columns", (key) => change({group: key}));
  const rowChoice = el(
    "select",
    {"data-testid": "rows"},
    el("option", {value: "main"}, "the main variables"),
    el("option", {value: "all"}, "all variables, alterations and cytogenetics")
  );
  rowChoice.addEventListener("change", () => change({options: {rows: rowChoice.value}}));
  const unknown = el("input", {type: "checkbox", "data-testid": "unknown"});
  unknown.addEventListener("change", () => change({options: {unknown: unknown.checked ? "show" : "hide"}}));
  const unknownControl = el("label", {class: "check"}, unknown, " Show patients whose group is not known");
  const frame = figureFrame("composition", site, {
    controls: controlRow(group.element, choice("Rows", rowChoice), unknownControl)
  });
  const open = new Set<string>();
  const variablesOf = ({options}: PageState) =>
    describedVariables(catalogue, site.summaries.alterations, (options.rows ?? "main") as RowChoice);
  let last: Shown | null = null;

  const isTested = (state: PageState, {groups}: TableOne) =>
    groups.filter(({compared}) => compared).length > 1 && withheldTests(state, catalogue) === null;

  const plotOf = ({state, table: {groups, rows}}: Shown, column: string, width: number): Element => {
    const styles = state.group === null ? [wholeCohort] : groupStyles(groups.map(({code}) => code));
    const row = rows.find(({variable}) => variable.column === column)!;
    const note = plotNote(row, catalogue.disclosure);
    if (note !== null) return note;
    const plot = variablePlot(row, {width, groups, styles, bins: site.summaries.bins[column] ?? []});
    // Distributions name their groups themselves.
    if (groups.length < 2 || row.variable.kind === "number") return plot;
    const named = groups.map(({label}, g) => ({label, style: styles[g]}));
    return el("div", {}, groupLegend(named), plot);
  };

  const draw = (counted: Shown) => {
    last = counted;
    const {disclosure: rule} = catalogue;
    const outside = counted.state.options.unknown === "show" ? 0 : counted.unknown;
    const table = guardedTableOne(counted.table, rule, outside);
    const shown = {
      ...counted,
      table,
      unknown: rule === null ? counted.unknown : guardedUnknown(counted, rule),
      tests: table === counted.table ? counted.tests : guardedTests(table, counted.tests)
    };
    const {state, tests} = shown;
    const grouping = state.group === null ? null : groupingOf(catalogue, state.group);
    const compared = table.groups.filter((d) => d.compared);
    const testable = isTested(state, table);
    const ran = new Map(
      (tests ?? []).flatMap(({test}, i) => (test === null ? [] : [[table.rows[i].variable.column, test] as const]))
    );
    const isCounted =
      catalogue.disclosure === null &&
      table.rows.every(({variable, counts}) => variable.kind !== "number" || counts !== null);
    const focused = document.activeElement?.closest<HTMLElement>("#composition tr[data-variable]")?.dataset.variable;
    frame.update({
      title: grouping === null ? title : `Who is in the cohort, by ${inSentence(grouping.label)}?`,
      sources: sourcesOf(site, state),
      subtitle:
        "Median [quartiles] of numbers, n (%) of categories, n/N (%) of findings; the missing of each counted. A variable’s name opens its plot.",
      caption: tableCaption({...shown, catalogue}),
      table: summaryTable(table, tests),
      isGuarded: catalogue.disclosure !== null,
      ...(isCounted ? {csv: () => countsTable(table), script: (csvName: string) => tableOneScript(csvName, ran)} : {}),
      draw: (width) =>
        compositionTable(tableRows(table, tests), {
          title,
          groups: table.groups,
          compares: {smd: compared.length > 1, tests: testable},
          open,
          toggle: (column, isOpen) => (isOpen ? open.add(column) : open.delete(column)),
          plot: (column) => plotOf(shown, column, Math.min(width, 720))
        }),
      picture: null,
      aside: tableNotes({state, site, catalogue, table, change}),
      metadata: cohortMetadata(
        context,
        state,
        "Quartiles (type 7), counts, standardised mean differences; tests as named"
      )
    });
    // What had the focus has been replaced.
    if (focused !== undefined) {
      const rows = [...frame.element.querySelectorAll<HTMLElement>("tr[data-variable]")];
      rows
        .find(({dataset}) => dataset.variable === focused)
        ?.querySelector("button")
        ?.focus({preventScroll: true});
    }
  };

  const showControls = ({group: key, options}: PageState, withUnknown: boolean) => {
    group.show(key);
    rowChoice.value = options.rows ?? "main";
    unknown.checked = options.unknown === "show";
    unknownControl.hidden = !withUnknown;
  };

  /** One look at all tests of the table together: a p-value of each would drown the reader's other looks. */
  const record = ({group: key, filter}: PageState, tests: readonly VariableTest[]) => {
    const made = tests.flatMap(({q}) => q ?? []);
    if (made.length === 0 || key === null) return;
    const method = `Simes’ test over ${formatNumber(made.length)} tests of a baseline table`;
    const query = formatFilter(filter, site.releaseId);
    query.delete("release");
    ledger.record({
      key: lookKey({page: "composition", endpoint: null, grouping: key, filter: query.toString(), method}),
      question: `Composition by ${groupingOf(catalogue, key).label}`,
      method,
      p: Math.min(...made),
      prespecified: null
    });
  };

  return {
    element: frame.element,
    columns: (state) => [
      ...variablesOf(state).map(({column}) => column),
      ...(state.group === null ? [] : [state.group])
    ],
    showFirst(state) {
      showControls(state, false);
      draw({state, table: wholeTable(site, variablesOf(state)), tests: null, n: catalogue.patients, unknown: 0});
    },
    show({state, rows}: CohortShown) {
      const groups = tableGroups(rows, catalogue, state.group, state.options.unknown === "show");
      showControls(state, groups.unknown > 0);
      const table = tableOne(rows, variablesOf(state), groups);
      const tests = isTested(state, table) ? quickTableTests(table, unfitWords(state)) : null;
      draw({state, table, tests, n: rows.n, unknown: groups.unknown});
      if (tests !== null) record(state, tests);
    },
    finish() {
      if (last === null || last.tests !== null || !isTested(last.state, last.table)) return;
      const tests = tableTests(last.table, unfitWords(last.state));
      draw({...last, tests});
      record(last.state, tests);
    },
    stale: (waiting) => frame.stale(waiting),
    fail: (words) => frame.update(waitingContent(title, words))
  };
}
