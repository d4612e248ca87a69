import {forestPlot} from "../../charts/forestPlot.js";
import type {ForestBlock, ForestRow} from "../../charts/forestRow.js";
import {formatP} from "../../charts/format.js";
import type {CoxCoefficient} from "../../stats/coxTable.js";
import type {FigureContent} from "../figureFrame.js";
import {type Comparable, ratioWords} from "./headline.js";
import type {ContrastBySource} from "./sourceContrasts.js";
import type {Comparison} from "./groupComparison.js";

/** Hazard ratios in each source, the stratified ratio below them, and how far the sources agree. */
export function sourcesFigure(
  {answer: {groups}, plan}: Comparable,
  comparison: Comparison,
  contrasts: readonly ContrastBySource[]
): Pick<FigureContent, "title" | "subtitle" | "caption" | "draw"> {
  const {reference, hazards} = comparison;
  const title = "Do the sources agree?";
  const agreement = contrasts.map(({label, pooled}) => agreementText(contrasts.length > 1 ? label : "", pooled));
  const name = groups[reference].label;
  const blocks = contrasts.map(({label, bySource}): ForestBlock => ({
    label: contrasts.length > 1 ? `${label} against ${name}` : "Source",
    rows: bySource.map(({source, group, reference: against, coefficient}) =>
      rowOf(source, coefficient, [group, against])
    ),
    interaction: null
  }));
  const single = contrasts.length === 1;
  const summary = contrasts
    .flatMap(({label, bySource}) =>
      bySource.map(({source, coefficient}) => `${label}, ${source}: hazard ratio ${ratioWords(coefficient)}.`)
    )
    .join(" ");
  return {
    title,
    subtitle: `Hazard ratio with 95 % confidence interval in each source alone${single ? `, ${contrasts[0].label} against ${name}` : ""}.`,
    caption: [
      ...agreement,
      `Cox models, ties after Efron; area of a square: inverse variance of the log ratio; diamond: stratified by source.`,
      "The number for all sources is replaced by this figure where the pooled and the stratified ratio lie on opposite sides of 1 (and not both within 5 % of it), where the interval of only one of them excludes 1, or where two sources exclude 1 on opposite sides.",
      plan.timeDependent ? "The group is a time-dependent covariate." : ""
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
    draw: (width) =>
      forestPlot(blocks, {
        width,
        groups: ["Group", "Reference"],
        ratioLabel: "Hazard ratio",
        favours: ["fewer events in the group", "more events in the group"],
        plain: true,
        overall: single ? rowOf("Stratified", hazards.coefficients[0], totals(contrasts[0])) : null,
        title,
        summary
      })
  };
}

function totals({bySource}: ContrastBySource) {
  const sum = (of: "group" | "reference") =>
    bySource.reduce((all, d) => ({n: all.n + d[of].n, events: all.events + d[of].events}), {n: 0, events: 0});
  return [sum("group"), sum("reference")];
}

function rowOf(label: string, coefficient: CoxCoefficient, groups: ForestRow["groups"]): ForestRow {
  const {hazardRatio: ratio, lower, upper, stdErr} = coefficient;
  const known = ratio !== null && lower !== null && upper !== null && stdErr !== null && stdErr > 0;
  return {label, groups, estimate: known ? {ratio, lower, upper} : null, weight: known ? 1 / (stdErr * stdErr) : 0};
}

function agreementText(label: string, pooled: ContrastBySource["pooled"]): string {
  const name = label === "" ? "" : `${label}: `;
  if (pooled === null) return `${name}fewer than two sources have an estimate.`;
  const {iSquared, q, df, pHeterogeneity} = pooled;
  const p = pHeterogeneity === null ? "" : `, p = ${formatP(pHeterogeneity)}`.replace("= <", "<");
  return `${name}I² = ${Math.round(100 * iSquared)} %, Cochran’s Q = ${q.toFixed(2)} on ${df} df${p}.`;
}
