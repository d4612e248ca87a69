import type {Count, CountsBlock, ReportBlock, SetKey, ValuesBlock} from "../../../src/model/report.js";
import {countsOf} from "../public/countsOf.js";
import {clausesOf} from "../public/setClauses.js";

/** Things by which patients of one count may be told apart (PRIVACY §5): cohort, split, and an outcome or a gene. */
const mostDimensions = 3;

/** Patients of a set as each attacker sees them: all, and those who are not in public microdata. */
export type SizesOf = (set: SetKey) => readonly number[];

/** Of a block what may be published, or why nothing of it. */
export type Publishable = {readonly block: ReportBlock} | {readonly reason: string};

/**
 * What of a block needs no hiding: rows of a table with a small number, or with patients told apart by more than three
 * things, are left out with all rows of their variable, and a figure of curves as a whole. To hide single numbers would take
 * others with them, here and wherever the same patients are counted.
 *
 * @param least patients that a count must have
 * @param sizes the patients of a set
 */
export function publishablePart(block: ReportBlock, least: number, sizes: SizesOf): Publishable {
  const small = (n: number) => n > 0 && n < least;
  const fits = (value: unknown) => countsOf(value).every(({set}) => mayBeNamed(set) && !sizes(set).some(small));
  const isSmallRest = (of: Count, count: Count) => {
    const parts = sizes(count.set);
    return sizes(of.set).some((n, view) => small(n - parts[view]));
  };
  const gap = {
    reason: `It would tell patients apart by more than ${mostDimensions} things, or has a number from 1 to ${least - 1}.`
  };
  switch (block.kind) {
    case "counts": {
      // Of those in a column, of whom it is not known either.
      const isSmall = ({cells}: CountsBlock["rows"][number]) =>
        !fits(cells) ||
        cells.some(
          (cell, j) => cell !== null && (isSmallRest(cell.of, cell.count) || isSmallRest(block.columns[j].set, cell.of))
        );
      return withRows(block, isSmall) ?? gap;
    }
    case "values":
      return withRows(block, ({cells}: ValuesBlock["rows"][number]) => !fits(cells)) ?? gap;
    case "survival": {
      const censored = block.groups.some(({events, n}) => isSmallRest(n, events));
      return fits([block.population, block.leftOut, block.groups, block.contrasts]) && !censored ? {block} : gap;
    }
    case "incidence":
      return fits([block.population, block.leftOut, block.groups]) ? {block} : gap;
    default:
      return {block};
  }
}

type Rows = Pick<CountsBlock | ValuesBlock, "notes"> & {readonly rows: readonly {readonly label: string; readonly heading?: string}[]}; // prettier-ignore

/** A table without the variables that have a row to be left out, which a note names; null if nothing is left. */
function withRows<B extends (CountsBlock | ValuesBlock) & Rows>(
  block: B,
  isSmall: (row: B["rows"][number]) => boolean
): {block: B} | null {
  const variableOf = ({heading, label}: Rows["rows"][number]) => heading ?? label;
  const rows: readonly B["rows"][number][] = block.rows;
  const left = new Set(rows.filter(isSmall).map(variableOf));
  const kept = rows.filter((row) => !left.has(variableOf(row)));
  if (kept.length === 0) return null;
  if (left.size === 0) return {block};
  const note = `Left out, since a number in them is small or would tell one: ${[...left].join(", ")}.`;
  return {block: {...block, rows: kept, notes: [...block.notes, note]}};
}

/** Of no two sources together, and by three things at most. */
function mayBeNamed(set: SetKey): boolean {
  return dimensionsOf(set) <= mostDimensions && !clausesOf(set).some((clause) => /^source_id=.*\|/u.test(clause));
}

/** Things that a set's key tells patients apart by; that something is known of them is none. */
function dimensionsOf(set: string): number {
  const telling = clausesOf(set).filter((clause) => !/(=known|:followed)$/u.test(clause));
  return new Set(telling.map((clause) => clause.replace(/[=:].*$/u, ""))).size;
}
