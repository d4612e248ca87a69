import type {ForestBlock, ReportBlock} from "../../../src/model/report.js";
import type {Trial, TrialSensitivity} from "../../../src/model/siteTrial.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import {labelOf, vocabularies} from "../../../src/model/vocabulary.js";
import {censoredAtTransplantation, censoredLabel, mainLabel} from "../../extract/trial/trialSensitivity.js";
import {definedSet} from "../blocks/definedSet.js";
import type {ReportContext} from "../reportContext.js";
import {endpointLabel} from "./endpointWords.js";
import {maskOf} from "./followUp.js";
import {armsInWords, type TrialPart} from "./trialContext.js";

/** The hazard ratios under other assumptions. */
export function trialSensitivity(part: TrialPart): ReportBlock[] {
  const {context, trial, itt, frame} = part;
  if (trial.sensitivity.length === 0) return [];
  const block: ForestBlock = {
    ...frame({
      subtitle: `Hazard ratio of ${armsInWords(trial)} under other assumptions`,
      caption: `Hazard ratio below 1: fewer events with ${inSentence(trial.arms[0].label)}. The main analysis is the one above, stratified by ${inSentence(trial.strataLabel)}; so are the others unless they say otherwise.`,
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
        label: shownLabel(trial, line),
        heading: endpointLabel(context, line.endpoint),
        n: context.count(itt, `${key}:followed`),
        events: context.count(itt, line.label === censoredLabel ? eventsBeforeTransplantation(part) : `${key}:event`),
        effect: line.hazardRatio
      };
    }),
    heterogeneity: null,
    tests: [],
    fit: null
  };
  return [block];
}

/** The line in a reader's words: the main analysis by the rule of its endpoint, where others change that. */
function shownLabel({endpoints, sensitivity}: Trial, {endpoint, label}: TrialSensitivity): string {
  if (label !== mainLabel) return label;
  const {definition} = endpoints.find((d) => d.endpoint === endpoint)!;
  const rule = vocabularies.endpointRule.find(({code}) => code === definition);
  const varied = sensitivity.some((d) => d.endpoint === endpoint && d.label.startsWith("Definition of "));
  return rule === undefined || !varied ? "Main analysis" : `Main analysis: definition of ${rule.label}`;
}

/** Clause of the patients who die while they are followed up to transplantation. */
function eventsBeforeTransplantation({context, trial, cohort, position}: TrialPart): string {
  const {definition} = trial.endpoints.find(({endpoint}) => endpoint === "OS")!;
  const {patient, status} = censoredAtTransplantation(cohort, definition);
  const died = patient.filter((_, k) => status[k] === 1).map((i) => position[i]);
  return definedSet(context, maskOf(context, died));
}

/** Key of the cohort extract for the definition of a line: its own, or the one that the trial shows. */
function keyOf({catalogue}: ReportContext, {endpoints}: Trial, {endpoint, label}: TrialSensitivity): string {
  const own = vocabularies.endpointRule.find(({code}) => label.endsWith(labelOf("endpointRule", code)));
  const shown = endpoints.find((d) => d.endpoint === endpoint)?.definition;
  const definition = own?.code ?? shown;
  return [...catalogue.endpoints.values()].find((d) => d.definition === definition)?.key ?? endpoint;
}
