import type {FactsBlock, ReportBlock} from "../../../src/model/report.js";
import {ratifyFromRelease} from "../../extract/calibration/ratifyFromRelease.js";
import {publishedFigures} from "../../extract/calibration/published.js";
import type {Comparison} from "../../simulate/comparison.js";
import {compareRatifyWithPublished} from "../../simulate/ratify/compareRatifyWithPublished.js";
import {readRatifyAnchorsSync} from "../../simulate/ratify/ratifyAnchors.js";
import {anchorLabel, anchorUnit} from "./anchorWords.js";
import type {TrialPart} from "./trialContext.js";

/** Published figures of the trial beside those of its simulation, with the difference; of simulated data alone. */
export function trialAnchors({context, trial, frame}: TrialPart): ReportBlock[] {
  if (!trial.simulated || trial.source !== "RATIFY") return [];
  const rows = compareRatifyWithPublished(
    ratifyFromRelease(context.release, trial.source),
    readRatifyAnchorsSync(process.cwd())
  ).filter(({simulated}) => !Number.isNaN(simulated));
  const block: FactsBlock = {
    ...frame({
      subtitle: "What was published of the trial, and what this simulation gives",
      caption:
        "Simulation: parameters were fitted to the published curves; no patient of the trial is in it. Δ is simulated less published. Figures outside their tolerance, as the last column says, the simulation does not reproduce.",
      methods: [
        `Published figures: ${publishedFigures[trial.source].citations.join(" ")}`,
        "The seed of the simulation was chosen once; figures scatter as those of a trial of this size do."
      ],
      page: null
    }),
    kind: "facts",
    columns: [
      {label: "Figure", numeric: false},
      {label: "Unit", numeric: false},
      {label: "Published", numeric: true},
      {label: "Simulated", numeric: true},
      {label: "Δ", numeric: true},
      {label: "Tolerance", numeric: false},
      {label: "Within tolerance", numeric: false}
    ],
    rows: rows.map((row) => [
      anchorLabel(row),
      anchorUnit(row),
      rounded(row, row.published),
      rounded(row, row.simulated),
      rounded(row, row.simulated - row.published),
      row.tolerance,
      row.isWithin ? "yes" : "no"
    ])
  };
  return [block];
}

/** Ratios with two decimals, others with one; null where a median is not reached. */
function rounded({kind}: Comparison, value: number): string | null {
  return Number.isFinite(value) ? value.toFixed(kind === "ratio" ? 2 : 1).replace(/^-(?=[0.]+$)/u, "") : null;
}
