import {csvParseRows} from "d3-dsv";

/** Heads of columns of pages and files whose whole numbers are numbers of patients or of their events. */
const counted = /^(?:patients|events|n|evaluable|known|missing|tested|mutated)$/iu;
/** A number and of how many: "1,420/2,933 (48 %)". */
const share = /^([\d,]+|‡)\s*\/\s*([\d,]+|‡)(?:\s*\(.*\))?$/u;
const whole = /^\d{1,3}(?:,\d{3})*$|^\d+$/u;

/**
 * Counts in the tables of a page, as plain digits: shares in any cell, and whole numbers in columns of patients or events. Without
 * what hides them.
 */
export function countsInTables(html: string): string[] {
  return [...html.matchAll(/<table\b[\s\S]*?<\/table>/gu)].flatMap(([table]) => {
    const [head = [], ...rows] = [...table.matchAll(/<tr\b[\s\S]*?<\/tr>/gu)].map(([row]) => cellsOf(row));
    return rows.flatMap((cells) => countsInRow(head, cells));
  });
}

/** The same of a file of comma-separated values, after its comments. */
export function countsInCsv(text: string): string[] {
  const [head = [], ...rows] = csvParseRows(text.replace(/^#.*\r?\n/gmu, ""));
  return rows.flatMap((cells) => countsInRow(head, cells));
}

function countsInRow(head: readonly string[], cells: readonly string[]): string[] {
  return cells.flatMap((cell, column) => {
    const parts = share.exec(cell);
    if (parts !== null)
      return parts
        .slice(1)
        .filter((part) => part !== "‡")
        .map(plain);
    // A row of fewer cells is a heading.
    return cells.length === head.length && counted.test(head[column]) && whole.test(cell) ? [plain(cell)] : [];
  });
}

function cellsOf(row: string): string[] {
  return [...row.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/gu)].map(([, cell]) =>
    cell
      .replace(/<[^>]*>/gu, " ")
      .replace(/&nbsp;|&#160;|\s/gu, " ")
      .trim()
  );
}

function plain(number: string): string {
  return number.replaceAll(",", "");
}
