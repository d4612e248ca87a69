import {exposureRows} from "../../stats/timeDependentExposure.js";
import type {GroupSpec} from "./groupSpec.js";

/** What an analysis of survival needs of the patients of a cohort, one element each; days are from the index event. */
export interface PopulationRequest {
  /** Days from the endpoint's start; NaN = not in its population. */
  readonly days: Float64Array;
  /** 0 censored, 1 event, 2 competing event. */
  readonly status: Uint8Array;
  /** Day of the endpoint's start; null: the index event. */
  readonly startDay: Float64Array | null;
  /** Code of the source. */
  readonly source: ArrayLike<number>;
  /** Null: everybody together. */
  readonly group: GroupSpec | null;
  /** Day on which the group became known, where that is later than the start. */
  readonly groupDay: Float64Array | null;
  /** Days on which what the filter asks for became known, where that is later than the start. */
  readonly filterDays: readonly Float64Array[];
  /** The group is one that patients move to on `groupDay`. */
  readonly timeDependent: boolean;
  /** Day from which on a patient is under observation; null: the start. */
  readonly entryDay: Float64Array | null;
  /** Days after the start at which time begins; 0: at the start. */
  readonly landmark: number;
  /** Days after that at which follow-up ends; null: all of it is used. */
  readonly horizon: number | null;
  readonly withUnknown: boolean;
}

/** Who is left out of an analysis, and why. */
export interface LeftOut {
  /** Not in the endpoint's population, or without follow-up. */
  readonly noFollowUp: number;
  /** Event, or end of follow-up, at or before the landmark. */
  readonly beforeLandmark: {readonly events: number; readonly censored: number};
  /** At the landmark, what the filter asks for was not known. */
  readonly notYetKnown: number;
  /** Never under observation before the end of follow-up (delayed entry). */
  readonly notEntered: number;
  /** Of unknown group. */
  readonly unknownGroup: number;
}

/** The rows of an analysis of survival: one per patient, or two where a patient changes the group. */
export interface Population {
  readonly levels: readonly {readonly code: string | null; readonly label: string}[];
  readonly time: Float64Array;
  readonly status: Uint8Array;
  /** Time of entry into risk, −1: from the start; undefined where everybody is. */
  readonly entry: Float64Array | undefined;
  /** Position in `levels`. */
  readonly group: Uint16Array;
  readonly source: Uint16Array;
  /** Patient (element of the request) of each row. */
  readonly patient: Uint32Array;
  readonly patients: number;
  /** Follow-up by patient, not cut at the horizon, with the group at the start: for the median follow-up. */
  readonly followUp: {readonly time: Float64Array; readonly status: Uint8Array; readonly group: Uint16Array};
  readonly leftOut: LeftOut;
}

/**
 * The rows that an analysis is made of, in this order: who is in the endpoint’s population; the landmark, with groups
 * and conditions as they were known then; delayed entry; the group; splitting at a change of group; the horizon.
 */
export function population(request: PopulationRequest): Population {
  const {days, status, startDay, source, group, landmark, horizon, withUnknown, timeDependent} = request;
  const start = (i: number) => (startDay === null ? 0 : startDay[i]);
  const since = (day: Float64Array, i: number) => day[i] - start(i) - landmark;
  const left = {noFollowUp: 0, events: 0, censored: 0, notYetKnown: 0, notEntered: 0, unknownGroup: 0};
  const codes = group === null ? null : knownAtStart(request, group);
  const levels = group === null ? [{code: null, label: "All patients"}] : levelsOf(group, withUnknown, timeDependent);
  const kept: number[] = [];
  const own: number[] = [];
  for (let i = 0; i < days.length; ++i) {
    if (Number.isNaN(days[i])) ++left.noFollowUp;
    else if (landmark > 0 && days[i] <= landmark) ++left[status[i] === 0 ? "censored" : "events"];
    else if (landmark > 0 && request.filterDays.some((known) => !(since(known, i) <= 0))) ++left.notYetKnown;
    else if (request.entryDay !== null && !(since(request.entryDay, i) < days[i] - landmark)) ++left.notEntered;
    else if (codes !== null && codes[i] < 0 && !withUnknown) ++left.unknownGroup;
    else {
      kept.push(i);
      own.push(codes === null ? 0 : codes[i] < 0 ? levels.length - 1 : codes[i]);
    }
  }
  const time = Float64Array.from(kept, (i) => days[i] - landmark);
  const ends = Uint8Array.from(kept, (i) => status[i]);
  const entry = request.entryDay === null ? null : kept.map((i) => since(request.entryDay!, i));
  const exposed = request.timeDependent && request.groupDay !== null ? request.groupDay : null;
  const rows = rowsOf(
    {time, status: ends, group: own, entry: entry?.map((day) => (day > 0 ? day : -1)) ?? null},
    exposed === null ? null : kept.map((i) => Math.max(0, since(exposed, i))),
    horizon
  );
  const present = new Set(rows.group);
  const numbers = levels.map((_, g) => g).filter((g) => present.has(g));
  const renumbered = new Uint16Array(levels.length);
  numbers.forEach((g, k) => (renumbered[g] = k));
  // Who enters after the horizon has no row; everybody else has.
  const seen = new Set(rows.index);
  const followed = kept.map((_, k) => k).filter((k) => seen.has(k));
  return {
    levels: numbers.map((g) => levels[g]),
    time: Float64Array.from(rows.time),
    status: Uint8Array.from(rows.status),
    entry: rows.entry === null ? undefined : Float64Array.from(rows.entry),
    group: Uint16Array.from(rows.group, (g) => renumbered[g]),
    source: Uint16Array.from(rows.index, (k) => source[kept[k]]),
    patient: Uint32Array.from(rows.index, (k) => kept[k]),
    patients: followed.length,
    followUp: {
      time: Float64Array.from(followed, (k) => time[k]),
      status: Uint8Array.from(followed, (k) => ends[k]),
      group: Uint16Array.from(followed, (k) => (timeDependent ? 0 : renumbered[own[k]]))
    },
    leftOut: {
      noFollowUp: left.noFollowUp,
      beforeLandmark: {events: left.events, censored: left.censored},
      notYetKnown: left.notYetKnown,
      notEntered: left.notEntered + kept.length - followed.length,
      unknownGroup: left.unknownGroup
    }
  };
}

