import {formatCount, formatValue, unitText} from "../../charts/format.js";
import {frequencyBars} from "../../charts/frequencyBars.js";
import {groupDistributions} from "../../charts/groupDistributions.js";
import {histogram} from "../../charts/histogram.js";
import type {GroupStyle} from "../../charts/palette.js";
import type {HistogramBin} from "../../model/cohortResults.js";
import {shareInterval} from "../disclosure/shareInterval.js";
import type {DescribedNumbers, TableGroup} from "./tableOne.js";
import {variableLabel} from "./tableRows.js";

/** How the plot of a variable is drawn. */
export interface VariablePlotOptions {
  readonly width: number;
  readonly groups: readonly TableGroup[];
  /** One per group. */
  readonly styles: readonly GroupStyle[];
  /** A histogram of all patients, for a number of which only the summary is known yet. */
  readonly bins: readonly HistogramBin[];
}

/** The values of a variable by group: distributions of a number; of a category or finding shares with their intervals. */
export function variablePlot(row: DescribedNumbers, {width, groups, styles, bins}: VariablePlotOptions): SVGElement {
  const {variable, counts, summaries, levels} = row;
  const title = variable.label;
  const words = unitText(variable.unit);
  const xLabel = words === "" ? variable.label : `${variable.label}, ${words}`;
  if (variable.kind === "number") {
    const summary = summaries
      .map(({n, median}, g) => `${groups[g].label}: ${formatCount(n)} patients, median ${formatValue(median)}`)
      .join("; ");
    if (counts === null) return histogram(bins, {width: Math.min(width, 560), label: xLabel, title, summary});
    const rows = summaries.map((own, g) => ({
      ...own,
      label: groups[g].label,
      style: styles[g],
      counts: counts.counts[g]
    }));
    return groupDistributions(rows, {width, values: counts.values, xLabel, title, summary});
  }
  const known = groups.map((_, g) => levels.reduce((sum, own) => sum + own[g], 0));
  const shown =
    variable.kind === "finding"
      ? [{label: variableLabel(variable), own: levels[0]}]
      : variable.levels.map(({label}, l) => ({label, own: levels[l]}));
  const rows = shown
    .filter(({own}) => variable.kind === "finding" || own.some((n) => n > 0))
    .map(({label, own}) => ({
      label,
      marks: own.map((found, g) => {
        const {estimate, lower, upper} = shareInterval(found, known[g]);
        return {found, tested: known[g], patients: groups[g].n, share: estimate, lower, upper};
      })
    }));
  return frequencyBars(rows, {
    width,
    groups: groups.map(({label}, g) => ({label, style: styles[g]})),
    words: wordsOf(row),
    title,
    summary: rows
      .map(
        ({label, marks}) =>
          `${label}: ${marks.map(({found, tested}, g) => `${groups[g].label} ${formatCount(found)} of ${formatCount(tested)}`).join(", ")}`
      )
      .join("; ")
  });
}

function wordsOf({variable: {missing, kind}}: DescribedNumbers): {found: string; tested: string} {
  if (missing === "not tested") return {found: "mutated", tested: "tested"};
  if (missing === "not evaluable") return {found: "found", tested: "evaluable"};
  return {found: kind === "finding" ? "yes" : "patients", tested: "known"};
}
