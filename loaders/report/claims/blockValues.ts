import {daysPerYear} from "../../../src/charts/format.js";
import type {
  CountsBlock,
  Estimate,
  ForestBlock,
  IncidenceBlock,
  ReportBlock,
  Share,
  SurvivalBlock,
  TestResult,
  ValuesBlock
} from "../../../src/model/report.js";
import {wilsonInterval} from "../../../src/stats/wilsonInterval.js";
import {ReportError} from "../reportError.js";
import type {PathStep, Value, ValueRecord} from "./expression.js";

/** What a block is asked for, with what names it. */
type Answer = (args: readonly (string | number)[]) => Value;

/**
 * A number of a block by its path: first what is asked for, with what names it (`contrast("Adverse")`, `at("Favourable",
 * 5)`: years), then a field of it (`.lower`). Groups, rows and columns go by their label or code; `all` is a single group.
 *
 * @throws {ReportError} if the block has no such number
 */
export function blockValue(block: ReportBlock, [first, ...fields]: readonly PathStep[]): Value {
  const answers = answersOf(block);
  if (!Object.hasOwn(answers, first.name))
    throw new ReportError(
      `block ${block.id}: unknown value: ${first.name}, expected one of ${Object.keys(answers).join(", ")}`
    );
  let value = answers[first.name](first.args);
  for (const {name, args} of fields) {
    if (value === null) return null;
    if (typeof value !== "object" || args.length > 0 || !Object.hasOwn(value, name))
      throw new ReportError(`block ${block.id}: ${first.name} has no ${name}`);
    value = value[name];
  }
  return value;
}

function answersOf(block: ReportBlock): Readonly<Record<string, Answer>> {
  const common: Record<string, Answer> = {
    population: () => ({n: block.population.n}),
    sources: () => block.sources.length
  };
  switch (block.kind) {
    case "counts":
      return {...common, ...countsAnswers(block)};
    case "values":
      return {...common, ...valuesAnswers(block)};
    case "survival":
      return {...common, ...survivalAnswers(block)};
    case "incidence":
      return {...common, ...incidenceAnswers(block)};
    case "forest":
      return {...common, ...forestAnswers(block)};
    case "pairs":
      return {
        ...common,
        pair([a, b]) {
          const pair = block.pairs.find((d) => (d.a === a && d.b === b) || (d.a === b && d.b === a));
          if (pair === undefined) throw new ReportError(`block ${block.id}: unknown pair: ${a}, ${b}`);
          return {...estimateOf(pair.oddsRatio), ...testOf(pair.test), both: pair.both.n, tested: pair.tested.n};
        }
      };
    case "flow":
      return {...common, step: ([label]) => ({n: named(block.id, "step", block.steps, label).count.n})};
    case "facts":
      return {
        ...common,
        cell([row, column]) {
          const at = block.columns.indexOf(named(block.id, "column", block.columns, column));
          const found = block.rows.find(([head]) => head === row);
          if (found === undefined) throw new ReportError(`block ${block.id}: unknown row: ${row}`);
          return found[at];
        }
      };
    case "lines":
      return common;
  }
}

function countsAnswers({id, columns, rows}: CountsBlock): Record<string, Answer> {
  const rowOf = (label: string | number | undefined) => named(id, "row", rows, label);
  return {
    share([row, column]) {
      const at = column === undefined ? 0 : columns.indexOf(named(id, "column", columns, column));
      const cell = rowOf(row).cells[at];
      return cell === null ? null : shareOf(cell);
    },
    // Of two classifications side by side: patients whose class is not the same in both, of those in a class of both.
    changed() {
      const cells = rows.flatMap(({code, cells: own}) =>
        own.flatMap((cell, c) => {
          const other = columns[c].code ?? undefined;
          return cell === null || code === undefined || other === undefined
            ? []
            : [{n: cell.count.n, same: other === code}];
        })
      );
      const sum = (list: typeof cells) =>
        list.reduce<number | null>((total, {n}) => (n === null || total === null ? null : total + n), 0);
      return shareRecord(sum(cells.filter(({same}) => !same)), sum(cells));
    },
    smd: ([row]) => rowOf(row).smd ?? null,
    test: ([row]) => testOf(rowOf(row).test ?? null)
  };
}

function valuesAnswers({id, columns, rows}: ValuesBlock): Record<string, Answer> {
  return {
    value([row, column]) {
      const at = column === undefined ? 0 : columns.indexOf(named(id, "column", columns, column));
      const {known, missing, median, q1, q3} = named(id, "row", rows, row).cells[at];
      return {n: known.n, missing: missing.n, median, q1, q3};
    },
    smd: ([row]) => named(id, "row", rows, row).smd ?? null,
    test: ([row]) => testOf(named(id, "row", rows, row).test ?? null)
  };
}

