import type {CountsBlock, FlowBlock, ReportBlock} from "../../../src/model/report.js";
import {withoutSet} from "./counts.js";
import type {TrialPart} from "./trialContext.js";

/** From randomisation to analysis, all together; and by arm, with the strata, in a block whose id ends in `-arms`. */
export function trialFlow({context, trial, randomised, itt, arms, inArm, frame}: TrialPart): ReportBlock[] {
  const followed = context.within(itt, "OS:followed");
  const sequenced = context.catalogue.groupings.some(({key}) => key === "has_ngs_panel");
  const words = {
    subtitle: "Patients randomised, analysed and followed",
    caption: "Nobody who was randomised is left out for a reason that is only known later.",
    page: null
  };
  const flow: FlowBlock = {
    ...frame(words),
    kind: "flow",
    steps: [
      {label: "Randomised", count: context.count(randomised), left: []},
      {
        label: "Intention to treat",
        count: context.count(itt),
        left:
          itt.n < randomised.n ? [{label: "excluded by the source", count: withoutSet(context, randomised, itt)}] : []
      },
      {
        label: "Followed for overall survival",
        count: context.count(followed),
        left: followed.n < itt.n ? [{label: "without follow-up", count: withoutSet(context, itt, followed)}] : []
      },
      ...(sequenced
        ? [{label: "Followed and sequenced", count: context.count(followed, "has_ngs_panel=true"), left: []}]
        : [])
    ]
  };
  const row = (label: string, heading: string, ...clauses: readonly string[]) => ({
    label,
    heading,
    cells: arms.map((arm, a) => ({count: inArm(a, ...clauses), of: context.count(arm)}))
  });
  const has = (key: string) => context.catalogue.groupings.some((d) => d.key === key);
  const table: CountsBlock = {
    ...frame({...words, caption: "Percentages of the arm."}, {ending: "arms", title: "by arm"}),
    kind: "counts",
    draw: "table",
    columns: trial.arms.map(({label}, a) => ({label, set: context.count(arms[a])})),
    rows: [
      ...(has("randomisation_stratum")
        ? trial.strata.map(({code, label}) => row(label, trial.strataLabel, `randomisation_stratum=${code}`))
        : []),
      ...(has("safety_pop") ? [row("In the safety population", "Analysis sets", "safety_pop=true")] : []),
      row("Followed for overall survival", "Analysis sets", "OS:followed"),
      ...(sequenced ? [row("Sequenced", "Analysis sets", "has_ngs_panel=true")] : [])
    ]
  };
  return [flow, table];
}
