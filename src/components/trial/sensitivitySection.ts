import type {FigureRelease} from "../../model/figureRelease.js";
import type {Trial} from "../../model/siteTrial.js";
import {labelOf} from "../../model/vocabulary.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";
import {estimateText, inSentence, noConclusion, ratio} from "./trialWords.js";

/** The hazard ratios under other assumptions and definitions. */
export function sensitivitySection(site: FigureRelease, {arms, sensitivity, simulated}: Trial): HTMLElement {
  const title = "Do the hazard ratios depend on the assumptions?";
  const frame = figureFrame("sensitivity", site);
  const words = (endpoint: string, label: string) => `${labelOf("endpoint", endpoint)}: ${inSentence(label)}`;
  frame.update({
    title,
    subtitle: `${arms[0].label} against ${inSentence(arms[1].label)}, hazard ratio with 95 % confidence interval.`,
    caption: `Cox models, ties after Efron. Transplanted patients are chosen, after randomisation: neither censoring at transplantation nor adjusting for it tells what the arms would have done without it.${simulated ? ` ${noConclusion}` : ""}`,
    table: {
      columns: ["endpoint", "assumption", "n", "events", "hazard_ratio", "lower95", "upper95"],
      rows: sensitivity.map(({endpoint, label, n, events, hazardRatio: d}) => [
        endpoint,
        label,
        n,
        events,
        d.estimate,
        d.lower,
        d.upper
      ])
    },
    draw: () =>
      reflowTable(
        [
          {label: "Endpoint and assumption"},
          {label: "n", number: true},
          {label: "Events", number: true},
          {label: "Hazard ratio", number: true}
        ],
        sensitivity.map(({endpoint, label, n, events, hazardRatio}) => ({
          cells: [words(endpoint, label), n, events, estimateText(hazardRatio, ratio, "not estimable")],
          data: {endpoint, assumption: label}
        })),
        title
      )
  });
  return frame.element;
}
