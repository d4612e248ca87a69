import type {LandmarkExclusion, LandmarkTest, MrdGroupCode} from "../../model/siteLongitudinal.js";
import {formatP} from "../../charts/format.js";
import {type GroupStyle, groupStyles} from "../../charts/palette.js";

/** The reader's words for the groups of the landmark analysis. */
export const mrdLabels: Readonly<Record<MrdGroupCode, string>> = {
  non_dta: "Non-DTA persists",
  dta_only: "DTA only",
  none: "None persists"
};

/** The reader's words for why a patient is not analysed. */
export const exclusionLabels: Readonly<Record<LandmarkExclusion, string>> = {
  no_sample_day: "Day of the sample not known",
  no_remission: "Not in remission by the day of the sample",
  relapsed: "Relapsed on or before the day of the sample",
  died: "Died on or before the day of the sample",
  censored: "Last seen on or before the day of the sample",
  nothing_followed: "No mutation of diagnosis to follow",
  group_unknown: "A test without a result leaves the group open"
};

const order: readonly MrdGroupCode[] = ["non_dta", "dta_only", "none"];
const styles = groupStyles(order.map((code) => `mrd_${code}`));

/** How a group is drawn, the same in every figure. */
export function mrdStyle(code: MrdGroupCode): GroupStyle {
  return styles[order.indexOf(code)];
}

/** A test in words: name, statistic, p. */
export function testText(name: string, {chisq, df, p}: LandmarkTest): string {
  if (chisq === null || p === null) return `${name}: cannot be made.`;
  return `${name}: χ² = ${chisq.toFixed(2)}, ${df} df, p = ${formatP(p)}.`.replace("= <", "<");
}
