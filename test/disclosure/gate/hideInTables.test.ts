import {describe, expect, it} from "vitest";
import {consortiumRules} from "../../../loaders/disclosure/gate/consortiumRules.js";
import {gateReport} from "../../../loaders/disclosure/gate/gateReport.js";
import {countLines} from "../../../loaders/disclosure/gate/countLines.js";
import {hideInLines} from "../../../loaders/disclosure/gate/hideInLines.js";
import type {Count, CountsBlock} from "../../../src/model/report.js";
import {contextOf, crossTable, randomNumbers, reportOf} from "../support/invented.js";

const k = 5;

function hideInTables(given: readonly CountsBlock[], least: number): ReadonlySet<string> {
  return hideInLines(given.flatMap(countLines), least);
}
const rules = consortiumRules({k, curve: 10});
const levels = ["a", "b", "c", "d"];
const sources = ["one", "two", "three"];

/** Tables of invented patients with rare levels: by source, and a second variable by source. */
function tables(seed: number): CountsBlock[] {
  const random = randomNumbers(seed);
  const pick = (names: readonly string[]) => names[Math.floor(random() ** 2.5 * names.length)];
  const context = contextOf(
    Array.from({length: 60 + Math.floor(random() * 100)}, () => ({
      class: pick(levels),
      sex: pick(["female", "male"]),
      source_id: pick(sources)
    }))
  );
  return [
    crossTable(context, "classes", ["class", levels], ["source_id", sources]),
    crossTable(context, "sexes", ["sex", ["female", "male"]], ["source_id", sources])
  ];
}

/** Lines of a cross table as it was made: the first column is the sum of the others, a column's head that of its levels. */
function linesOf({columns, rows}: CountsBlock): [total: Count, parts: Count[]][] {
  const counts = rows.map(({cells}) => cells.map((share) => share!.count));
  return [
    [columns[0].set, columns.slice(1).map(({set}) => set)],
    ...counts.map(([total, ...parts]): [Count, Count[]] => [total, parts]),
    ...columns.map(({set}, j): [Count, Count[]] => [set, counts.map((row) => row[j])])
  ];
}

/** Lines of which a reader computes a hidden number, or too few patients are hidden together. */
function told(gated: readonly CountsBlock[], exact: readonly CountsBlock[]): number {
  const sizes = new Map(exact.flatMap(linesOf).flatMap(([total, parts]) => [total, ...parts].map(({set, n}) => [set, n ?? 0]))); // prettier-ignore
  return gated.flatMap(linesOf).filter(([total, parts]) => {
    const hidden = parts.filter(({n}) => n === null);
    if (total.n === null) return hidden.length === 0;
    const together = hidden.reduce((sum, {set}) => sum + sizes.get(set)!, 0);
    return hidden.length === 1 || (hidden.length > 1 && together < k);
  }).length;
}

describe("tables of the reports among partners", () => {
  it("have no number that is the difference of a total and its other parts, whatever the table", () => {
    let alone = 0;
    for (let seed = 1; seed <= 60; ++seed) {
      const exact = tables(seed);
      const gated = gateReport(reportOf(exact), rules).sections[0].blocks as CountsBlock[];
      expect(told(gated, exact), `seed ${seed}`).toBe(0);
      const {blocks} = gateReport(reportOf(exact), {...rules, inReport: () => rules.count}).sections[0];
      alone += told(blocks as CountsBlock[], exact);
    }
    // Without the rule of tables these very tables tell many.
    expect(alone).toBeGreaterThan(60);
  });

  it("hide how many have a value where it tells how few have none", () => {
    const count = (set: string, n: number) => ({set, n});
    const [all, known] = [count("all", 60), count("sex=known", 56)];
    const row = (label: string, n: number, of: Count) => ({label, heading: "Sex", cells: [{count: count(`sex=${label}`, n), of}]}); // prettier-ignore
    const [table] = tables(1);
    const own: CountsBlock = {
      ...table,
      columns: [{label: "All", set: all}],
      rows: [row("female", 36, known), row("male", 20, known), row("missing", 4, all)]
    };
    expect([...hideInTables([own], k)].sort()).toEqual(["sex=known", "sex=male"]);
  });

  it("hide the next smallest part, never one of nobody, and nothing where nothing is small", () => {
    const patients = (of: Record<string, number>) =>
      contextOf(Object.entries(of).flatMap(([source, n]) => Array.from({length: n}, () => ({source_id: source, class: "a"})))); // prettier-ignore
    const table = (of: Record<string, number>) =>
      crossTable(patients(of), "classes", ["class", ["a"]], ["source_id", sources]);
    expect([...hideInTables([table({one: 8, two: 4, three: 0})], k)]).toContain("class=a & source_id=one");
    expect([...hideInTables([table({one: 8, two: 4, three: 0})], k)]).not.toContain("class=a & source_id=three");
    const some = [...hideInTables([table({one: 30, two: 3, three: 9})], k)];
    expect(some).toEqual(expect.arrayContaining(["class=a & source_id=three"]));
    expect(some).not.toContain("class=a & source_id=one");
    expect(hideInTables([table({one: 8, two: 5, three: 0})], k).size).toBe(0);
  });
});
