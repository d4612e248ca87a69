import {formatCount, formatMonths} from "../../charts/format.js";
import {type GroupStyle, groupStyles, wholeCohort} from "../../charts/palette.js";
import {
  mostBands,
  survivalCurve,
  type SurvivalCurveOptions,
  type SurvivalCurveRow
} from "../../charts/survivalCurve.js";
import {type SurvivalPanel, survivalPanels} from "../../charts/survivalPanels.js";
import {clockName, clocksText} from "./clocks.js";
import type {GroupAnswer} from "./groupAnswers.js";
import type {Population} from "./population.js";
import type {SurvivalAnswer} from "./survivalAnswer.js";

/** What a drawing of survival is made from. */
export interface DrawnSurvival {
  readonly answer: Pick<SurvivalAnswer, "groups" | "clocks">;
  readonly population: Pick<Population, "entry" | "group" | "source">;
  /** False for everybody together: then the curves are the clocks'. */
  readonly grouped: boolean;
  /** Styles of the groups; the usual ones if not given. */
  readonly styles?: readonly GroupStyle[];
}

type Words = Omit<SurvivalCurveOptions, "startLabel" | "summary" | "heading" | "behind" | "last"> & {
  /** What time 0 is, after the event itself: "day 90 after ". */
  readonly before: string;
  /** The event at which time starts, where it is the same for all. */
  readonly start: string;
};

/**
 * Curves of an answer. One plot where time starts at one event and there are at most eight curves. Else several: of
 * groups, a plot for each event at which time starts; of more than eight, a plot for each group, the others in grey
 * behind it. Everybody together is drawn as one curve a clock.
 */
export function survivalDrawing({answer, ...drawn}: DrawnSurvival, {before, start, ...words}: Words): SVGElement {
  const {groups, clocks} = answer;
  const options = {...words, summary: summaryOf(answer)};
  const styles = drawn.styles ?? (drawn.grouped ? groupStyles(groups.map(({code}) => code)) : [wholeCohort]);
  const styleOf = new Map(groups.map(({code}, g) => [code, styles[g]]));
  const row = (group: GroupAnswer, only?: readonly number[]): SurvivalCurveRow => {
    const g = groups.findIndex(({code}) => code === group.code);
    return {
      label: group.label,
      style: styleOf.get(group.code)!,
      ...group.curve,
      ...entriesOf(drawn.population, g, only)
    };
  };
  const own = "each source’s own start";
  if (clocks.length === 0) {
    const rows = groups.map((group) => row(group));
    const startLabel = `${before}${start}`;
    if (groups.length <= mostBands) return survivalCurve(rows, {...options, startLabel});
    return survivalPanels(eachAlone(rows, startLabel), options);
  }
  const clockStyles = groupStyles(clocks.map(({code}) => code));
  const rows = clocks.map(({groups: inClock, sources}) => inClock.map((group) => row(group, sources)));
  const ofClock = (c: number, found: SurvivalCurveRow): SurvivalCurveRow => ({...found, label: clockName(clocks[c]), style: clockStyles[c]}); // prettier-ignore
  if (!drawn.grouped) {
    const curves = rows.flatMap((inClock, c) => inClock.map((found) => ofClock(c, found)));
    return survivalCurve(curves, {...options, startLabel: `${before}${own}`});
  }
  return survivalPanels(groups.length > mostBands ? byGroup() : byClock(), options);

  function byClock(): SurvivalPanel[] {
    return clocks.map((clock, c) => ({
      heading: clockName(clock),
      rows: rows[c],
      startLabel: `${before}${clock.start}`
    }));
  }

  function byGroup(): SurvivalPanel[] {
    return groups.map(({label}) => ({
      heading: label,
      rows: rows.flatMap((inClock, c) => inClock.filter((d) => d.label === label).map((found) => ofClock(c, found))),
      startLabel: `${before}${own}`
    }));
  }
}

function eachAlone(rows: readonly SurvivalCurveRow[], startLabel: string): SurvivalPanel[] {
  return rows.map((alone) => ({
    heading: alone.label,
    rows: [alone],
    startLabel,
    behind: rows.filter((other) => other !== alone)
  }));
}

/** Times of entry of a group, of some sources or all; nothing where everybody is at risk from the start. */
function entriesOf(
  {entry, group, source}: DrawnSurvival["population"],
  own: number,
  only?: readonly number[]
): {readonly entries?: Float64Array} {
  if (entry === undefined) return {};
  const inSources = (i: number) => only === undefined || only.includes(source[i]);
  return {entries: entry.filter((_, i) => group[i] === own && inSources(i)).sort()};
}

/** The curves in words, as a screen reader reads them. */
function summaryOf({groups, clocks}: DrawnSurvival["answer"]): string {
  const words = ({label, curve, median}: GroupAnswer) =>
    `${label}: ${formatCount(curve.n)} patients, ${formatCount(curve.events)} events, median ${formatMonths(median.time)} months.`;
  if (clocks.length === 0) return groups.map(words).join(" ");
  const inClocks = clocks.map((clock) => `${clockName(clock)}. ${clock.groups.map(words).join(" ")}`);
  return [`Time starts at ${clocksText(clocks)}.`, ...inClocks].join(" ");
}
