import type {FigureTable} from "../plainTable.js";
import type {Population} from "./population.js";
import type {SurvivalCurve} from "../../stats/survivalCurve.js";
import type {SurvivalAnswer} from "./survivalAnswer.js";

/**
 * The rows of an analysis counted by group, source and time: all that its numbers are computed from, and what its R
 * script reads. With them, of the group’s curve (where clocks differ, that of the source’s clock), who was at risk just before the time and survival just after it.
 */
export function countsTable(rows: Population, sources: readonly string[], answer: DrawnCurves): FigureTable {
  const {time, status, entry, group, source, levels} = rows;
  const cells = new Map<string, {group: number; source: number; entry: number; time: number; events: number; censored: number}>(); // prettier-ignore
  for (let i = 0; i < time.length; ++i) {
    const from = entry?.[i] ?? -1;
    const key = `${group[i]} ${source[i]} ${from} ${time[i]}`;
    let cell = cells.get(key);
    if (cell === undefined) {
      cell = {group: group[i], source: source[i], entry: from, time: time[i], events: 0, censored: 0};
      cells.set(key, cell);
    }
    if (status[i] === 1) ++cell.events;
    else ++cell.censored;
  }
  const sorted = [...cells.values()].sort(
    (a, b) => a.group - b.group || a.time - b.time || a.source - b.source || a.entry - b.entry
  );
  const columns = ["group", "source", ...(entry ? ["entry_days"] : []), "time_days", "events", "censored"];
  const curveOf = curvesBySource(answer);
  const positions = new Map<SurvivalCurve, number>();
  return {
    columns: [...columns, "at_risk", "survival", "lower95", "upper95"],
    rows: sorted.map((cell) => {
      const curve = curveOf(cell.group, cell.source);
      let at = positions.get(curve) ?? -1;
      while (at + 1 < curve.time.length && curve.time[at + 1] <= cell.time) ++at;
      positions.set(curve, at);
      const of = (values: Float64Array) => (at < 0 || Number.isNaN(values[at]) ? null : values[at]);
      return [
        levels[cell.group].label,
        sources[cell.source],
        ...(entry ? [cell.entry] : []),
        cell.time,
        cell.events,
        cell.censored,
        of(curve.atRisk),
        of(curve.survival),
        of(curve.lower),
        of(curve.upper)
      ];
    })
  };
}

type DrawnCurves = Pick<SurvivalAnswer, "groups" | "clocks">;

/** The curve that a patient of a group and a source is part of. */
function curvesBySource({groups, clocks}: DrawnCurves): (group: number, source: number) => SurvivalCurve {
  const clockOf = new Map(clocks.flatMap((clock) => clock.sources.map((source) => [source, clock] as const)));
  return (group, source) => {
    const own = clockOf.get(source)?.groups.find(({code}) => code === groups[group].code);
    return (own ?? groups[group]).curve;
  };
}
