import type {SurvivalGroup} from "../../model/cohortResults.js";
import type {ColumnArray} from "../cohortRows.js";
import {type Coded, slotOf} from "./coded.js";

/** An endpoint of all patients of the release: whole days from its start, NaN without follow-up for it. */
export interface CodedEndpoint {
  readonly days: ColumnArray;
  /** 1 for an event of interest. */
  readonly status: ColumnArray;
}

/**
 * Follow-up by group as events and censored by distinct day, in catalogue order; groups without patients are left out if
 * anything is grouped.
 *
 * @param labelOf the reader's words for a group
 */
export function survivalCounts(
  groups: Coded,
  {days, status}: CodedEndpoint,
  mask: Uint8Array,
  labelOf: (group: string | null) => string
): SurvivalGroup[] {
  let latest = -1;
  for (let row = 0; row < days.length; ++row) if (days[row] > latest) latest = days[row];
  const width = latest + 1;
  const events = new Uint32Array(width * groups.levels.length);
  const followed = new Uint32Array(width * groups.levels.length);
  const missing = new Uint32Array(groups.levels.length);
  for (let row = 0; row < mask.length; ++row) {
    if (mask[row] === 0) continue;
    const slot = slotOf(groups, row);
    const day = days[row];
    if (Number.isNaN(day)) ++missing[slot];
    else {
      ++followed[slot * width + day];
      if (status[row] === 1) ++events[slot * width + day];
    }
  }
  return groups.levels.flatMap((group, g) => {
    const own = followed.subarray(g * width, (g + 1) * width);
    const n = own.reduce((sum, count) => sum + count, 0);
    if (n + missing[g] === 0 && groups.codes !== null) return [];
    const time: number[] = [];
    own.forEach((count, day) => {
      if (count > 0) time.push(day);
    });
    const died = Float64Array.from(time, (day) => events[g * width + day]);
    const censored = Float64Array.from(time, (day, i) => own[day] - died[i]);
    return [
      {group, label: labelOf(group), time: Float64Array.from(time), events: died, censored, n, nMissing: missing[g]}
    ];
  });
}
