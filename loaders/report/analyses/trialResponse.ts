import type {CountsBlock, Estimate, ForestBlock, ReportBlock} from "../../../src/model/report.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import {definedCount} from "./counts.js";
import {maskOf} from "./followUp.js";
import {armsInWords, type TrialPart} from "./trialContext.js";

/**
 * Remission by the landmark by arm and stratum; the difference in percentage points (Newcombe) with the test by Cochran,
 * Mantel and Haenszel, in a block whose id ends in `-difference`; and the common odds ratio of the strata, in one whose id
 * ends in `-odds`.
 */
export function trialResponse(part: TrialPart): ReportBlock[] {
  const {context, trial, arms, inArm, cohort, position, frame} = part;
  const {response} = trial;
  if (response === null) return [];
  const {landmarkDay} = response;
  const first = cohort.firstDay("events", "day", {event: "cr"});
  const remitted = position.filter((at, i) => at >= 0 && first[i] !== null && first[i] <= landmarkDay);
  const mask = maskOf(context, remitted);
  const hasStrata = context.catalogue.groupings.some(({key}) => key === "randomisation_stratum");
  const strata = hasStrata ? trial.strata : [];
  const words = {
    subtitle: `Complete remission on record by day ${landmarkDay}, ${armsInWords(trial)}`,
    caption: "Of all randomised patients: who left or died before without one counts as not in remission.",
    methods: [
      `Remission by day ${landmarkDay} is compared over the randomisation strata by Cochran, Mantel and Haenszel, without correction for continuity; limits of differences after Newcombe, of the common odds ratio after Robins, Breslow and Greenland.`
    ],
    page: null
  };
  const row = (label: string, heading: string, ...clauses: readonly string[]): CountsBlock["rows"][number] => ({
    label,
    heading,
    cells: arms.map((arm, a) => ({
      count: definedCount(context, context.within(arm, ...clauses), mask),
      of: inArm(a, ...clauses)
    }))
  });
  const table: CountsBlock = {
    ...frame(words),
    kind: "counts",
    draw: "table",
    columns: trial.arms.map(({label}, a) => ({label, set: context.count(arms[a])})),
    rows: [
      row("All patients", "Complete remission"),
      ...strata.map(({code, label}) => row(label, trial.strataLabel, `randomisation_stratum=${code}`))
    ]
  };
  if (response.contrast === null) return [table];
  const points = ({estimate, lower, upper}: Estimate): Estimate => ({
    estimate: hundredfold(estimate),
    lower: hundredfold(lower),
    upper: hundredfold(upper)
  });
  const {contrast} = response;
  const differences: ForestBlock = {
    ...frame({...words, caption: `Above 0: more remissions with ${inSentence(trial.arms[0].label)}. Newcombe’s 95 % limits; the strata are not tested one by one.`}, {ending: "difference", title: "difference"}), // prettier-ignore
    kind: "forest",
    measure: "Difference, percentage points",
    scale: "linear",
    none: 0,
    rows: [
      ...(hasStrata ? response.strata : []).map(({label, difference}) => ({
        label,
        heading: trial.strataLabel,
        n: context.count(part.itt, `randomisation_stratum=${label}`),
        events: definedCount(context, context.within(part.itt, `randomisation_stratum=${label}`), mask),
        effect: points(difference)
      })),
      {
        label: "All patients",
        n: context.count(part.itt),
        events: definedCount(context, part.itt, mask),
        effect: points(contrast.difference),
        pooled: true
      }
    ],
    heterogeneity: null,
    tests:
      contrast.p === null
        ? []
        : [{method: "Cochran–Mantel–Haenszel test over the strata", statistic: contrast.chisq, df: 1, p: contrast.p}],
    fit: null
  };
  if (contrast.oddsRatio.estimate === null) return [table, differences];
  const odds: ForestBlock = {
    ...differences,
    ...frame({...words, caption: `Above 1: more remissions with ${inSentence(trial.arms[0].label)}. Mantel and Haenszel’s estimate over the strata.`}, {ending: "odds", title: "odds ratio"}), // prettier-ignore
    measure: "Odds ratio",
    scale: "log",
    none: 1,
    rows: [{...differences.rows[differences.rows.length - 1], effect: contrast.oddsRatio}]
  };
  return [table, differences, odds];
}

function hundredfold(value: number | null): number | null {
  return value === null ? null : 100 * value;
}
