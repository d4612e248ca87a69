import {formatCount} from "./format.js";
import {lineSwatch} from "./groupSymbol.js";
import type {GroupStyle} from "./palette.js";
import type {Pen} from "./svg.js";

/** A group as the table needs it: its name and style, and what happened at which day. */
export interface RiskGroup {
  readonly label: string;
  readonly style: GroupStyle;
  readonly n: number;
  /** True where `n` may not be told: nor are then the numbers at the start, and who has left so far. */
  readonly isSizeHidden?: boolean;
  readonly time: ArrayLike<number>;
  readonly event: ArrayLike<number>;
  readonly censored: ArrayLike<number>;
  /** Events of another kind, where there are two. */
  readonly competing?: ArrayLike<number>;
  /** Times of entry into risk, ascending, negative: from the start; undefined where everybody is at risk from the start. */
  readonly entries?: ArrayLike<number>;
}

/** The size of a group whose curve is known; its number may be hidden where that is not to be told. */
export function sizeOfCurve(n: number, atRisk: readonly number[]): Pick<RiskGroup, "n" | "isSizeHidden"> {
  return Number.isFinite(n) ? {n} : {n: atRisk.at(0) ?? 0, isSizeHidden: true};
}

/** Where the table stands. */
export interface RiskTableLayout {
  /** Column positions in pixels and their times in days. */
  readonly columns: readonly {readonly x: number; readonly days: number}[];
  readonly top: number;
  /** Names stand on a line of their own above the numbers, where there is no room beside them. */
  readonly stacked: boolean;
  /** What the numbers in parentheses are. */
  readonly words?: string;
}

const line = 16;
const gap = 8;

/**
 * Numbers at a time as R counts them: at risk just before it (of those who had entered before it), events and censorings
 * up to and with it.
 */
export function countsAt(
  {time, event, censored, n, entries}: Pick<RiskGroup, "time" | "event" | "censored" | "n" | "entries">,
  at: number
): {atRisk: number; events: number; censored: number} {
  let [before, events, gone] = [0, 0, 0];
  for (let i = 0; i < time.length && time[i] <= at; ++i) {
    if (time[i] < at) before += event[i] + censored[i];
    events += event[i];
    gone += censored[i];
  }
  return {atRisk: (entries === undefined ? n : enteredBefore(entries, at)) - before, events, censored: gone};
}

function enteredBefore(entries: ArrayLike<number>, at: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Events of the other kind up to and with a time; null where there is only one kind. */
function competingBy({time, competing}: RiskGroup, at: number): number | null {
  if (competing === undefined) return null;
  let events = 0;
  for (let i = 0; i < time.length && time[i] <= at; ++i) events += competing[i];
  return events;
}

/** Height in pixels of the table of so many groups. */
export function riskTableHeight(groups: number, stacked: boolean): number {
  return 2 * line + 6 + groups * ((stacked ? 3 : 2) * line + gap);
}

/**
 * The table under survival curves: for each group the patients at risk at each tick, and below them in parentheses
 * those censored and those with the event so far (Morris et al., BMJ Open 2019;9:e030215). Order, colour and line
 * style are those of the curves.
 */
export function riskTable(pen: Pen, groups: readonly RiskGroup[], layout: RiskTableLayout): SVGElement {
  const {columns, top, stacked, words = "(censored, events so far)"} = layout;
  const table = pen.svg("g", {class: "risk-table", "aria-hidden": "true"});
  table.append(
    pen.svg("text", {x: 0, y: top + line, class: "table-head"}, "At risk"),
    pen.svg("text", {x: 0, y: top + 2 * line, class: "minor"}, words)
  );
  const cells = groups.map((group) => columns.map(({days}) => cellTexts(group, days)));
  const shown = readableColumns(
    columns.map(({x}) => x),
    columns.map((_, k) => Math.max(...cells.flatMap((row) => row[k].map((text) => text.length)), 0))
  );
  groups.forEach((group, i) => {
    let y = top + 2 * line + 6 + i * ((stacked ? 3 : 2) * line + gap) + line;
    const name = {x: 28, y, class: "group-name", style: `--group:${group.style.colour}`};
    table.append(lineSwatch(pen, group.style, 0, y - 4), pen.svg("text", name, group.label));
    if (stacked) y += line;
    for (const k of shown) {
      const at = {x: columns[k].x, "text-anchor": "middle"};
      const [atRisk, others] = cells[i][k];
      table.append(pen.svg("text", {...at, y}, atRisk), pen.svg("text", {...at, y: y + line, class: "minor"}, others));
    }
  });
  return table;
}

/** The numbers of a group at a time: at risk; and in parentheses censored and with each kind of event so far. */
function cellTexts(group: RiskGroup, days: number): [string, string] {
  const others = competingBy(group, days);
  // Leaving by either kind of event, a patient is no longer at risk.
  const {atRisk, events, censored} = countsAt(others === null ? group : withCompeting(group), days);
  if (group.isSizeHidden === true) return [days <= 0 ? "–" : formatCount(atRisk), "(–)"];
  const own = others === null ? [events] : [events - others, others];
  return [formatCount(atRisk), `(${[censored, ...own].map(formatCount).join(", ")})`];
}

/** Width of a figure in the table's type, in pixels, and the least space between two columns. */
const characterWidth = 6.2;
const columnGap = 10;

/**
 * Every column, or every second, third … from the first on, so that no two texts of a row touch: numbers of thousands of
 * patients are wider than the ticks of the axis are apart.
 *
 * @param x positions of the columns, ascending, in pixels
 * @param characters longest text of each column
 * @returns indices of the columns to write
 */
export function readableColumns(x: readonly number[], characters: readonly number[]): number[] {
  const every = (step: number): number[] => Array.from(x.keys()).filter((k) => k % step === 0);
  const fits = (chosen: readonly number[]): boolean =>
    chosen.every((k, i) => {
      if (i === 0) return true;
      const before = chosen[i - 1];
      return x[k] - x[before] >= ((characters[k] + characters[before]) / 2) * characterWidth + columnGap;
    });
  for (let step = 1; step < x.length; ++step) if (fits(every(step))) return every(step);
  return x.length === 0 ? [] : [0];
}

function withCompeting(group: RiskGroup): RiskGroup {
  const {event, competing = []} = group;
  return {...group, event: Array.from(event, (d, i) => d + competing[i])};
}
