// @vitest-environment jsdom
import fc from "fast-check";
import {afterAll, afterEach, beforeAll, describe, expect, it} from "vitest";
import {siteLongitudinal} from "../../../loaders/extract/siteLongitudinal.js";
import {siteTrial} from "../../../loaders/extract/siteTrial.js";
import type {Release} from "../../../loaders/release/readRelease.js";
import {formatCount, formatShare} from "../../../src/charts/format.js";
import {guardedTableOne, guardedTests} from "../../../src/components/composition/guardedTableOne.js";
import {summaryTable} from "../../../src/components/composition/tableFiles.js";
import {tableOne} from "../../../src/components/composition/tableOne.js";
import {tableRows} from "../../../src/components/composition/tableRows.js";
import {tableTests} from "../../../src/components/composition/tableTests.js";
import {classificationsView} from "../../../src/components/classificationsView.js";
import {columnKind} from "../../../src/components/disclosure/columnKinds.js";
import {guardedContent} from "../../../src/components/disclosure/guardedContent.js";
import {guardedTable} from "../../../src/components/disclosure/guardedTable.js";
import {partsInWords} from "../../../src/components/disclosure/partsInWords.js";
import {longitudinalView} from "../../../src/components/longitudinalView.js";
import type {FigureTable} from "../../../src/components/plainTable.js";
import {trialView} from "../../../src/components/trialView.js";
import {hideCountsBelow, withheld} from "../../../src/model/hiddenCounts.js";
import type {LongitudinalSite} from "../../../src/model/siteLongitudinal.js";
import type {TrialData} from "../../../src/model/siteTrial.js";
import {described, madeUpCohort} from "../composition/fixture.js";
import {longitudinalRows} from "../../support/longitudinalRelease.js";
import {syntheticRelease} from "../../support/syntheticRelease.js";
import {inventedPatients, trialRows} from "../../support/trialRelease.js";

const rule = {k: 5, minCurve: 10};

afterEach(() => hideCountsBelow(0));

/** Numbers of 1 to k − 1 in columns that count patients, with where they stand. */
function smallOf({columns, rows}: FigureTable): string[] {
  return rows.flatMap((row, r) =>
    row.flatMap((cell, i) =>
      typeof cell === "number" && columnKind(columns[i]) === "count" && cell > 0 && cell < rule.k
        ? [`${columns[i]}, row ${r + 1}: ${cell}`]
        : []
    )
  );
}

