import type {
  ClassificationsData,
  ClassificationSystem,
  ReclassificationPair
} from "../../../src/model/siteClassifications.js";
import type {CountGate, SizedSet} from "./countGate.js";
import {sourceOf, valueOf} from "./setWords.js";

/** What the page on classifications reads: sizes of classes, rules that decided, and each classification against each. */
export function shownClassifications(data: ClassificationsData, gate: CountGate): ClassificationsData {
  return {
    ...data,
    sources: data.sources.map((source) => ({...source, patients: gate.shown(sourceOf(source.id), source.patients)})),
    systems: data.systems.map((system) => shownSystem(system, gate)),
    pairs: data.pairs.map((pair) => shownPair(pair, data.systems, gate))
  };
}

function shownSystem(system: ClassificationSystem, gate: CountGate): ClassificationSystem {
  const {shown} = gate;
  sizesHold(system, gate);
  rulesHold(system, gate);
  return {
    ...system,
    sizes: system.sizes.map((d) => ({...d, n: shown(sizeOf(system, d).set, d.n)})),
    totals: system.totals.map((d) => ({...d, n: shown(totalOf(system, d).set, d.n)})),
    rules: system.rules.map((rule) => ({...rule, decided: gate.known(`${system.id} by ${rule.id}`, rule.decided)})),
    missing: system.missing.map(({fact, n}) => ({fact, n: shown(`${system.id} without ${fact}`, n)}))
  };
}

/** A class is its statuses, a status its classes, all are their statuses, and all sources together each source. */
function sizesHold(system: ClassificationSystem, {holds}: CountGate): void {
  const {sizes, totals} = system;
  for (const {source} of totals.filter(({status}) => status === null)) {
    const own = sizes.filter((d) => d.source === source);
    const statuses = totals.filter((d) => d.source === source && d.status !== null);
    const whole = totalOf(
      system,
      totals.find((d) => d.source === source && d.status === null)!
    );
    const classes = classTotals(system, source);
    holds(whole, statuses.map((d) => totalOf(system, d))); // prettier-ignore
    holds(whole, [...classes.values()]);
    for (const total of statuses)
      holds(totalOf(system, total), own.filter(({status}) => status === total.status).map((d) => sizeOf(system, d))); // prettier-ignore
    for (const [value, total] of classes)
      holds(total, own.filter((d) => d.value === value).map((d) => sizeOf(system, d))); // prettier-ignore
  }
  const ofSources = <T extends {readonly source: string | null}>(
    all: readonly T[],
    like: (a: T, b: T) => boolean,
    sized: (d: T) => SizedSet
  ) => {
    // prettier-ignore
    for (const total of all.filter(({source}) => source === null))
      holds(sized(total), all.filter((d) => d.source !== null && like(d, total)).map(sized)); // prettier-ignore
  };
  ofSources(
    sizes,
    (a, b) => a.value === b.value && a.status === b.status,
    (d) => sizeOf(system, d)
  );
  ofSources(
    totals,
    (a, b) => a.status === b.status,
    (d) => totalOf(system, d)
  );
}

/** The patients of a class are those in whom one of its rules decided. */
function rulesHold(system: ClassificationSystem, {holds}: CountGate): void {
  for (const [value, total] of classTotals(system, null)) {
    const own = system.rules.filter((rule) => rule.value === value);
    holds(total, own.map(({decided, id}) => ({set: `${system.id} by ${id}`, n: decided ?? 0}))); // prettier-ignore
  }
}

function shownPair(
  pair: ReclassificationPair,
  systems: readonly ClassificationSystem[],
  {holds, shown}: CountGate
): ReclassificationPair {
  const {cells, from, to, totals} = pair;
  const name = (what: string, source: string | null) =>
    `${from} and ${to}, ${what}${source === null ? "" : ` & ${sourceOf(source)}`}`;
  const cellOf = (d: (typeof cells)[number]) => ({
    set: name(`${d.from ?? "?"} and ${d.to ?? "?"}`, d.source),
    n: d.n
  });
  for (const total of totals) {
    const own = cells.filter(({source}) => source === total.source);
    const [all, both, moved] = setsOfTotal(total, name);
    holds(all, [both]);
    const resolved = own.filter((d) => d.from !== null && d.to !== null);
    holds(both, [moved, ...resolved.filter((d) => d.from === d.to).map(cellOf)]);
    holds(moved, resolved.filter((d) => d.from !== d.to).map(cellOf)); // prettier-ignore
    for (const side of ["from", "to"] as const) {
      const system = systems.find(({id}) => id === pair[side]);
      if (system === undefined) continue;
      for (const [value, size] of classTotals(system, total.source))
        holds(size, own.filter((d) => d[side] === value).map(cellOf)); // prettier-ignore
    }
  }
  for (const cell of cells.filter(({source}) => source === null)) {
    const alike = cells.filter((d) => d.source !== null && d.from === cell.from && d.to === cell.to);
    holds(cellOf(cell), alike.map(cellOf)); // prettier-ignore
  }
  return {
    ...pair,
    cells: cells.map((d) => ({...d, n: shown(cellOf(d).set, d.n)})),
    totals: totals.map((total) => {
      const [all, both, moved] = setsOfTotal(total, name);
      return {
        source: total.source,
        n: shown(all.set, all.n),
        resolved: shown(both.set, both.n),
        changed: shown(moved.set, moved.n)
      };
    })
  };
}

function setsOfTotal(
  {changed, n, resolved, source}: ReclassificationPair["totals"][number],
  name: (what: string, source: string | null) => string
): [all: SizedSet, both: SizedSet, moved: SizedSet] {
  return [
    {set: name("all", source), n},
    {set: name("both", source), n: resolved},
    {set: name("changed", source), n: changed}
  ];
}

function classTotals({id, sizes}: ClassificationSystem, source: string | null): Map<string | null, SizedSet> {
  const own = sizes.filter((d) => d.source === source);
  return new Map(
    [...new Set(own.map(({value}) => value))].map((value) => [
      value,
      {
        set: valueOf(id, value, source),
        n: own.filter((d) => d.value === value).reduce((sum, {n}) => sum + n, 0)
      }
    ])
  );
}

function sizeOf(
  {id}: ClassificationSystem,
  {n, source, status, value}: ClassificationSystem["sizes"][number]
): SizedSet {
  return {set: valueOf(`${id} ${status}`, value, source), n};
}

function totalOf({id}: ClassificationSystem, {n, source, status}: ClassificationSystem["totals"][number]): SizedSet {
  return {set: valueOf(id, `any ${status ?? "status"}`, source), n};
}
