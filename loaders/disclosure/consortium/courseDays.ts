import type {Cell, TableData} from "../../release/tableData.js";
import type {CoarseTimes} from "./coarseTimes.js";

/** How the days of patients are shown, each by the rule and the patient's own remission. */
export interface CourseDays {
  readonly times: CoarseTimes;
  /** The day shown for a day of a patient, by the exact key. */
  readonly dayOf: (patient: Cell, day: number) => number;
}

/**
 * The days of patients with their first remission on record, from which much of what follows is counted.
 *
 * @param events the exact events; none where the release has no course
 */
export function courseDays(times: CoarseTimes, events: TableData | undefined): CourseDays {
  const remission = new Map<Cell, number>();
  for (let row = 0; row < (events?.rows ?? 0); ++row) {
    const {patient_id: ids, event, day} = events!.columns;
    if (event[row] !== "cr") continue;
    remission.set(ids[row], Math.min(Number(day[row]), remission.get(ids[row]) ?? Infinity));
  }
  return {times, dayOf: (patient, day) => times.day(day, remission.get(patient))};
}