describe("the table of a cohort", () => {
  for (const [n, groups] of [
    [25, 2],
    [60, 3],
    [260, 2],
    [900, 4]
  ]) {
    const cohort = madeUpCohort(n, groups);
    const exact = tableOne(cohort.rows, described, cohort.groups);
    const guarded = guardedTableOne(exact, rule);

    it(`of ${n} patients in ${groups} groups has no count of fewer than k, in text or file`, () => {
      expect(smallOf(summaryTable(exact, null))).not.toEqual([]);
      expect(smallOf(summaryTable(guarded, null))).toEqual([]);
      hideCountsBelow(rule.k);
      const texts = tableRows(guarded, null).flatMap(({cells}) => cells);
      // Counts stand at the start of a cell, after "of" or after a slash; medians in front of a bracket.
      const counts = texts.flatMap((text) =>
        [...text.matchAll(/(?:^|of |\/)(\d[\d,]*)(?! ?\[|[.\d])/g)].map((d) => d[1])
      );
      expect(counts.length).toBeGreaterThan(0);
      expect(counts.filter((d) => Number(d) > 0 && Number(d) < rule.k)).toEqual([]);
    });

    it(`of ${n} patients in ${groups} groups does not tell a hidden count as a difference`, () => {
      guarded.rows.forEach(({variable, levels, missing, known, summaries, counts, smd}, i) => {
        guarded.groups.forEach((group, g) => {
          const cells = [...levels.map((own) => own[g]), missing[g]];
          const real = [...exact.rows[i].levels.map((own) => own[g]), exact.rows[i].missing[g]];
          const hidden = cells.flatMap((cell, c) => (Number.isNaN(cell) ? [real[c]] : []));
          if (hidden.length === 0) return;
          expect(smd).toBeNull();
          if (variable.kind === "number") {
            expect(counts).toBeNull();
            expect(summaries[g].n).toBeNaN();
            return;
          }
          // A single hidden count is all there is: then it is the group that is small, and hidden.
          if (hidden.length === 1) expect(real.filter((m) => m > 0)).toHaveLength(1);
          if (Number.isNaN(missing[g])) expect(known![g]).toBeNaN();
          if (exact.groups[g].n < rule.k) expect(group.n).toBeNaN();
        });
      });
    });

    it(`of ${n} patients in ${groups} groups gives no test of what is hidden`, () => {
      const tests = guardedTests(
        guarded,
        tableTests(exact, () => null)
      )!;
      guarded.rows.forEach(({levels, missing}, i) => {
        if ([...levels.flat(), ...missing].some((cell) => Number.isNaN(cell))) expect(tests[i].p).toBeNull();
      });
    });
  }

  it("hides an outcome that all of a group share", () => {
    const variable = {...described[2], variable: {...described[2].variable, knownAt: "follow_up" as const}};
    const row = {variable, missing: [0], counts: null, summaries: [], levels: [[12], [0]], smd: null};
    const table = {groups: [{code: null, label: "All", n: 12, compared: true}], rows: [row]};
    // The others being nobody would say the same.
    expect(guardedTableOne(table, rule).rows[0].levels).toEqual([[NaN], [NaN]]);
    expect(guardedTableOne({...table, rows: [{...row, variable: described[2]}]}, rule).rows[0].levels).toEqual([
      [12],
      [0]
    ]);
  });

  it("hides what would tell a number by the panel's sum over all groups, or a group by the cohort's size", () => {
    const group = (label: string, n: number) => ({code: label, label, n, compared: true});
    const row = {variable: described[2], missing: [0, 0], counts: null, summaries: [], levels: [[3, 40], [57, 80]], smd: 0.1}; // prettier-ignore
    const table = {groups: [group("a", 60), group("b", 120)], rows: [row]};
    // 43 have the level in all: 40 would tell 3; and of group b, 80 would tell 40.
    expect(guardedTableOne(table, rule).rows[0].levels).toEqual([
      [NaN, NaN],
      [NaN, NaN]
    ]);
    const rest = {...table, rows: [{...row, levels: [[30, 40], [30, 80]]}]}; // prettier-ignore
    expect(guardedTableOne(rest, rule).groups.map(({n}) => n)).toEqual([60, 120]);
    // Two patients are in no group: of 182, 60 and 120 would tell them.
    expect(guardedTableOne(rest, rule, 2).groups.map(({n}) => n)).toEqual([withheld, 120]);
  });

  it("is itself without a rule", () => {
    const {rows, groups} = madeUpCohort(60, 2);
    const table = tableOne(rows, described, groups);
    expect(guardedTableOne(table, null)).toBe(table);
  });
});

/** Names of every kind of column, one of them of no figure. */
const columns = fc.constantFrom(
  "group",
  "mutated",
  "tested",
  "patients",
  "share",
  "lower95",
  "n",
  "events",
  "never_heard_of",
  "codon"
);

describe("guardedTable(table, rule)", () => {
  it("leaves no small number in a column that is not known to hold something else, nor a number beside it", () => {
    const cell = fc.oneof(fc.integer({min: 0, max: 40}), fc.double({min: 0, max: 1, noNaN: true}), fc.constant(null));
    const tables = fc
      .uniqueArray(columns, {minLength: 1, maxLength: 8})
      .chain((names) =>
        fc
          .array(fc.tuple(...names.map(() => cell)), {maxLength: 12})
          .map((rows): FigureTable => ({columns: names, rows}))
      );
    fc.assert(
      fc.property(tables, (table) => {
        const {table: guarded, hidden} = guardedTable(table, rule);
        expect(smallOf(guarded)).toEqual([]);
        expect(hidden).toBe(guarded.rows.some((row, r) => row !== table.rows[r]));
        guarded.rows.forEach((row, r) => {
          if (row === table.rows[r]) return;
          row.forEach((own, i) => columnKind(table.columns[i]) !== "key" && expect(own).not.toBeTypeOf("number"));
        });
      })
    );
  });

  it("hides a part that is all but a few of its whole", () => {
    const of = (mutated: number) => ({columns: ["gene", "mutated", "tested"], rows: [["NPM1", mutated, 100]]});
    expect(guardedTable(of(97), rule).table.rows).toEqual([["NPM1", null, null]]);
    expect(guardedTable(of(100), rule).hidden).toBe(false);
    expect(guardedTable(of(95), rule).hidden).toBe(false);
  });

  it("leaves the counts of single days out of a curve, and curves of fewer than ten", () => {
    const curve = (group: string, n: number) =>
      Array.from({length: n}, (_, i) => [group, 30 * i, 1, 0, n - i, 1 - i / n] as const);
    const table = {
      columns: ["group", "time_days", "events", "censored", "at_risk", "survival"],
      rows: [...curve("large", 40), ...curve("small", 9)]
    };
    const {table: guarded, hidden} = guardedTable(table, rule);
    expect(hidden).toBe(true);
    expect(guarded.columns).toEqual(["group", "time_days", "survival"]);
    expect(new Set(guarded.rows.map(([group]) => group))).toEqual(new Set(["large"]));
    expect(guarded.rows).toHaveLength(36);
    expect(guardedTable({...table, rows: curve("large", 40)}, rule).hidden).toBe(false);
  });
});

describe("guardedContent(content, rule)", () => {
  const content = {
    title: "t",
    subtitle: "",
    caption: "c",
    table: {columns: ["gene", "mutated"], rows: [["NPM1", 3]]},
    draw: () => document.createElement("svg"),
    script: () => "r",
    csv: () => ({columns: ["gene", "mutated"], rows: [["NPM1", 3]]}),
    aside: document.createElement("p")
  };

  it("gives a drawing, its files and what stands beside it up for a table that tells nothing", () => {
    const shown = guardedContent(content, rule);
    expect(shown.draw(300).textContent).toBe("genemutatedNPM1< 5");
    expect([shown.csv, shown.script, shown.aside, shown.picture]).toEqual([undefined, undefined, null, null]);
    const large = {...content, table: {columns: ["gene", "mutated"], rows: [["NPM1", 30]]}};
    expect(guardedContent(large, rule).picture).toBeNull();
    expect(guardedContent({...large, isOfTable: true}, rule).draw).toBe(content.draw);
  });

  it("draws a figure that can do without them without the rows that are hidden, and says so", () => {
    const rows = [
      ["NPM1", 30],
      ["TP53", 3],
      ["WT1", 12]
    ];
    const drawn = (chosen: readonly number[]) => () => {
      const element = document.createElement("p");
      element.textContent = chosen.map((row) => String(rows[row][0])).join(" ");
      return element;
    };
    const whole = {
      ...content,
      table: {columns: ["gene", "mutated"], rows},
      draw: drawn([0, 1, 2]),
      without: (isShown: (row: number) => boolean) => ({draw: drawn([0, 1, 2].filter(isShown))})
    };
    const shown = guardedContent(whole, rule);
    expect(shown.draw(300).textContent).toBe("NPM1 WT1");
    expect(shown.caption).toMatch(/^c Numbers of fewer than 5 patients.*not drawn\.$/u);
    expect([shown.csv, shown.script, shown.aside]).toEqual([undefined, undefined, null]);
    // With the total, one hidden part is known: the next smallest goes with it.
    const parts = guardedContent({...whole, parts: {within: [], counts: ["mutated"]}}, rule);
    expect(parts.draw(300).textContent).toBe("NPM1");
    expect(parts.table.rows).toEqual([
      ["NPM1", 30],
      ["TP53", "< 5"],
      ["WT1", null]
    ]);
  });

  it("changes nothing of an exact release", () => expect(guardedContent(content, undefined)).toBe(content));
});

describe("texts", () => {
  it("say nothing of small counts once that is said, and everything before", () => {
    expect([formatCount(3), formatShare(3, 60), formatShare(58, 60)]).toEqual(["3", "5.0 %", "97 %"]);
    hideCountsBelow(5);
    expect([formatCount(3), formatShare(3, 60), formatShare(58, 60)]).toEqual(["< 5", "–", "–"]);
    expect([formatCount(0), formatCount(5), formatShare(0, 60), formatShare(6, 60)]).toEqual(["0", "5", "0 %", "10 %"]);
  });
});

describe("pages that are drawn from precomputed numbers", () => {
  let trials: Release & {remove(): Promise<void>};
  let courses: Release & {remove(): Promise<void>};
  beforeAll(async () => {
    globalThis.ResizeObserver ??= class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    };
    trials = await syntheticRelease(trialRows(inventedPatients()));
    courses = await syntheticRelease(longitudinalRows);
  });
  afterAll(() => Promise.all([trials.remove(), courses.remove()]));

  /** Opens the table of every figure, and gives the small numbers in cells and attributes. */
  const smallIn = (page: Element): string[] => {
    const found: string[] = [];
    for (const figure of page.querySelectorAll("figure")) {
      figure.querySelector<HTMLButtonElement>(".toolbar button")?.click();
      for (const table of figure.querySelectorAll(".data-table table")) {
        const heads = [...table.querySelectorAll("thead th")].map((d) => d.textContent);
        for (const row of table.querySelectorAll("tbody tr")) {
          [...row.children].forEach((cell, i) => {
            const n = Number(cell.textContent);
            if (columnKind(heads[i]) === "count" && n > 0 && n < rule.k) found.push(`${figure.id} ${heads[i]} ${n}`);
          });
        }
      }
      for (const own of figure.querySelectorAll(".canvas *, .aside *")) {
        for (const {name, value} of own.attributes) {
          if (/^data-(n|events|found|tested|value|deaths|relapses)$/.test(name) && /^[1-4]$/.test(value)) {
            found.push(`${figure.id} ${name} ${value}`);
          }
        }
      }
    }
    return found;
  };

  it("have no number of 1 to k − 1 patients with a rule, and have some without", () => {
    const trial = JSON.parse(JSON.stringify(siteTrial(trials))) as TrialData;
    const course = JSON.parse(JSON.stringify(siteLongitudinal(courses))) as LongitudinalSite;
    const load = () => Promise.resolve(new ArrayBuffer(0));
    const exact = [trialView(trial), longitudinalView(course, load)];
    expect(exact.flatMap(smallIn)).not.toEqual([]);
    const guarded = [trialView({...trial, disclosure: rule}), longitudinalView({...course, disclosure: rule}, load)];
    expect(guarded.flatMap(smallIn)).toEqual([]);
  });
});

