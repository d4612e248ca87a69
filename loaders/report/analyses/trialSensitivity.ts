import type {ForestBlock, ReportBlock} from "../../../src/model/report.js";
import {armsInWords, type TrialPart} from "./trialContext.js";

/** The hazard ratios under other assumptions. */
export function trialSensitivity({context, trial, itt, frame}: TrialPart): ReportBlock[] {
  if (trial.sensitivity.length === 0) return [];
  const {terms} = context.release.manifest;
  const block: ForestBlock = {
    ...frame({
      subtitle: `${armsInWords(trial)}, under other assumptions`,
      caption: "Hazard ratio below 1: fewer events in the experimental arm.",
      notes: [
        "To censor at transplantation supposes that transplanted patients would have fared like the others: shown because it was published, not because it is right."
      ],
      methods: [
        "Sensitivity analyses keep the intention-to-treat population; transplantation as a covariate changes from the day on which it is done."
      ],
      page: null
    }),
    kind: "forest",
    measure: "Hazard ratio",
    scale: "log",
    none: 1,
    rows: trial.sensitivity.map(({endpoint, label, n, events, hazardRatio}) => ({
      label,
      heading: terms?.endpoint?.[endpoint] ?? endpoint,
      n: {set: context.within(itt, `${endpoint}:followed`).key, n},
      // Another definition, or censoring, makes other events of the same patients.
      events: {set: context.within(itt, `${endpoint}:event`).key, n: events},
      effect: hazardRatio
    })),
    heterogeneity: null,
    tests: [],
    fit: null
  };
  return [block];
}
