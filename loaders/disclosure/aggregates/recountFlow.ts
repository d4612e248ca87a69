import type {Cell, TableData} from "../../release/tableData.js";
import {TableBuilder} from "../../release/tableData.js";

const anonymity = "left out for anonymity";

/** Stages that say what the released rows do not: of raw records, and of patients who are not among those analysed. */
const hideable: ReadonlySet<Cell> = new Set(["rows_malformed", "rows_refused", "rows_left_out", "patients_left_out"]);

/** Stages at which records or patients leave; the others count those who are still there. */
const leaving: ReadonlySet<Cell> = new Set([
  "rows_malformed",
  "rows_refused",
  "rows_left_out",
  "patients_left_out",
  "duplicates"
]);

/**
 * The table `patient_flow` of the released patients: those left out for anonymity leave last. Where fewer than k leave at a
 * step of which the released rows say nothing, it is not told, and the counts before it are of those that went on.
 *
 * @param removed patients left out for anonymity by source
 */
export function recountFlow(exact: TableData, removed: ReadonlyMap<Cell, number>, k: number): TableData {
  const result = new TableBuilder(exact.schema);
  const sources = [...new Set(Array.from(exact.columns.source_id))];
  for (const source of sources) {
    const steps: Record<string, Cell>[] = [];
    for (let row = 0; row < exact.rows; ++row)
      if (exact.columns.source_id[row] === source)
        steps.push(Object.fromEntries(exact.schema.columns.map(({name}) => [name, exact.columns[name][row]])));
    steps.sort((a, b) => Number(a.step) - Number(b.step));
    const gone = removed.get(source) ?? 0;
    const last = steps.at(-1);
    if (gone > 0 && last) {
      steps.splice(-1, 0, {...last, stage: "patients_left_out", reason: anonymity, n: gone});
      last.n = Number(last.n) - gone;
    }
    let step = 0;
    const isHidden = (row: Record<string, Cell>) =>
      (row.reason === anonymity || hideable.has(row.stage)) && Number(row.n) > 0 && Number(row.n) < k;
    steps.forEach((row, at) => {
      if (isHidden(row)) return;
      const hidden = steps
        .slice(at)
        .filter(isHidden)
        .reduce((sum, later) => sum + Number(later.n), 0);
      result.push({...row, step: ++step, n: leaving.has(row.stage) ? row.n : Number(row.n) - hidden});
    });
  }
  return result.build();
}

/** The table `patient_flow` as if some patients had never been received: fewer at every step that counts who is still there. */
export function withoutFromFlow(exact: TableData, gone: ReadonlyMap<Cell, number>): TableData {
  const {n, source_id: sources, stage} = exact.columns;
  const left = Array.from(n, (count, row) =>
    leaving.has(stage[row]) ? count : Number(count) - (gone.get(sources[row]) ?? 0)
  );
  return {...exact, columns: {...exact.columns, n: left}};
}