describe("columns of figures", () => {
  it("count patients unless they are known to hold something else", () => {
    const counts = ["patients", "n", "events", "mutated", "tested", "at_risk", "missing", "of no table yet"];
    expect(new Set(counts.map(columnKind))).toEqual(new Set(["count"]));
  });
});

describe("parts of a whole in words", () => {
  it("say no small number, nor the next smallest beside a single one; all of an exact release", () => {
    const words = (parts: number[]) => partsInWords(parts, parts.reduce((a, b) => a + b, 0)).map(({count}) => count); // prettier-ignore
    expect(words([200, 3, 40])).toEqual(["200", "3", "40"]);
    hideCountsBelow(rule.k);
    expect(words([200, 3, 40])).toEqual(["200", "< 5", "–"]);
    expect(words([200, 3, 4])).toEqual(["200", "< 5", "< 5"]);
    expect(words([200, 3, 0])).toEqual(["–", "< 5", "0"]);
    expect(words([200, 30, 0])).toEqual(["200", "30", "0"]);
    expect(partsInWords([200, 3, 40], 243).map(({share}) => share.replace(/[\u00a0\u202f]/, " "))).toEqual([
      "82 %",
      "–",
      "–"
    ]);
  });

  it("stand so in the page on classifications, in text and attributes", () => {
    const size = (value: string, status: string, n: number) => ({source: null, value, status, n});
    const view = classificationsView({
      releaseId: "0123456789abcdef",
      sources: [],
      simulated: false,
      simulatedNotice: null,
      disclosure: rule,
      pairs: [],
      systems: [
        {id: "eln", title: "ELN", version: "1", citation: null, kind: "risk", notes: [], rules: [], missing: [], classes: [{code: "fav", label: "Favourable"}, {code: "adv", label: "Adverse"}], sizes: [size("fav", "definite", 90), size("adv", "definite", 60), size("adv", "provisional", 3), size("fav", "unresolved", 40)], totals: [[null, 193], ["definite", 150], ["provisional", 3], ["unresolved", 40]].map(([status, n]) => ({source: null, status: status as string | null, n: Number(n)}))} // prettier-ignore
      ]
    });
    const row = view.querySelector<HTMLElement>("tr[data-system]")!;
    expect([...row.querySelectorAll("td")].map((cell) => cell.textContent.replaceAll("\u00a0", " ").replaceAll("\u202f", " ")).slice(-3)).toEqual(["150 (78 %)", "< 5", "–"]); // prettier-ignore
    expect(row.dataset.provisional ?? row.dataset.unresolved).toBeUndefined();
    expect(view.querySelector("#classes figcaption")!.textContent.replace(/[\u00a0\u202f]/g, " ")).toContain(
      "150 definite (78 %), < 5 provisional, – cannot be told."
    );
  });
});

describe("the place of a patient in an order", () => {
  it("is no count: it is left out of the table and hides nothing", () => {
    const table = {columns: ["alteration", "mutated", "tested", "first_patient", "last_patient"], rows: [["NPM1", 90, 200, 1, 180]]}; // prettier-ignore
    expect(guardedTable(table, rule)).toMatchObject({
      hidden: false,
      table: {columns: ["alteration", "mutated", "tested"], rows: [["NPM1", 90, 200]]}
    });
  });
});
