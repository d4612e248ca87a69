import type {LevelCount} from "../../model/cohortResults.js";
import {type Coded, slotOf} from "./coded.js";

/** Patients by group and level, in catalogue order; pairs without patients are left out. */
export function levelCounts(groups: Coded, variable: Coded, mask: Uint8Array): LevelCount[] {
  const width = variable.levels.length;
  const counts = new Uint32Array(groups.levels.length * width);
  for (let row = 0; row < mask.length; ++row) {
    counts[slotOf(groups, row) * width + slotOf(variable, row)] += mask[row];
  }
  return groups.levels.flatMap((group, g) =>
    variable.levels.flatMap((level, v) => {
      const n = counts[g * width + v];
      return n === 0 ? [] : [{group, level, n}];
    })
  );
}
