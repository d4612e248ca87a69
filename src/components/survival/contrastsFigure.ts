import {daysPerMonth, formatP} from "../../charts/format.js";
import {adjustP} from "../../stats/adjustP.js";
import {groupsOf} from "../../stats/followUpTable.js";
import {logRankFromTable} from "../../stats/logRank.js";
import {el} from "../dom.js";
import type {FigureContent} from "../figureFrame.js";
import {reflowTable, type ReflowRow} from "../reflowTable.js";
import {ratioWords} from "./headline.js";
import {restrictedMeans, type RestrictedMeans} from "./restrictedMeans.js";
import type {SurvivalAnalysis} from "./survivalAnalysis.js";
import {type Comparison, withheldFor} from "./groupComparison.js";

/** More pairs than these are folded away. */
const manyPairs = 10;

/** A log-rank test of two of the groups. */
export interface PairTest {
  readonly a: number;
  readonly b: number;
  readonly method: string;
  readonly statistic: number;
  readonly p: number;
  /** After Holm over all pairs tested; null if the p is withheld. */
  readonly adjusted: number | null;
  readonly withheld: string | null;
}

/** Tests of all pairs, within sources where the comparison is, with p-values adjusted after Holm over those shown. */
export function pairTests({answer: {table, groups}}: Pick<SurvivalAnalysis, "answer">): PairTest[] {
  const pairs = groups.flatMap((_, a) => groups.slice(a + 1).map((_, i) => ({a, b: a + 1 + i})));
  const tests = pairs.map(({a, b}) => {
    const test = logRankFromTable(groupsOf(table, [a, b]));
    return {a, b, ...test, withheld: withheldFor(test, [groups[a], groups[b]])};
  });
  const adjusted = adjustP(
    tests.map(({p, withheld}) => (withheld === null ? p : null)),
    "holm"
  );
  return tests.map(({a, b, method, statistic, p, withheld}, i) => ({a, b, method, statistic, p, withheld, adjusted: adjusted[i]})); // prettier-ignore
}

/** What the figure of contrasts shows. */
export interface ContrastsContent {
  readonly means: RestrictedMeans | null;
  readonly pairs: readonly PairTest[];
  readonly content: Pick<FigureContent, "title" | "subtitle" | "caption" | "draw">;
}

/** Every group against the reference, and, of three or more, all pairs. */
export function contrastsFigure(analysis: SurvivalAnalysis, comparison: Comparison): ContrastsContent {
  const {answer, plan} = analysis;
  const {groups} = answer;
  const {hazards, others, reference, test, needsRestrictedMean} = comparison;
  // Areas under curves of changing risk sets, or of several clocks, are nobody’s mean.
  const meaningless = plan.timeDependent || plan.entryColumn !== null || answer.clocks.length > 0;
  const means = meaningless ? null : restrictedMeans(groups, reference, others);
  const pairs = groups.length > 2 ? pairTests(analysis) : [];
  const stratified = test.method.startsWith("stratified");
  const proportional = hazards.proportionality;
  const byLot = plan.grouping?.key === "arm_planned" && plan.landmark === 0;
  const compared = pairs.filter(({adjusted}) => adjusted !== null).length;
  const caption = [
    `Cox model${stratified ? " stratified by source" : ""}, ties after Efron${plan.timeDependent ? ", the group as a time-dependent covariate" : ""}; not adjusted for anything else.${byLot ? " The groups are the arms as randomised." : " The groups were not randomised: a ratio does not say what caused it."}`,
    proportional?.p == null
      ? "The test of proportional hazards cannot be computed."
      : `Proportional hazards (score test on Schoenfeld residuals, Kaplan–Meier time): χ² = ${proportional.chisq.toFixed(2)}, ${proportional.df} df, p = ${formatP(proportional.p)}.`.replace(
          "= <",
          "<"
        ),
    means === null
      ? ""
      : `Restricted mean to ${(means.tau / daysPerMonth).toFixed(1)} months: area under the Kaplan–Meier curve${stratified ? ", sources together" : ""}, normal interval.${needsRestrictedMean ? " Read it rather than the hazard ratio: curves cross, or hazards are not proportional." : ""}`,
    pairs.length === 0
      ? ""
      : `Pairs: ${pairs[0].method} on the two groups alone, ${compared === 0 ? "p withheld for few events" : `p adjusted after Holm over ${compared} pairs`}.`
  ];
  return {
    means,
    pairs,
    content: {
      title: "How far apart are the groups?",
      subtitle: `Hazard ratios against ${groups[reference].label}${stratified ? ", within sources" : ""}, with 95 % confidence intervals.`,
      caption: caption.filter((sentence) => sentence !== "").join(" "),
      draw: () =>
        el("div", {}, contrastTable(analysis, comparison, means), pairs.length > 0 && pairTable(analysis, pairs))
    }
  };
}

function contrastTable(
  {answer: {groups}}: SurvivalAnalysis,
  comparison: Comparison,
  means: RestrictedMeans | null
): HTMLElement {
  const {hazards, others, reference} = comparison;
  const columns = [
    {label: "Group"},
    {label: "Hazard ratio", number: true},
    ...(means === null ? [] : [{label: "Difference in restricted mean, months", number: true}])
  ];
  const rows = others.map((g, j): ReflowRow => {
    const coefficient = hazards.coefficients[j];
    return {
      cells: [
        groups[g].label,
        ratioWords(coefficient),
        ...(means === null ? [] : [differenceWords(means.differences[j])])
      ],
      data: {contrast: groups[g].label, ratio: coefficient.hazardRatio ?? ""}
    };
  });
  return reflowTable(columns, rows, `Every group against ${groups[reference].label}`);
}

function differenceWords(difference: RestrictedMeans["differences"][number]): string {
  if (difference === null || difference.estimate === null) return "not estimable";
  const months = (days: number | null) => (days === null ? "–" : signed(days / daysPerMonth));
  return `${months(difference.estimate)} (${months(difference.lower)} to ${months(difference.upper)})`;
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return text === "0.0" ? text : `${value < 0 ? "−" : "+"}${text}`;
}

function pairTable({answer: {groups}}: SurvivalAnalysis, pairs: readonly PairTest[]): HTMLElement {
  const columns = [{label: "Pair"}, {label: "χ²", number: true}, {label: "p after Holm", number: true}];
  const rows = pairs.map(({a, b, statistic, adjusted, withheld}): ReflowRow => ({
    cells: [
      `${groups[a].label} – ${groups[b].label}`,
      statistic.toFixed(2),
      adjusted === null ? "withheld" : formatP(adjusted)
    ],
    data: {pair: `${groups[a].label} – ${groups[b].label}`, adjusted: adjusted ?? "", reason: withheld ?? ""}
  }));
  const table = reflowTable(columns, rows, "Log-rank tests of pairs");
  if (pairs.length <= manyPairs) return el("div", {class: "pairs"}, el("h3", {}, "Pairs of groups"), table);
  return el("details", {class: "pairs"}, el("summary", {}, `All ${pairs.length} pairs of groups`), table);
}
