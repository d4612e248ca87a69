// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {compositionTable} from "../../../src/components/composition/compositionTable.js";
import {unevenlyTested} from "../../../src/components/composition/tableNotes.js";
import {type TableOne, tableOne} from "../../../src/components/composition/tableOne.js";
import {smdText, tableRows} from "../../../src/components/composition/tableRows.js";
import {tableTests} from "../../../src/components/composition/tableTests.js";
import {variablePlot} from "../../../src/components/composition/variablePlot.js";
import {groupStyles} from "../../../src/charts/palette.js";
import {described, madeUpCohort} from "./fixture.js";

function table(n = 260, groups = 2): TableOne {
  const cohort = madeUpCohort(n, groups);
  return tableOne(cohort.rows, described, cohort.groups);
}

describe("the baseline table", () => {
  it("counts every patient of a group once for every variable", () => {
    const {groups, rows} = table();
    expect(groups.reduce((sum, {n}) => sum + n, 0)).toBe(260);
    for (const {summaries, levels, missing} of rows) {
      groups.forEach(({n}, g) => {
        const known = summaries[g]?.n ?? levels.reduce((sum, own) => sum + own[g], 0);
        expect(known + missing[g]).toBe(n);
      });
    }
  });

  it("keeps patients of unknown group out of differences and tests", () => {
    const shown = table();
    const cohort = madeUpCohort(260, 2);
    const hidden = tableOne(cohort.rows, described, {
      groups: cohort.groups.groups.slice(0, 2),
      codes: Int16Array.from(cohort.groups.codes, (g) => (g === 2 ? -1 : g))
    });
    expect(hidden.groups).toHaveLength(2);
    expect(hidden.rows.map(({smd}) => smd)).toEqual(shown.rows.map(({smd}) => smd));
    expect(tableTests(hidden, () => null)).toEqual(tableTests(shown, () => null));
  });

  it("says why a variable is not tested, and leaves it out of the adjustment", () => {
    const tests = tableTests(table(), ({variable}) => (variable.column === "age" ? "randomised" : null));
    expect(tests[0]).toEqual({test: null, p: null, q: null, why: "randomised"});
    expect(tests[7]).toMatchObject({test: null, why: "Fewer than two groups with different values."});
    const made = tests.filter(({p}) => p !== null);
    expect(made).toHaveLength(6);
    expect(Math.max(...made.map(({p, q}) => p! - q!))).toBeLessThanOrEqual(0);
  });

  it("is written with denominators and the missing counted", () => {
    const rows = tableRows(table(), null);
    const of = (column: string) => rows.findIndex((row) => row.column === column);
    expect(rows[0]).toEqual({kind: "section", label: "Patient", cells: []});
    expect(rows[of("age")].cells[0]).toMatch(/^\d+(\.\d)? \[\d+(\.\d)?–\d+(\.\d)?\]$/);
    expect(rows[of("age") + 1]).toMatchObject({kind: "missing", label: "missing"});
    expect(rows[of("NPM1")].cells[0]).toMatch(/^\d+\/\d+ \(\d+(\.\d)? %\)$/);
    expect(rows[of("NPM1") + 1]).toMatchObject({kind: "missing", label: "not tested"});
    expect(rows[of("sex")].cells[0]).toMatch(/^of \d+$/);
    // A level that nobody has is left out.
    expect(rows.slice(of("constant")).map(({label}) => label)).toEqual(["CONSTANT", "only, as coded"]);
  });

  it("marks notable differences as they are printed", () => {
    expect([0.1, 0.104, -0.106, null].map(smdText)).toEqual(["0.10", "0.10", "−0.11 •", "–"]);
  });
});

describe("unevenlyTested(table)", () => {
  it("finds alterations that one compared group was tested for more than another", () => {
    const one = table();
    const groups = [100, 100, 50].map((n, g) => ({...one.groups[g], n}));
    const missing = {NPM1: [5, 30, 0], TP53: [10, 12, 50], age: [0, 90, 0], rare: [0, 100, 0]};
    const rows = one.rows.map((row) => ({...row, missing: missing[row.variable.column as "age"] ?? [0, 0, 0]}));
    expect(unevenlyTested({groups, rows}).map(({variable}) => variable.column)).toEqual(["NPM1", "rare"]);
    expect(unevenlyTested({groups: groups.slice(0, 1), rows})).toEqual([]);
  });
});

describe("compositionTable(rows, options)", () => {
  const one = table();
  const styles = groupStyles(one.groups.map(({code}) => code));
  const make = (open = new Set<string>()) => {
    const element = compositionTable(
      tableRows(
        one,
        tableTests(one, () => null)
      ),
      {
        title: "Composition",
        groups: one.groups,
        compares: {smd: true, tests: true},
        open,
        toggle: (column, isOpen) => (isOpen ? open.add(column) : open.delete(column)),
        plot: (column) =>
          variablePlot(
            one.rows.find(({variable}) => variable.column === column)!,
            {
              width: 600,
              groups: one.groups,
              styles,
              bins: []
            }
          )
      }
    );
    document.body.replaceChildren(element);
    return {element, open};
  };

  it.each(described.map(({column}) => column))("opens the plot of %s below its row, and closes it", (column) => {
    const {element, open} = make();
    const button = element.querySelector<HTMLElement>(`tr[data-variable="${column}"] button`)!;
    const details = element.ownerDocument.getElementById(button.getAttribute("aria-controls")!)!;
    expect([button.getAttribute("aria-expanded"), details.hidden]).toEqual(["false", true]);
    button.click();
    expect([button.getAttribute("aria-expanded"), details.hidden]).toEqual(["true", false]);
    expect(details.querySelector("svg title")?.textContent).toBe(column.toUpperCase());
    expect([...open]).toEqual([column]);
    button.click();
    expect([details.hidden, details.querySelector("svg"), open.size]).toEqual([true, null, 0]);
  });

  it("keeps a plot open when it is drawn again", () => {
    const {element} = make(new Set(["wbc"]));
    expect(element.querySelectorAll("tr.details:not([hidden]) svg")).toHaveLength(1);
  });

  it("names every number by its column, and the test that ran beside its p", () => {
    const {element} = make();
    const cells = [...element.querySelectorAll<HTMLElement>('tr[data-variable="wbc"] td')];
    expect(cells.map(({dataset}) => dataset.label)).toEqual(["Group 0", "Group 1", "Group unknown", "SMD", "p", "q"]);
    expect(cells[4].textContent).toMatch(/^Wilcoxon rank-sum test (< 0\.0001|0\.\d+)$/);
  });
});
