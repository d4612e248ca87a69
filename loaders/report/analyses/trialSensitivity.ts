import type {ForestBlock, ReportBlock} from "../../../src/model/report.js";
import type {Trial, TrialSensitivity} from "../../../src/model/siteTrial.js";
import {labelOf, vocabularies} from "../../../src/model/vocabulary.js";
import type {ReportContext} from "../reportContext.js";
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
    rows: trial.sensitivity.map((line) => {
      const key = keyOf(context, trial, line);
      return {
        label: line.label,
        heading: terms?.endpoint?.[line.endpoint] ?? line.endpoint,
        n: {set: context.within(itt, `${key}:followed`).key, n: line.n},
        // Censored at transplantation, some events of these patients are none.
        events: {set: context.within(itt, `${key}:event`).key, n: line.events},
        effect: line.hazardRatio
      };
    }),
    heterogeneity: null,
    tests: [],
    fit: null
  };
  return [block];
}

/** Key of the cohort extract for the definition of a line: its own, or the one that the trial shows. */
function keyOf({catalogue}: ReportContext, {endpoints}: Trial, {endpoint, label}: TrialSensitivity): string {
  const own = vocabularies.endpointRule.find(({code}) => label.endsWith(labelOf("endpointRule", code)));
  const shown = endpoints.find((d) => d.endpoint === endpoint)?.definition;
  const definition = own?.code ?? shown;
  return [...catalogue.endpoints.values()].find((d) => d.definition === definition)?.key ?? endpoint;
}
