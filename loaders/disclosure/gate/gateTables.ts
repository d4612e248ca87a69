import type {
  CountsBlock,
  FactsBlock,
  FlowBlock,
  LinesBlock,
  PairsBlock,
  ValuesBlock
} from "../../../src/model/report.js";
import {hideNextSmallest} from "../../../src/model/nextSmallest.js";
import {type Body, gateBeside, gateEstimate, gateTest, isShown} from "./gateEstimate.js";
import type {GateRules} from "./gateRules.js";

/** Counts in rows and columns as they may be shown. */
export function gateCounts({columns, draw, kind, rows}: CountsBlock, rules: GateRules): Body<CountsBlock> {
  const gated = rows.map(({cells}) =>
    cells.map((share) => share && {count: rules.count(share.count), of: rules.count(share.of)})
  );
  const isOpen = (row: number) =>
    gated[row].every((share) => share === null || (isShown(share.count) && isShown(share.of)));
  // A difference or test over all levels of a variable says something of each.
  const closed = new Set(rows.flatMap(({heading}, i) => (isOpen(i) || heading === undefined ? [] : [heading])));
  return {
    kind,
    draw,
    columns: gateHeads(columns, rules),
    rows: rows.map(({label, heading, code, smd, test}, i) => ({
      label,
      ...(heading !== undefined && {heading}),
      ...(code !== undefined && {code}),
      cells: gated[i],
      ...gateBeside({smd, test}, isOpen(i) && !closed.has(heading ?? ""), rules)
    }))
  };
}

/** Medians and quartiles of enough patients. */
export function gateValues({columns, draw, kind, rows}: ValuesBlock, rules: GateRules): Body<ValuesBlock> {
  const {median: few, quartiles: some} = rules.least;
  return {
    kind,
    ...(draw !== undefined && {draw}),
    columns: gateHeads(columns, rules),
    rows: rows.map(({label, unit, cells, smd, test}) => {
      const gated = cells.map(({known, missing, median, q1, q3}) => {
        const [shown, n] = [rules.count(known), known.n ?? 0];
        const number = (value: number | null, least: number) =>
          value === null || !rules.isLarge(shown) || n < least ? null : rules.roundValue(value);
        return {
          known: shown,
          missing: rules.count(missing),
          median: number(median, few),
          q1: number(q1, some),
          q3: number(q3, some)
        };
      });
      const open = gated.every(
        ({known}, i) => rules.isLarge(known) && (cells[i].known.n === 0 || (cells[i].known.n ?? 0) >= few)
      );
      return {label, unit, cells: gated, ...gateBeside({smd, test}, open, rules)};
    })
  };
}

/** Pairs of alterations: an odds ratio only where its fourfold table may be known. */
export function gatePairs({kind, names, pairs}: PairsBlock, rules: GateRules): Body<PairsBlock> {
  return {
    kind,
    names,
    pairs: pairs.map((pair) => {
      const [both, tested] = [rules.count(pair.both), rules.count(pair.tested)];
      const open = isShown(both) && isShown(tested) && rules.pair(pair);
      return {
        a: pair.a,
        b: pair.b,
        both,
        tested,
        oddsRatio: gateEstimate(pair.oddsRatio, open, rules),
        test: pair.test && gateTest(pair.test, open, rules),
        ...(pair.heterogeneity !== undefined && {
          heterogeneity: pair.heterogeneity && gateTest(pair.heterogeneity, open, rules)
        })
      };
    })
  };
}

/** Predictions of a model in enough patients. */
export function gateLines({diagonal, kind, lines, xLabel, yLabel}: LinesBlock, rules: GateRules): Body<LinesBlock> {
  return {
    kind,
    xLabel,
    yLabel,
    diagonal,
    lines: lines.map(({label, code, n, points}) => {
      const shown = rules.count(n);
      const open = isShown(shown) && (n.n ?? 0) >= rules.least.line;
      return {
        label,
        code,
        n: shown,
        points: open ? points.map(({x, ...point}) => ({x: rules.round(x), ...gateEstimate(point, true, rules)})) : []
      };
    })
  };
}

/** Counts from received to analysed. */
export function gateFlow({kind, steps}: FlowBlock, rules: GateRules): Body<FlowBlock> {
  return {
    kind,
    steps: steps.map(({label, count, left}) => ({
      label,
      count: rules.count(count),
      left: left.map((part) => ({label: part.label, count: rules.count(part.count)}))
    }))
  };
}

/** Words, and numbers where a table is known to count no patients. */
export function gateFacts(
  {columns, draw, id, kind, records, rows}: FactsBlock,
  rules: GateRules,
  report: string
): Body<FactsBlock> {
  const open = records !== true || rules.facts(`${report}/${id}`);
  return {
    kind,
    ...(draw !== undefined && {draw}),
    ...(records !== undefined && {records}),
    columns: columns.map(({counts, label, numeric}) => ({label, numeric, ...(counts && {counts})})),
    rows: factRows({columns, rows}, rules.leastRecords).map((row) =>
      row.map((cell) => (open || !/\d/u.test(String(cell ?? "")) ? cell : null))
    )
  };
}

/**
 * Rows of a table of facts with numbers of 1 to `least` − 1 records hidden, and beside them what is made from them, also
 * where a number is so nearly the largest of its row. Of a table with one column of counts, whose rows with the same first
 * cell are parts of a whole, the next smallest to a single hidden one too.
 */
function factRows({columns, rows}: Pick<FactsBlock, "columns" | "rows">, least: number): FactsBlock["rows"] {
  const counted = columns.flatMap(({counts}, i) => (counts === true ? [i] : []));
  const numbersOf = (row: FactsBlock["rows"][number]) => counted.map((i) => Number(row[i] ?? 0));
  const isSmall = (n: number) => n > 0 && n < least;
  const hidden = new Set<number>();
  rows.forEach((row, r) => {
    const numbers = numbersOf(row);
    if (numbers.some((n) => isSmall(n) || isSmall(Math.max(...numbers) - n))) hidden.add(r);
  });
  if (counted.length === 1)
    for (const first of new Set(rows.map(([cell]) => cell))) {
      const own = rows.flatMap((row, r) => (row[0] === first ? [r] : []));
      const places = new Set(own.flatMap((r, i) => (hidden.has(r) ? [i] : [])));
      hideNextSmallest(own.map((r) => numbersOf(rows[r])[0]), places); // prettier-ignore
      for (const i of places) hidden.add(own[i]);
    }
  return rows.map((row, r) =>
    hidden.has(r)
      ? row.map((cell, i) => {
          if (counted.includes(i) && isSmall(Number(cell))) return `< ${least}`;
          return columns[i].numeric ? null : cell;
        })
      : row
  );
}

function gateHeads(columns: CountsBlock["columns"], rules: GateRules): CountsBlock["columns"] {
  return columns.map(({label, code, set}) => ({label, ...(code !== undefined && {code}), set: rules.count(set)}));
}
