import type {ReportBlock} from "../../../src/model/report.js";
import type {PublishedResults} from "../../../loaders/disclosure/audit/publishedResults.js";
import {isArrow} from "../../../loaders/disclosure/audit/scanBytes.js";

/** Rows as an attacker reads them: column → value. */
export type KnownRow = Readonly<Record<string, unknown>>;

/**
 * Linkage: rows of a release that agree with what the attacker knows of each person. The prosecutor knows that the person
 * is there, the journalist picks whom to look for, the marketer tries everybody.
 *
 * @returns chance of the right row for the person easiest to find, and its mean over all persons
 */
export function link(
  released: readonly KnownRow[],
  known: readonly KnownRow[],
  names: readonly string[]
): {max: number; mean: number} {
  const key = (row: KnownRow) => names.map((name) => String(row[name])).join("\u0000");
  const sizes = new Map<string, number>();
  for (const row of released) sizes.set(key(row), (sizes.get(key(row)) ?? 0) + 1);
  const chances = known.flatMap((person) => sizes.get(key(person)) ?? []).map((n) => 1 / n);
  return {max: Math.max(0, ...chances), mean: chances.reduce((sum, chance) => sum + chance, 0) / known.length};
}

/** Homogeneity: persons of whose class all rows have one value of the sensitive column, which the attacker so learns. */
export function homogeneity(released: readonly KnownRow[], names: readonly string[], sensitive: string): number {
  const classes = new Map<string, Set<unknown>>();
  const rows = new Map<string, number>();
  for (const row of released) {
    const key = names.map((name) => String(row[name])).join("\u0000");
    if (row[sensitive] === null) continue;
    classes.set(key, (classes.get(key) ?? new Set()).add(row[sensitive]));
    rows.set(key, (rows.get(key) ?? 0) + 1);
  }
  return [...classes].reduce((sum, [key, values]) => sum + (values.size === 1 ? rows.get(key)! : 0), 0);
}

/** A count of patients that an attacker has worked out. */
export interface Found {
  readonly set: string;
  readonly n: number;
}

/**
 * Subtraction: of each table, a total less all its parts but one gives the one; repeated with what was found until nothing new
 * comes. Takes rows of one heading as the parts of their denominators where they add up in another column.
 */
export function subtractTables({blocks, counts}: PublishedResults, k: number): Found[] {
  const known = new Map(counts);
  const lines = blocks.flatMap((block) => (block.kind === "counts" ? linesOf(block) : []));
  const found: Found[] = [];
  for (let news = true; news;) {
    news = false;
    for (const {parts, total} of lines) {
      const open = [total, ...parts].filter((set) => (known.get(set) ?? null) === null);
      if (open.length !== 1) continue;
      const sum = parts.reduce((n, set) => n + (known.get(set) ?? 0), 0);
      const n = open[0] === total ? sum : known.get(total)! - sum;
      known.set(open[0], n);
      news = true;
      if (n > 0 && n < k) found.push({set: open[0], n});
    }
  }
  return found;
}

function linesOf(block: Extract<ReportBlock, {kind: "counts"}>): {total: string; parts: string[]}[] {
  const headings = [...new Set(block.rows.map(({heading}) => heading))];
  return headings.flatMap((heading) => {
    const rows = block.rows.filter((row) => row.heading === heading);
    const down = block.columns.map((head, c) => ({
      total: head.set.set,
      parts: rows.flatMap(({cells}) => cells[c]?.count.set ?? [])
    }));
    const across = rows.map(({cells}) => ({
      total: cells[0]?.count.set ?? "",
      parts: cells.slice(1).flatMap((share) => share?.count.set ?? [])
    }));
    return [...down, ...across].filter(({parts}) => parts.length > 1);
  });
}

/** Subtracts the rows that anybody can have from every shown count; what is left of few patients is of another source. */
export function subtractMicrodata(
  {counts}: PublishedResults,
  microdata: readonly KnownRow[],
  isIn: (row: KnownRow, set: string) => boolean,
  k: number
): Found[] {
  return [...counts].flatMap(([set, n]) => {
    const left = n === null ? 0 : n - microdata.filter((row) => isIn(row, set)).length;
    return left > 0 && left < k ? [{set, n: left}] : [];
  });
}

/** Whole counts of so many patients that a percentage with its decimals can mean. */
export function invertPercentage(percent: number, decimals: number, of: number): number[] {
  return Array.from({length: of + 1}, (_, n) => n).filter(
    (n) => Number(((100 * n) / of).toFixed(decimals)) === percent
  );
}

/**
 * Reconstruction in the manner of Guyot and colleagues (2012): events between the points of a curve from its fall and the
 * numbers at risk.
 *
 * @returns events that the attacker assigns to each point; a single one is one patient's day
 */
export function reconstruct(value: readonly number[], atRisk: (point: number) => number): number[] {
  return value.slice(1).map((after, i) => Math.round(atRisk(i) * (1 - after / Math.max(value[i], 1e-9))));
}

/**
 * Minimality: that a class was made coarse tells why. Of one blanked row where its level would have been of a full class, the attacker
 * learns that its class is not the full one. Counts blanked rows in groups smaller than k, which are as good as named.
 */
export function minimality(
  released: readonly KnownRow[],
  names: readonly string[],
  fixed: readonly string[],
  k: number
): number {
  const groups = new Map<string, number>();
  for (const row of released) {
    if (names.some((name) => !fixed.includes(name) && row[name] !== null)) continue;
    const key = fixed.map((name) => String(row[name])).join("\u0000");
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  return [...groups.values()].filter((n) => n < k).length;
}

/** Searches bytes for keys, days, rows. */
export function searchBytes(content: Uint8Array): string[] {
  const text = Buffer.from(content).toString("latin1");
  return [
    ...(/\b[A-Za-z]\w*-[0-9a-f]{16}\b/u.test(text) ? ["key"] : []),
    ...(isArrow(content) ? ["rows"] : []),
    ...(/\b\d{2},X[XY],/u.test(text) ? ["karyotype"] : [])
  ];
}