/** True for a variable that says whether something happened: at a landmark it has not happened if it comes later. */
function isOccurrence({levels}: GroupSpec): boolean {
  return levels.length > 0 && levels.every(({code}) => code === "true" || code === "false");
}

/** Groups as they were known at the landmark; of a time-dependent group, the one a patient moves to. */
function knownAtStart(request: PopulationRequest, group: GroupSpec): Int16Array {
  const {groupDay, startDay, landmark, timeDependent} = request;
  const occurrence = isOccurrence(group);
  const no = group.levels.findIndex(({code}) => code === "false");
  if (timeDependent) {
    // Code 0 is everybody before the change; those who never change are in it too.
    return group.codes.map((code, i) => {
      if (groupDay === null || Number.isNaN(groupDay[i])) return occurrence && code < 0 ? -1 : 0;
      if (occurrence) return 1;
      return code < 0 ? -1 : code + 1;
    });
  }
  if (groupDay === null || landmark === 0) return group.codes;
  return group.codes.map((code, i) => {
    const known = groupDay[i] - (startDay === null ? 0 : startDay[i]) <= landmark;
    if (known) return code;
    // Not measured by then is not known; did not happen by then is no.
    return occurrence ? (code < 0 && Number.isNaN(groupDay[i]) ? -1 : no) : -1;
  });
}

function levelsOf(group: GroupSpec, withUnknown: boolean, timeDependent: boolean): Population["levels"] {
  const unknown = withUnknown ? [{code: null, label: group.unknownLabel}] : [];
  if (!timeDependent) return [...group.levels, ...unknown];
  const {before: first, after: then} = group.moving ?? {
    before: `${group.label}: not yet`,
    after: `${group.label}: done`
  };
  const before = {code: "false", label: first};
  const after = isOccurrence(group)
    ? [{code: "true", label: then}]
    : group.levels.map(({code, label}) => ({code, label}));
  return [before, ...after, ...unknown];
}

interface Rows {
  readonly time: number[];
  readonly status: number[];
  readonly entry: number[] | null;
  readonly group: number[];
  /** Kept patient of each row. */
  readonly index: number[];
}

/** Splits at the change of group, ends at the horizon, and drops what never comes under observation before. */
function rowsOf(
  patients: {
    readonly time: Float64Array;
    readonly status: Uint8Array;
    readonly group: readonly number[];
    readonly entry: readonly number[] | null;
  },
  change: readonly number[] | null,
  horizon: number | null
): Rows {
  const end = horizon ?? Infinity;
  const rows: Rows = {time: [], status: [], entry: change !== null || patients.entry !== null ? [] : null, group: [], index: []}; // prettier-ignore
  const add = (index: number, from: number, to: number, status: number, group: number) => {
    const delayed = patients.entry === null ? from : Math.max(from, patients.entry[index]);
    const exit = Math.min(to, end);
    // −1 stands for the start: somebody whose follow-up ends on day 0 is at risk then.
    if (delayed >= exit) return;
    rows.time.push(exit);
    rows.status.push(to > end ? 0 : status);
    rows.entry?.push(delayed);
    rows.group.push(group);
    rows.index.push(index);
  };
  if (change === null) {
    patients.time.forEach((to, i) => add(i, -1, to, patients.status[i], patients.group[i]));
    return rows;
  }
  const split = exposureRows({
    time: patients.time,
    status: patients.status.map((s) => Number(s > 0)),
    exposure: change
  });
  split.time.forEach((to, r) => {
    const i = split.patient[r];
    const last = r + 1 === split.time.length || split.patient[r + 1] !== i;
    add(i, split.entry[r], to, last ? patients.status[i] : 0, split.group[r] === 0 ? 0 : patients.group[i]);
  });
  return rows;
}
