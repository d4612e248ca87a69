import type {TestResult} from "../../../../src/model/report.js";
import type {ReportTable} from "../reportTable.js";
import {pText} from "../shownNumbers.js";

/** What a row of a table may have beside its cells. */
interface Beside {
  readonly smd?: number | null;
  readonly test?: TestResult;
}

/**
 * The columns after the groups of a table, where any row has them: standardised mean difference, and test. A p-value never
 * stands without its method: in the head that of most rows, beside a row its own where that differs; beside each where
 * no method is that of most.
 */
export function besideColumns(rows: readonly Beside[]): {
  readonly columns: ReportTable["columns"];
  readonly cells: (row: Beside) => string[];
} {
  const withSmd = rows.some(({smd}) => smd !== undefined);
  const methods = rows.flatMap(({test}) => (test === undefined ? [] : [test.method]));
  const usual = usualOf(methods);
  const note = methods.every((method) => method === usual) ? "" : ", unless another is named";
  return {
    columns: [
      ...(withSmd ? [{label: "SMD", numeric: true, note: `* above ${notable}`}] : []),
      ...(methods.length > 0 ? [{label: "Test", numeric: true, ...(usual !== null && {note: `${usual}${note}`})}] : [])
    ],
    cells: ({smd, test}) => [
      ...(withSmd ? [smd === undefined || smd === null ? "" : smdText(smd)] : []),
      ...(methods.length > 0 ? [test === undefined ? "" : testCell(test, test.method !== usual)] : [])
    ]
  };
}

/** The method of more than half of the rows; null if none is. */
function usualOf(methods: readonly string[]): string | null {
  const most = (method: string) => 2 * methods.filter((other) => other === method).length > methods.length;
  return methods.find(most) ?? null;
}

/** Standardised mean differences above this are by convention notable (Austin, Stat Med 2009;28:3083). */
const notable = 0.1;

function smdText(smd: number): string {
  const size = Math.abs(smd);
  return `${size.toFixed(2)}${size > notable ? " *" : ""}`;
}

function testCell({method, p, q, withheld}: TestResult, named: boolean): string {
  const numbers = p === null ? (withheld ?? "") : [pText(p), q == null ? "" : pText(q, "q")].filter(Boolean).join("; ");
  return named && numbers !== "" ? `${numbers} (${method})` : numbers;
}
