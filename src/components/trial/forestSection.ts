import {formatCount} from "../../charts/format.js";
import {forestPlot} from "../../charts/forestPlot.js";
import {type ForestBlock, type ForestRow, ratioText} from "../../charts/forestRow.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import {sumOfCounts} from "../../model/hiddenCounts.js";
import type {ForestSubgroup, Trial, TrialForest} from "../../model/siteTrial.js";
import {labelOf} from "../../model/vocabulary.js";
import {figureFrame} from "../figureFrame.js";
import type {FigureTable} from "../plainTable.js";
import {endpointWords, eventsOf, inSentence, noConclusion, pText} from "./trialWords.js";

/** Hazard ratios in subgroups with the test of interaction. */
export function forestSection(site: FigureRelease, trial: Trial, forest: TrialForest): HTMLElement {
  const {endpoint, overall, variables} = forest;
  const what = endpoint === "OS" ? "for death" : `of ${inSentence(labelOf("endpoint", endpoint))}`;
  const where = variables.length === 1 ? `by ${variables[0].label}` : "between subgroups";
  const title = `Does the hazard ratio ${what} differ ${where}?`;
  const arms = trial.arms.map(({label}) => label);
  const favours: [string, string] = [inSentence(arms[0]), inSentence(arms[1])];
  const draw = (shown: typeof variables) => (width: number) =>
    forestPlot(
      shown.map(({label, subgroups, interaction}): ForestBlock => ({
        label,
        rows: subgroups.map(rowOf),
        interaction: interaction?.p ?? null
      })),
      {
        width,
        groups: arms,
        ratioLabel: "Hazard ratio",
        favours,
        overall: rowOf(overall),
        title,
        summary: summaryOf({overall, variables: shown})
      }
    );
  const frame = figureFrame(`forest-${endpoint.toLowerCase()}`, site);
  frame.update({
    title,
    subtitle: `${arms[0]} against ${favours[1]}, hazard ratio with 95 % confidence interval, by what was known at randomisation. ${endpointWords(forest)}.`,
    caption: captionOf(trial, forest),
    table: tableOf(forest, arms),
    draw: draw(variables),
    // The first row is of all patients; a variable is drawn if nothing of its subgroups is hidden.
    without: (isShown) => {
      let next = 1;
      const whole = variables.filter(({subgroups}) => {
        const first = next;
        next += subgroups.length;
        return subgroups.every((_, i) => isShown(first + i));
      });
      return {draw: draw(whole)};
    }
  });
  return frame.element;
}

function rowOf({label, arms, hazardRatio: {estimate, lower, upper}, stdErr}: ForestSubgroup): ForestRow {
  const known = estimate !== null && lower !== null && upper !== null && stdErr !== null;
  return {
    label,
    groups: arms,
    estimate: known ? {ratio: estimate, lower, upper} : null,
    weight: known ? 1 / (stdErr * stdErr) : 0
  };
}

function captionOf(trial: Trial, {endpoint, overall, variables}: TrialForest): string {
  const n = sumOfCounts(overall.arms.map((d) => d.n));
  const events = sumOfCounts(overall.arms.map((d) => d.events));
  const missing = variables.filter((d) => d.missing !== 0).map((d) => `${d.label}: ${formatCount(d.missing)}`);
  return [
    `${formatCount(n)} patients, ${formatCount(events)} ${eventsOf(endpoint)}.`,
    `Cox models${trial.strata.length > 1 ? ` stratified by ${trial.strataLabel}` : ""}, ties after Efron, one in each subgroup.`,
    "Area of a square: inverse variance of the log hazard ratio; dashed line: all patients.",
    "Interaction: likelihood-ratio test of arm × variable, two-sided, not adjusted for the number of variables.",
    "No test is made within a subgroup: overlap of an interval with 1 says nothing about a difference between subgroups.",
    missing.length > 0 ? `Patients without a value, in no subgroup: ${missing.join("; ")}.` : "",
    trial.simulated ? noConclusion : ""
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function summaryOf({overall, variables}: Pick<TrialForest, "overall" | "variables">): string {
  const words = (d: ForestSubgroup) => `${d.label} ${ratioText(rowOf(d).estimate)}`;
  const blocks = variables.map(
    ({label, subgroups, interaction}) =>
      `${label}: ${subgroups.map(words).join("; ")}${interaction === null ? "" : `; interaction ${pText(interaction.p)}`}.`
  );
  return [`${words(overall)}.`, ...blocks].join(" ");
}

function tableOf({overall, variables}: TrialForest, arms: readonly string[]): FigureTable {
  const counts = (d: ForestSubgroup) => d.arms.flatMap(({n, events}) => [n, events]);
  const line = (variable: string, d: ForestSubgroup, p: number | null) => {
    const {estimate, lower, upper} = d.hazardRatio;
    return [variable, d.label, ...counts(d), estimate, lower, upper, p];
  };
  return {
    columns: [
      "variable",
      "subgroup",
      ...arms.flatMap((arm) => [`n_${arm}`, `events_${arm}`]),
      "hazard_ratio",
      "lower95",
      "upper95",
      "p_interaction"
    ],
    rows: [
      line("all", overall, null),
      ...variables.flatMap(({label, subgroups, interaction}) =>
        subgroups.map((d) => line(label, d, interaction?.p ?? null))
      )
    ]
  };
}
