import type {FigureRelease} from "../../model/figureRelease.js";
import type {Trial} from "../../model/siteTrial.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";
import {estimateText, inSentence, ratio} from "./trialWords.js";

/** The hazard ratio for death under other assumptions. */
export function sensitivitySection(site: FigureRelease, {arms, sensitivity}: Trial): HTMLElement {
  const title = "Does the hazard ratio for death depend on the assumptions?";
  const frame = figureFrame("sensitivity", site);
  frame.update({
    title,
    subtitle: `${arms[0].label} against ${inSentence(arms[1].label)}, hazard ratio for death with 95 % confidence interval.`,
    caption:
      "Cox models, ties after Efron. Censoring at transplantation assumes that it tells nothing about what would have followed without it; transplanted patients are chosen, so this is a reading aid, not an effect without transplantation.",
    table: {
      columns: ["assumption", "n", "events", "hazard_ratio", "lower95", "upper95"],
      rows: sensitivity.map(({label, n, events, hazardRatio: d}) => [label, n, events, d.estimate, d.lower, d.upper])
    },
    draw: () =>
      reflowTable(
        [
          {label: "Assumption"},
          {label: "n", number: true},
          {label: "Deaths", number: true},
          {label: "Hazard ratio", number: true}
        ],
        sensitivity.map(({label, n, events, hazardRatio}) => ({
          cells: [label, n, events, estimateText(hazardRatio, ratio, "not estimable")],
          data: {assumption: label}
        })),
        title
      )
  });
  return frame.element;
}
