import type {CountsBlock, Estimate, ForestBlock, ReportBlock} from "../../../src/model/report.js";
import {definedCount} from "./counts.js";
import {maskOf} from "./followUp.js";
import {armsInWords, type TrialPart} from "./trialContext.js";

/**
 * Remission by the landmark by arm and stratum; and the difference in percentage points (Newcombe) with the test by
 * Mantel and Haenszel, in a block whose id ends in `-difference`.
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
      `Remission by day ${landmarkDay} is compared over the randomisation strata by Mantel and Haenszel; limits of differences after Newcombe.`
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
    ...frame({...words, caption: "Above 0: more remissions in the experimental arm."}, {ending: "difference", title: "difference"}), // prettier-ignore
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
        : [{method: "Cochran–Mantel–Haenszel test over the strata", statistic: null, df: 1, p: contrast.p}],
    fit: null
  };
  return [table, differences];
}

function hundredfold(value: number | null): number | null {
  return value === null ? null : 100 * value;
}
