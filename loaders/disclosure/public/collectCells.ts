import type {
  Count,
  CountsBlock,
  FlowBlock,
  ForestBlock,
  IncidenceBlock,
  PairsBlock,
  ReportBlock,
  ReportResult,
  Share,
  SurvivalBlock,
  ValuesBlock
} from "../../../src/model/report.js";
import {areDisjoint, countBits, isSubset, union} from "./bits.js";
import {namesBlock} from "./blockNames.js";
import {type Cell, mainWeight} from "./cell.js";
import type {CellRegistry} from "./cellRegistry.js";
import {countsOf} from "./countsOf.js";
import {pairTable} from "./pairTable.js";

/** Labels and codes of residual categories. */
const residual = /^(unknown|other|others|not[_ ](known|tested|evaluable|classified|applicable)|unresolved|missing)\b/iu;

/**
 * Registers every count of a report, and how those of one table hang together: which are in one table, which are the
 * disjoint parts of which, which is a share of which.
 *
 * @throws {DisclosureError} on a set that may not be named
 */
export function collectCells(result: ReportResult, registry: CellRegistry): void {
  const isMain = namesBlock(registry.policy.published.main);
  for (const {blocks} of result.sections) {
    for (const block of blocks)
      registry.weighing(isMain(result.id, block.id) ? mainWeight : 1, () => collectBlock(block, registry));
  }
}

/** {@link collectCells} for one block. */
export function collectBlock(block: ReportBlock, registry: CellRegistry): void {
  const population = registry.add(block.population.set, "population");
  const before = registry.tables.length;
  if (block.kind === "counts") collectCounts(block, population, registry);
  else if (block.kind === "values") collectValues(block, population, registry);
  else if (block.kind === "survival") collectSurvival(block, population, registry);
  else if (block.kind === "incidence") collectIncidence(block, population, registry);
  else if (block.kind === "forest") collectForest(block, population, registry);
  else if (block.kind === "pairs") collectPairs(block, population, registry);
  else if (block.kind === "flow") collectFlow(block, registry);
  // Counts outside of its tables belong to its population too.
  const placed = new Set(registry.tables.slice(before).flatMap(({cells}) => cells));
  for (const {set} of countsOf(block)) {
    const cell = registry.add(set);
    if (!placed.has(cell)) registry.addTable([population, cell]);
  }
}

function collectCounts({columns, rows}: CountsBlock, population: Cell, registry: CellRegistry): void {
  const heads = columns.map(({set}) => registry.add(set.set, "column"));
  addParts(registry, population, heads);
  const groups = new Map<string, CountsBlock["rows"][number][]>();
  for (const row of rows) groups.set(row.heading ?? "", [...(groups.get(row.heading ?? "") ?? []), row]);
  for (const group of groups.values()) {
    const table: Cell[] = [population, ...heads];
    const byRow = group.map(({label, code, cells}) => {
      const isResidual = residual.test(label) || residual.test(code ?? "");
      return cells.map((share) => share && addShare(registry, share, isResidual));
    });
    for (const row of byRow) {
      addAcross(
        registry,
        row.map((cells) => cells?.count)
      );
      addAcross(
        registry,
        row.map((cells) => cells?.of)
      );
    }
    const disjoint = heads.every((_, j) => areParts(byRow.flatMap((row) => row[j]?.count ?? [])));
    if (!disjoint) {
      // Frequencies: each row is a variable of its own.
      for (const row of byRow)
        registry.addTable([...table, ...row.flatMap((cells) => (cells ? [cells.count, cells.of] : []))]);
      continue;
    }
    for (const [j, head] of heads.entries()) {
      const column = byRow.flatMap((row) => row[j] ?? []);
      const counts = column.map(({count}) => count);
      for (const of of new Set([head, ...column.map((cells) => cells.of)])) addParts(registry, of, counts);
    }
    registry.addTable([...table, ...byRow.flat().flatMap((cells) => (cells ? [cells.count, cells.of] : []))]);
  }
}

function addShare(registry: CellRegistry, {count, of}: Share, isResidual: boolean): {count: Cell; of: Cell} {
  const cells = {count: registry.add(count.set, "cell", isResidual), of: registry.add(of.set, "denominator")};
  registry.addShare(cells.count, cells.of);
  return cells;
}

/** Of a row of cells, the one that holds the others is their total. */
function addAcross(registry: CellRegistry, row: readonly (Cell | undefined)[]): void {
  const cells = row.filter((cell) => cell !== undefined);
  if (cells.length < 2) return;
  const total = cells.reduce((a, b) => (b.n > a.n ? b : a));
  addParts(
    registry,
    total,
    cells.filter((cell) => cell !== total)
  );
}

