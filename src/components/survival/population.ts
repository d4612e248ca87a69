import {groupsAtStart, levelsOf} from "./groupsAtStart.js";
import type {GroupSpec} from "./groupSpec.js";
import {splitRows} from "./splitRows.js";

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
  readonly followUp: {
    readonly time: Float64Array;
    readonly status: Uint8Array;
    readonly group: Uint16Array;
    readonly source: Uint16Array;
  };
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
  const codes = group === null ? null : groupsAtStart(request, group);
  const levels = group === null ? [{code: null, label: "All patients"}] : levelsOf(group, withUnknown, timeDependent);
  const kept = new Uint32Array(days.length);
  const own = new Uint16Array(days.length);
  const unknown = levels.length - 1;
  let n = 0;
  for (let i = 0; i < days.length; ++i) {
    if (Number.isNaN(days[i])) ++left.noFollowUp;
    else if (landmark > 0 && days[i] <= landmark) ++left[status[i] === 0 ? "censored" : "events"];
    else if (landmark > 0 && request.filterDays.some((known) => !(since(known, i) <= 0))) ++left.notYetKnown;
    else if (request.entryDay !== null && !(since(request.entryDay, i) < days[i] - landmark)) ++left.notEntered;
    else if (codes !== null && codes[i] < 0 && !withUnknown) ++left.unknownGroup;
    else {
      own[n] = codes === null ? 0 : codes[i] < 0 ? unknown : codes[i];
      kept[n++] = i;
    }
  }
  const perPatient = (value: (i: number) => number) => {
    const values = new Float64Array(n);
    for (let k = 0; k < n; ++k) values[k] = value(kept[k]);
    return values;
  };
  const {entryDay, groupDay} = request;
  const patients = {
    time: perPatient((i) => days[i] - landmark),
    status: new Uint8Array(n),
    group: own.subarray(0, n),
    entry: entryDay === null ? null : perPatient((i) => Math.max(-1, since(entryDay, i) || -1))
  };
  for (let k = 0; k < n; ++k) patients.status[k] = status[kept[k]];
  const change = timeDependent && groupDay !== null ? perPatient((i) => Math.max(0, since(groupDay, i))) : null;
  const rows = splitRows(patients, change, horizon);
  const renumbered = new Int32Array(levels.length).fill(-1);
  const seen = new Uint8Array(n);
  for (let r = 0; r < rows.group.length; ++r) {
    renumbered[rows.group[r]] = 0;
    seen[rows.index[r]] = 1;
  }
  const present = levels.map((_, g) => g).filter((g) => renumbered[g] === 0);
  present.forEach((g, k) => (renumbered[g] = k));
  // Who enters after the horizon has no row; everybody else has.
  let followed = 0;
  const followUp = {
    time: new Float64Array(n),
    status: new Uint8Array(n),
    group: new Uint16Array(n),
    source: new Uint16Array(n)
  };
  for (let k = 0; k < n; ++k) {
    if (seen[k] === 0) continue;
    followUp.time[followed] = patients.time[k];
    followUp.status[followed] = patients.status[k];
    followUp.source[followed] = source[kept[k]];
    followUp.group[followed++] = timeDependent ? 0 : renumbered[own[k]];
  }
  return {
    levels: present.map((g) => levels[g]),
    time: rows.time,
    status: rows.status,
    entry: rows.entry,
    group: rows.group.map((g) => renumbered[g]),
    source: new Uint16Array(rows.index.length).map((_, r) => source[kept[rows.index[r]]]),
    patient: rows.index.map((k) => kept[k]),
    patients: followed,
    followUp: {
      time: followUp.time.subarray(0, followed),
      status: followUp.status.subarray(0, followed),
      group: followUp.group.subarray(0, followed),
      source: followUp.source.subarray(0, followed)
    },
    leftOut: {
      noFollowUp: left.noFollowUp,
      beforeLandmark: {events: left.events, censored: left.censored},
      notYetKnown: left.notYetKnown,
      notEntered: left.notEntered + n - followed,
      unknownGroup: left.unknownGroup
    }
  };
}
