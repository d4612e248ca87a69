import type {SurvivalAnalysis} from "../../../src/components/survival/survivalAnalysis.js";

/** One event: the day on the clock of its curve, and the patient's source. */
export interface SourceEvent {
  readonly day: number;
  readonly source: string;
}

/** Events at each time of a curve by source; of sources without an event nothing. */
export function eventsBySource(time: ArrayLike<number>, events: readonly SourceEvent[]): Record<string, number[]> {
  const at = new Map(Array.from(time, (day, i) => [day, i] as const));
  const found = new Map<string, number[]>();
  for (const {day, source} of events) {
    const i = at.get(day);
    if (i === undefined) continue;
    const own = found.get(source) ?? new Array<number>(time.length).fill(0);
    found.set(source, own);
    ++own[i];
  }
  return Object.fromEntries(found);
}

/** The events of one group of an analysis; `status` is 1 for the event, 2 for a competing one. */
export function groupEvents(
  {population, sourceCodes}: Pick<SurvivalAnalysis, "population" | "sourceCodes">,
  group: number,
  status: number
): SourceEvent[] {
  const {group: groups, source, status: states, time} = population;
  return [...states.keys()].flatMap((row) =>
    states[row] === status && groups[row] === group ? [{day: time[row], source: sourceCodes[source[row]] ?? ""}] : []
  );
}