/** Registers parts of a total, if they are. */
function addParts(registry: CellRegistry, total: Cell, parts: readonly Cell[]): void {
  if (areParts(parts) && parts.every((cell) => isSubset(cell.bits, total.bits))) registry.addLine(total, parts);
}

/** Whether no patient is in two of the sets. */
function areParts(cells: readonly Cell[]): boolean {
  const distinct = [...new Set(cells)].filter((cell) => cell.n > 0);
  if (distinct.length < 2) return true;
  if (distinct.length === 2) return areDisjoint(distinct[0].bits, distinct[1].bits);
  const all = union(
    distinct.map(({bits}) => bits),
    distinct[0].bits.length
  );
  return countBits(all) === distinct.reduce((sum, {n}) => sum + n, 0);
}

function collectValues({columns, rows}: ValuesBlock, population: Cell, registry: CellRegistry): void {
  const heads = columns.map(({set}) => registry.add(set.set, "column"));
  addParts(registry, population, heads);
  for (const {cells} of rows) {
    const pairs = cells.map(({known, missing}) => [registry.add(known.set), registry.add(missing.set, "cell", true)]);
    pairs.forEach((pair, j) => addParts(registry, heads[j], pair));
    for (const part of [0, 1])
      addAcross(
        registry,
        pairs.map((pair) => pair[part])
      );
    registry.addTable([population, ...heads, ...pairs.flat()]);
  }
}

function collectSurvival({groups, contrasts}: SurvivalBlock, population: Cell, registry: CellRegistry): void {
  collectEvents(registry, population, groups);
  for (const {n, events} of contrasts) collectEvents(registry, population, [{n, events}]);
}

/** Groups with their events: a share each, and tables of groups and of events. */
function collectEvents(
  registry: CellRegistry,
  population: Cell,
  groups: readonly {readonly n: Count; readonly events: Count}[]
): void {
  const sizes = groups.map(({n}) => registry.add(n.set, "denominator"));
  const events = groups.map((group) => registry.add(group.events.set));
  sizes.forEach((size, g) => registry.addShare(events[g], size));
  addParts(registry, population, sizes);
  addAcross(registry, events);
  registry.addTable([population, ...sizes, ...events]);
}

function collectIncidence({groups, causes}: IncidenceBlock, population: Cell, registry: CellRegistry): void {
  causes.forEach((_, c) => {
    collectEvents(
      registry,
      population,
      groups.map(({n, causes: own}) => ({n, events: own[c].events}))
    );
  });
  for (const {n, causes: own} of groups) {
    const size = registry.add(n.set);
    addParts(
      registry,
      size,
      own.map(({events}) => registry.add(events.set))
    );
    registry.addTable([size, ...own.map(({events}) => registry.add(events.set))]);
  }
}

function collectForest({rows, fit}: ForestBlock, population: Cell, registry: CellRegistry): void {
  const groups = new Map<string, {n: Count; events: Count}[]>();
  for (const {heading = "", n, events} of rows) {
    if (n !== null && events !== null) groups.set(heading, [...(groups.get(heading) ?? []), {n, events}]);
  }
  for (const group of groups.values()) collectEvents(registry, population, group);
  if (fit === null) return;
  const [n, events, dropped] = [fit.n, fit.events, fit.dropped].map(({set}) => registry.add(set, "denominator"));
  registry.addShare(events, n);
  addParts(registry, population, [n, dropped]);
  registry.addTable([population, n, events, dropped]);
}

function collectPairs({pairs}: PairsBlock, population: Cell, registry: CellRegistry): void {
  for (const {both, tested} of pairs) {
    const [common, of] = [registry.add(both.set), registry.add(tested.set, "denominator")];
    registry.addShare(common, of);
    const table = pairTable(both.set, registry.context);
    // Each alone is published with its frequency.
    const sides = table?.sides.flatMap((key) => registry.get(key) ?? []) ?? [];
    registry.addTable([population, of, common, ...sides]);
  }
}

function collectFlow({steps}: FlowBlock, registry: CellRegistry): void {
  const kept = steps.map(({count}) => registry.add(count.set, "denominator"));
  steps.forEach(({left}, i) => {
    const lost = left.map(({count}) => registry.add(count.set));
    const from = kept[i];
    const to = kept[i + 1];
    addParts(registry, from, to === undefined ? lost : [to, ...lost]);
    if (i > 0) addParts(registry, kept[i - 1], [from, ...lost]);
    registry.addTable([from, ...(to === undefined ? [] : [to]), ...lost]);
  });
}