function survivalAnswers(block: SurvivalBlock): Record<string, Answer> {
  const {id, groups, times} = block;
  const groupOf = (label: string | number | undefined) =>
    label === "all" && groups.length === 1 ? groups[0] : named(id, "group", groups, label);
  return {
    group([label]) {
      const {n, events, followUp} = groupOf(label);
      return {n: n.n, events: events.n, followUp};
    },
    median: ([label]) => estimateOf(groupOf(label).median),
    at: ([label, years]) => estimateOf(groupOf(label).at[timeIndex(id, times, years)]),
    contrast([label, adjustment]) {
      const own = block.contrasts.filter((d) => adjustment === undefined || d.adjustment.includes(String(adjustment)));
      const {hazardRatio, n, events, test} = named(id, "contrast", own, label);
      return {...estimateOf(hazardRatio), ...testOf(test), n: n.n, events: events.n};
    },
    test: () => testOf(block.test),
    proportionality: () => testOf(block.proportionality),
    restrictedMean([label]) {
      const at = groups.indexOf(groupOf(label));
      return block.restrictedMean === null ? null : estimateOf(block.restrictedMean.differences[at] ?? null);
    }
  };
}

function incidenceAnswers({id, groups, causes, times, tests}: IncidenceBlock): Record<string, Answer> {
  const groupOf = (label: string | number | undefined) =>
    label === "all" && groups.length === 1 ? groups[0] : named(id, "group", groups, label);
  const causeOf = (label: string | number | undefined) => causes.indexOf(named(id, "cause", causes, label));
  return {
    group: ([label]) => ({n: groupOf(label).n.n}),
    events: ([label, cause]) => groupOf(label).causes[causeOf(cause)].events.n,
    at: ([label, cause, years]) => estimateOf(groupOf(label).causes[causeOf(cause)].at[timeIndex(id, times, years)]),
    test: ([cause]) => testOf(tests[causeOf(cause)] ?? null)
  };
}

function forestAnswers({id, rows, heterogeneity, tests, fit}: ForestBlock): Record<string, Answer> {
  const valueOf = ({effect, test, n, events}: ForestBlock["rows"][number]): ValueRecord => ({
    ...estimateOf(effect),
    ...testOf(test ?? null),
    n: n?.n ?? null,
    events: events?.n ?? null
  });
  return {
    row([label, heading]) {
      const own = rows.filter((d) => heading === undefined || d.heading === heading);
      return valueOf(named(id, "row", own, label));
    },
    // Of everybody: the row so called, or of several sources the one that takes them together.
    overall([label, heading]) {
      const own = rows.filter((d) => heading === undefined || d.heading === heading);
      const row = own.find((d) => d.label === label) ?? own.find((d) => d.pooled === true && d.label.startsWith(`${label}, `)); // prettier-ignore
      if (row === undefined) throw new ReportError(`block ${id}: no row of all patients: ${label}`);
      return valueOf(row);
    },
    pooled([heading]) {
      const row = rows.find((d) => d.pooled === true && (heading === undefined || d.heading === heading));
      if (row === undefined) throw new ReportError(`block ${id}: no pooled row`);
      return valueOf(row);
    },
    heterogeneity: () => (heterogeneity === null ? null : {...heterogeneity}),
    test([method]) {
      const test = tests.find((d) => method === undefined || d.method.includes(String(method)));
      return testOf(test ?? null);
    },
    fit: () => (fit === null ? null : {n: fit.n.n, events: fit.events.n, dropped: fit.dropped.n})
  };
}

/** The one thing of this label or code, or of `heading: label`. */
function named<T extends {readonly label: string; readonly code?: string | null; readonly heading?: string}>(
  block: string,
  what: string,
  list: readonly T[],
  name: string | number | undefined
): T {
  const wanted = String(name ?? "");
  const found = list.filter(
    ({label, code, heading}) => label === wanted || code === wanted || `${heading ?? ""}: ${label}` === wanted
  );
  if (found.length === 1) return found[0];
  const problem = found.length === 0 ? "unknown" : "ambiguous";
  throw new ReportError(`block ${block}: ${problem} ${what}: ${wanted}`);
}

function timeIndex(block: string, times: readonly number[], years: string | number | undefined): number {
  const at = times.findIndex((day) => Math.abs(day / daysPerYear - Number(years)) < 0.01);
  if (at < 0) throw new ReportError(`block ${block}: no estimate at ${years} years`);
  return at;
}

function estimateOf(estimate: Estimate | null): ValueRecord {
  const {estimate: value, lower, upper} = estimate ?? {estimate: null, lower: null, upper: null};
  return {estimate: value, lower, upper};
}

function testOf(test: TestResult | null): ValueRecord {
  return {
    p: test?.p ?? null,
    oneSided: test?.oneSided ?? null,
    q: test?.q ?? null,
    statistic: test?.statistic ?? null
  };
}

function shareOf({count: {n}, of: {n: of}}: Share): ValueRecord {
  return shareRecord(n, of);
}

function shareRecord(n: number | null, of: number | null): ValueRecord {
  if (n === null || of === null) return {n, of, estimate: null, lower: null, upper: null};
  const {estimate, lower, upper} = wilsonInterval(n, of);
  return {n, of, estimate, lower, upper};
}
