import {formatCount, formatShare} from "../../charts/format.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import {sumOfCounts} from "../../model/hiddenCounts.js";
import type {Trial, TrialResponse} from "../../model/siteTrial.js";
import {el} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";
import {estimateText, pointsText, pText, ratio, shareText} from "./trialWords.js";

/** Remission by the landmark, by arm and stratum, with the difference. */
export function responseSection(site: FigureRelease, trial: Trial, response: TrialResponse): HTMLElement {
  const {landmarkDay, arms, strata, contrast} = response;
  const title = `How many came into remission by day ${landmarkDay}?`;
  const names = trial.arms.map(({label}) => label);
  const counts = ({remissions, n}: {remissions: number; n: number}) =>
    `${formatCount(remissions)}/${formatCount(n)} (${formatShare(remissions, n)})`;
  const n = sumOfCounts(arms.map((d) => d.n));
  const difference = contrast === null ? [] : [{label: "Difference, points", number: true}];
  const frame = figureFrame("remission", site);
  frame.update({
    title,
    subtitle: `Complete remission on record on or before day ${landmarkDay} after randomisation, of all patients.`,
    caption: `${formatCount(n)} patients. Who died or left before without a remission counts as not in remission. Shares with Wilson’s 95 % interval, differences in percentage points with Newcombe’s.`,
    table: {
      columns: ["stratum", "arm", "remissions", "n"],
      rows: [
        ...arms.map((d, a) => ["all", names[a], d.remissions, d.n]),
        ...strata.flatMap(({label, arms: own}) => own.map((d, a) => [label, names[a], d.remissions, d.n]))
      ]
    },
    draw: () =>
      reflowTable(
        [{label: trial.strataLabel}, ...names.map((label) => ({label, number: true})), ...difference],
        [
          {
            cells: [
              "All patients",
              ...arms.map((d) => `${formatCount(d.remissions)}/${formatCount(d.n)}: ${shareText(d.share)}`),
              ...(contrast === null ? [] : [pointsText(contrast.difference)])
            ],
            data: {stratum: "all", difference: contrast?.difference.estimate ?? ""}
          },
          ...strata.map((d) => ({
            cells: [d.label, ...d.arms.map(counts), ...(contrast === null ? [] : [pointsText(d.difference)])],
            data: {stratum: d.label}
          }))
        ],
        title
      ),
    aside:
      contrast &&
      el(
        "p",
        {class: "test", "data-testid": "remission-odds"},
        `Odds ratio over the strata (Mantel and Haenszel): ${estimateText(contrast.oddsRatio, ratio, "not estimable")}${
          contrast.p === null ? "" : `; Cochran–Mantel–Haenszel test, two-sided ${pText(contrast.p)}`
        }.`
      )
  });
  return frame.element;
}
