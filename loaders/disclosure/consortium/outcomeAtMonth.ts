import type {Cell, TableData} from "../../release/tableData.js";
import type {CoarseTimes} from "./coarseTimes.js";
import {outcomeCodes} from "./profiles.js";

/**
 * Whether each patient was alive or dead at the end of a month, by overall survival as it is released; unknown for those whose
 * follow-up ended before, and without it.
 *
 * @param ids the patients, one result each
 */
export function outcomeAtMonth(
  ids: readonly Cell[],
  outcomes: TableData | undefined,
  times: CoarseTimes,
  month: number
): Uint8Array {
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const result = new Uint8Array(ids.length).fill(outcomeCodes.unknown);
  for (let row = 0; row < (outcomes?.rows ?? 0); ++row) {
    const {patient_id: patients, definition, time_days: days, status} = outcomes!.columns;
    if (definition[row] !== "OS") continue;
    const at = rowOf.get(patients[row]);
    if (at === undefined) continue;
    const seen = times.month(Number(days[row]));
    if (seen > month) result[at] = outcomeCodes.alive;
    else if (status[row] === 1) result[at] = outcomeCodes.dead;
  }
  return result;
}
