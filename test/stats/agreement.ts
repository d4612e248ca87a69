import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect} from "vitest";

/** The figures of each comparison, one JSON file each, as the page on agreement with R shows them. */
const folder = join(import.meta.dirname, "..", "..", "data", "agreement");
/** Writes them anew, where numbers or cases have changed on purpose: HEMIOLA_AGREEMENT=write npx vitest run test/stats */
const writes = process.env.HEMIOLA_AGREEMENT === "write";

/** Numbers that are to agree with R's, and how far the worst is off. */
export class Agreement {
  private readonly failures: string[] = [];
  private readonly caseIds = new Set<string>();
  private values = 0;
  private largest = 0;
  private where = "";

  constructor(readonly name: string) {}

  /**
   * Compares numbers one by one; null and NaN agree with each other only. A difference counts relative to R's number;
   * near 0, where that would be more than 1e-12 allows, relative to 1e-12/tolerance (1e-3 by default). Numbers which are
   * small by nature, as p-values, are compared as ratios to R's (`ratio`).
   */
  compare(id: string, field: string, actual: unknown, expected: unknown, tolerance = 1e-9): void {
    this.caseIds.add(id);
    const ours = flat(actual);
    const theirs = flat(expected);
    if (ours.length !== theirs.length) {
      this.failures.push(`${id} ${field}: ${ours.length} values, not ${theirs.length}`);
      return;
    }
    theirs.forEach((value, i) => {
      ++this.values;
      const difference = relativeDifference(ours[i], value, 1e-12 / tolerance);
      if (difference > this.largest) {
        this.largest = difference;
        this.where = `${id} ${field}`;
      }
      if (!(difference <= tolerance)) {
        this.failures.push(`${id} ${field}[${i}]: ${String(ours[i])}, not ${String(value)}`);
      }
    });
  }

  /**
   * Fails on any disagreement, or if the number of cases is not the expected one, or if the site would say something else of
   * this comparison than what was just found. Prints the summary.
   */
  settle(cases: number): void {
    const {name, values, largest} = this;
    const file = join(folder, `${name.replace(/[^a-z0-9]+/gi, "-")}.json`);
    const worst = this.where ? ` (${this.where})` : "";
    console.log(
      `${name}: ${this.caseIds.size} cases, ${values} values, largest relative difference ${largest.toExponential(1)}${worst}`
    );
    expect(this.failures).toEqual([]);
    expect(this.caseIds.size).toBe(cases);
    // One digit: the last ones of a rounding error differ from processor to processor.
    const text = `${JSON.stringify({name, cases, values, largest: Number(largest.toPrecision(1))})}\n`;
    if (writes) {
      mkdirSync(folder, {recursive: true});
      writeFileSync(file, text);
    }
    expect(
      existsSync(file) ? readFileSync(file, "utf8") : "missing",
      `${file}: write it with HEMIOLA_AGREEMENT=write`
    ).toBe(text);
  }
}

function relativeDifference(actual: unknown, expected: unknown, leastScale: number): number {
  if (typeof expected === "string" || typeof expected === "boolean") return actual === expected ? 0 : Infinity;
  const [a, b] = [absent(actual), absent(expected)];
  if (a === null || b === null) return a === b ? 0 : Infinity;
  if (a === b) return 0;
  return Math.abs(a - b) / Math.max(Math.abs(b), leastScale);
}

function absent(value: unknown): number | null {
  return typeof value === "number" && !Number.isNaN(value) ? value : null;
}

function flat(value: unknown): unknown[] {
  if (value instanceof Float64Array) return [...value];
  if (Array.isArray(value)) return value.flatMap(flat);
  return [value];
}
