import type {Cell, TableData} from "../../release/tableData.js";
import type {CourseDays} from "../consortium/courseDays.js";

/**
 * Events with the days of their months. What lies beyond the last month is not told; a patient seen beyond it counts as last seen
 * there.
 */
export function coarseEvents(events: TableData, {times, dayOf}: CourseDays): TableData {
  const {patient_id: ids, event: kinds, day: days, cause: causes} = events.columns;
  const rows: {id: Cell; kind: Cell; day: Cell; cause: Cell}[] = [];
  const seenLast = new Set<Cell>();
  for (let row = 0; row < events.rows; ++row) {
    const day = Number(days[row]);
    const cause = causes?.[row] ?? null;
    if (!times.isBeyond(day)) rows.push({id: ids[row], kind: kinds[row], day: dayOf(ids[row], day), cause});
    else if (!seenLast.has(ids[row])) {
      seenLast.add(ids[row]);
      rows.push({id: ids[row], kind: "last_contact", day: times.lastDay, cause: null});
    }
  }
  const columns: Record<string, Cell[]> = {
    patient_id: rows.map(({id}) => id),
    event: rows.map(({kind}) => kind),
    day: rows.map(({day}) => day),
    cause: rows.map(({cause}) => cause)
  };
  return {...events, rows: rows.length, columns: pickColumns(events, columns)};
}

/**
 * Outcomes with start and end shown as the days of events are, so that they still are what the events say. An event beyond
 * the last month is censored there; a patient whose time starts beyond it has no outcome.
 */
export function coarseOutcomes(outcomes: TableData, {times, dayOf}: CourseDays): TableData {
  const {patient_id: ids, start_day: starts, time_days: lengths} = outcomes.columns;
  const columns: Record<string, Cell[]> = Object.fromEntries(outcomes.schema.columns.map(({name}) => [name, []]));
  for (let row = 0; row < outcomes.rows; ++row) {
    const [start, end] = [Number(starts[row]), Number(starts[row]) + Number(lengths[row])];
    if (times.isBeyond(start)) continue;
    const beyond = times.isBeyond(end);
    for (const {name} of outcomes.schema.columns) columns[name].push(outcomes.columns[name][row]);
    const last = columns.start_day.length - 1;
    columns.start_day[last] = dayOf(ids[row], start);
    columns.time_days[last] = dayOf(ids[row], end) - dayOf(ids[row], start);
    if (beyond) [columns.status[last], columns.event[last]] = [0, null];
  }
  return {...outcomes, rows: columns.start_day.length, columns};
}

function pickColumns({schema}: TableData, columns: Record<string, Cell[]>): Record<string, Cell[]> {
  return Object.fromEntries(schema.columns.map(({name}) => [name, columns[name]]));
}
