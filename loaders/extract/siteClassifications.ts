import type {
  ClassificationsData,
  ClassSize,
  ClassTotal,
  ClassificationSystem,
  ReclassificationCell,
  ReclassificationPair,
  ReclassificationTotal
} from "../../src/model/siteClassifications.js";
import type {Release} from "../release/readRelease.js";
import {classLabels} from "./classLabels.js";
import {type ClassificationCounts, classificationCounts} from "./classificationCounts.js";
import {figureRelease} from "./figureRelease.js";
import {countCell, type OptionalRow, optionalRows, textCell} from "./optionalRows.js";

/** The classifications of a release: sizes of their classes, their rules, what was missing, and each against each. */
export function siteClassifications(release: Release): ClassificationsData {
  const rules = bySystem(optionalRows(release, "classification_rules"));
  const sizes = bySystem(optionalRows(release, "summary_classifications"));
  const counts = classificationCounts(release);
  // In the order of the rule tables; a system without rules comes last.
  const ids = [...new Set([...rules.keys(), ...sizes.keys()])].filter((id) => sizes.has(id));
  return {
    ...figureRelease(release),
    systems: ids.map((id) => systemOf(id, rules.get(id) ?? [], sizes.get(id) ?? [], counts.get(id))),
    pairs: pairsOf(optionalRows(release, "reclassification"))
  };
}

function bySystem(rows: readonly OptionalRow[]): Map<string, OptionalRow[]> {
  const systems = new Map<string, OptionalRow[]>();
  for (const row of rows) {
    const id = textCell(row, "system") ?? "";
    systems.set(id, [...(systems.get(id) ?? []), row]);
  }
  return systems;
}

function systemOf(
  id: string,
  rules: readonly OptionalRow[],
  sizes: readonly OptionalRow[],
  counts: ClassificationCounts | undefined
): ClassificationSystem {
  const ordered = [...rules].sort((a, b) => countCell(a, "order") - countCell(b, "order"));
  const first = ordered.at(0) ?? {};
  const classSizes = sizes.map((row): ClassSize => ({
    source: textCell(row, "source_id"),
    value: textCell(row, "value"),
    status: textCell(row, "status") ?? "unresolved",
    n: countCell(row, "n")
  }));
  return {
    id,
    title: textCell(first, "title") ?? id,
    version: textCell(first, "version") ?? counts?.version ?? "",
    citation: textCell(first, "citation"),
    kind: textCell(first, "kind"),
    notes: (textCell(first, "notes") ?? "").split("\n").filter(Boolean),
    classes: classLabels(ordered, sizes),
    sizes: classSizes,
    totals: totalsOf(classSizes),
    rules: ordered.map((row) => {
      const rule = textCell(row, "rule_id") ?? "";
      return {
        id: rule,
        value: textCell(row, "value"),
        label: textCell(row, "label") ?? "",
        condition: textCell(row, "condition") ?? "",
        decided: counts === undefined ? null : (counts.decided.get(rule) ?? 0)
      };
    }),
    missing: counts === undefined ? [] : [...counts.missing].map(([fact, n]) => ({fact, n})).sort((a, b) => b.n - a.n)
  };
}

function totalsOf(sizes: readonly ClassSize[]): ClassTotal[] {
  const sources = [...new Set(sizes.map(({source}) => source))];
  return sources.flatMap((source) => {
    const own = sizes.filter((d) => d.source === source);
    const statuses = [null, ...new Set(own.map(({status}) => status))];
    return statuses.map((status) => ({
      source,
      status,
      n: sum(own.filter((d) => status === null || d.status === status))
    }));
  });
}

function sum(counts: readonly {readonly n: number}[]): number {
  return counts.reduce((total, {n}) => total + n, 0);
}

function pairsOf(rows: readonly OptionalRow[]): ReclassificationPair[] {
  const pairs = new Map<string, {from: string; to: string; cells: ReclassificationCell[]}>();
  for (const row of rows) {
    const [from, to] = [textCell(row, "from_system") ?? "", textCell(row, "to_system") ?? ""];
    const key = JSON.stringify([from, to]);
    const pair = pairs.get(key) ?? {from, to, cells: []};
    pairs.set(key, pair);
    pair.cells.push({
      source: textCell(row, "source_id"),
      from: textCell(row, "from_value"),
      to: textCell(row, "to_value"),
      n: countCell(row, "n")
    });
  }
  return [...pairs.values()].map((pair) => ({...pair, totals: pairTotals(pair.cells)}));
}

function pairTotals(cells: readonly ReclassificationCell[]): ReclassificationTotal[] {
  return [...new Set(cells.map(({source}) => source))].map((source) => {
    const own = cells.filter((d) => d.source === source);
    const both = own.filter(({from, to}) => from !== null && to !== null);
    return {source, n: sum(own), resolved: sum(both), changed: sum(both.filter(({from, to}) => from !== to))};
  });
}
