import type {RawTable} from "../sources/rawTable.js";
import type {MissingTokens, When} from "../study/mappingSchema.js";
import type {RejectLog} from "./rejectLog.js";

/** Whether a row fulfils a condition; null where a token is missing or unknown. */
export type RowTest = (row: number) => boolean | null;

/**
 * Compiles a condition on raw columns. All columns must agree: false if one says no, else null if one is missing.
 * A token in neither list of a condition that lists both answers is refused and listed. A cell without a number is not
 * known to be below a limit.
 *
 * @param missing tokens that mean "no value", by raw column
 */
export function rowTest(
  when: When | undefined,
  raw: RawTable,
  missing: (column: string) => MissingTokens,
  rejects: RejectLog
): RowTest {
  if (!when) return () => true;
  const tests = Object.entries(when).map(([column, {is, not, below}]) => {
    const cells = raw.column(column);
    if (below !== undefined) return numberTest(cells, below);
    const absent = new Set(Object.keys(missing(column)).filter((token) => !is.includes(token)));
    const yes = new Set(is);
    const no = not && new Set(not);
    return (row: number): boolean | null => {
      const token = cells[row].trim();
      if (yes.has(token)) return true;
      if (absent.has(token)) return null;
      if (!no || no.has(token)) return false;
      const expected = `one of ${[...yes, ...no].join(", ")}`;
      rejects.value(raw, row, column, token, {reason: token === "" ? "blank cell" : "unknown code", expected});
      return null;
    };
  });
  return (row) => {
    let result: boolean | null = true;
    for (const test of tests) {
      const answer = test(row);
      if (answer === false) return false;
      if (answer === null) result = null;
    }
    return result;
  };
}

function numberTest(cells: readonly string[], below: number): RowTest {
  return (row) => {
    const token = cells[row].trim().replace(",", ".");
    const value = token === "" ? NaN : Number(token);
    return Number.isNaN(value) ? null : value < below;
  };
}
