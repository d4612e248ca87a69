import type {Count, CountsBlock, Share} from "../../../src/model/report.js";

/** A total and the parts that it is the sum of. */
export interface CountLine {
  readonly total: Count;
  readonly parts: readonly Count[];
}

/**
 * The lines of a table of exact counts, by its numbers: a column or row that is the sum of the others beside it, a number of
 * patients (of a share, of a column) that is the sum of the counts below or beside it, or of those whose value is known and
 * those without one. Levels of different variables (`heading`) are summed apart. Sums that happen to agree are lines too.
 */
export function countLines({columns, rows}: CountsBlock): CountLine[] {
  const groups = new Map<string, CountsBlock["rows"][number]["cells"][]>();
  for (const {heading = "", cells} of rows) groups.set(heading, [...(groups.get(heading) ?? []), cells]);
  const heads = columns.map(({set}) => set);
  return [
    ...greatestAgainstRest(heads),
    ...rows.flatMap(({cells}) => linesOf(cells)),
    ...[...groups.values()].flatMap((group) =>
      heads.flatMap((head, j) => {
        const column = group.map((cells) => cells[j] ?? null);
        return [...linesOf(column), ...sumsTo(head, countsOf(column)), ...restsOf(column)];
      })
    )
  ];
}

/** Lines of shares that stand in one row or column. */
function linesOf(shares: readonly (Share | null)[]): CountLine[] {
  const counts = countsOf(shares);
  const wholes = shares.flatMap((share) => share?.of ?? []);
  const distinct = [...new Map(wholes.map((of) => [of.set, of])).values()];
  return [
    ...greatestAgainstRest(counts),
    ...greatestAgainstRest(distinct),
    ...distinct.flatMap((whole) => sumsTo(whole, counts))
  ];
}

/** Those whose value is known and those of whom it is not, who are counted as a share of all. */
function restsOf(column: readonly (Share | null)[]): CountLine[] {
  const shares = column.filter((share) => share !== null);
  return shares.flatMap(({count: rest, of: all}) => shares.flatMap(({of: known}) => sumsTo(all, [known, rest])));
}

function countsOf(shares: readonly (Share | null)[]): Count[] {
  return shares.flatMap((share) => share?.count ?? []);
}

/** The greatest of some counts with the others, where it is their sum. */
function greatestAgainstRest(counts: readonly Count[]): CountLine[] {
  if (counts.length < 3) return [];
  const total = counts.reduce((a, b) => ((b.n ?? 0) > (a.n ?? 0) ? b : a));
  return sumsTo(
    total,
    counts.filter((count) => count !== total)
  );
}

/** A line, where the parts, two at least, sum to the total; none else. */
export function sumsTo(total: Count, parts: readonly Count[]): CountLine[] {
  const others = parts.filter(({set}) => set !== total.set);
  const sum = others.reduce((all, {n}) => all + (n ?? 0), 0);
  return others.length >= 2 && sum === total.n ? [{total, parts: others}] : [];
}
