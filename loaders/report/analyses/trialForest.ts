import type {ForestBlock, ReportBlock, TestResult} from "../../../src/model/report.js";
import type {ForestSubgroup} from "../../../src/model/siteTrial.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import {adjustP} from "../../../src/stats/adjustP.js";
import {trialSubgroups} from "../../extract/trial/trialSubgroups.js";
import {definedSet} from "../blocks/definedSet.js";
import type {PatientSet} from "../patientSets.js";
import {endpointLabel} from "./endpointWords.js";
import {maskOf} from "./followUp.js";
import {armsInWords, type TrialPart} from "./trialContext.js";

/** Hazard ratios in subgroups with the test of arm × subgroup; no test within a subgroup. */
export function trialForest(part: TrialPart): ReportBlock[] {
  const {trial, endpoint, frame, context, itt} = part;
  const forest = trial.forests.find((d) => d.endpoint === endpoint);
  if (forest === undefined) return [];
  const divisions = trialSubgroups(part.cohort);
  const setOf = (heading: string, label: string): PatientSet => {
    const division = divisions.find((d) => d.label === heading);
    const code = division?.levels.indexOf(label) ?? -1;
    if (division === undefined || code < 0) return context.within(itt, `${endpoint}:followed`);
    const members = part.position.filter((at, i) => at >= 0 && division.level[i] === code);
    return context.within(itt, definedSet(context, maskOf(context, members)), `${endpoint}:followed`);
  };
  const row = (heading: string, {label, hazardRatio}: ForestSubgroup, pooled: boolean): ForestBlock["rows"][number] => {
    const set = setOf(heading, label);
    return {
      label,
      ...(!pooled && {heading}),
      n: context.count(set),
      events: context.count(set, `${endpoint}:event`),
      effect: hazardRatio,
      ...(pooled && {pooled: true})
    };
  };
  const made = forest.variables.flatMap(({label, interaction}): TestResult[] =>
    interaction === null
      ? []
      : [
          {
            method: `Likelihood-ratio test of arm × ${label}`,
            statistic: interaction.chisq,
            df: interaction.df,
            p: interaction.p
          }
        ]
  );
  const q = adjustP(made.map(({p}) => p), "BH"); // prettier-ignore
  const tests =
    made.length < 2 ? made : made.map((test, i) => ({...test, q: q[i], family: "Interactions with the arm"}));
  const block: ForestBlock = {
    ...frame({
      subtitle: `${endpointLabel(context, endpoint)}: ${armsInWords(trial)}`,
      caption: `Hazard ratio below 1: fewer events with ${inSentence(trial.arms[0].label)}. Each subgroup has a model of its own, stratified by the randomisation stratum; only the interaction is tested.`,
      notes: ["Subgroups are exploratory: the trial was not made to tell an effect in any of them."],
      methods: [
        "Hazard ratios in subgroups come from Cox models stratified by the randomisation stratum; the interaction of arm and subgroup is tested by the likelihood ratio, with q-values after Benjamini and Hochberg over the variables where there are several."
      ],
      page: null
    }),
    kind: "forest",
    measure: "Hazard ratio",
    scale: "log",
    none: 1,
    rows: [
      ...forest.variables.flatMap(({label, subgroups}) => subgroups.map((d) => row(label, d, false))),
      row("", forest.overall, true)
    ],
    heterogeneity: null,
    tests,
    fit: null
  };
  return [block];
}
