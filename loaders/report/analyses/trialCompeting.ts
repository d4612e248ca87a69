import type {IncidenceBlock, ReportBlock, TestResult} from "../../../src/model/report.js";
import {riskDays, riskRows} from "../blocks/survivalResult.js";
import {yearsInDays} from "./curves.js";
import {armsInWords, type TrialPart} from "./trialContext.js";

/** Relapse, and death without it, from remission on, by arm. */
export function trialCompeting({context, trial, itt, inArm, frame}: TrialPart): ReportBlock[] {
  const {competing} = trial;
  if (competing === null || !context.catalogue.endpoints.has("RFS")) return [];
  const causes = [
    {code: "relapse", label: "Relapse", clause: "CIR:event"},
    {code: "nrm", label: "Death without relapse", clause: "CIR:competing"}
  ];
  const words = `Gray’s test${competing.stratified ? " within the randomisation strata" : ""}`;
  const block: IncidenceBlock = {
    ...frame(
      {
        subtitle: `From complete remission, ${armsInWords(trial)}`,
        caption: "Aalen–Johansen, log–log 95 % limits. Patients in remission only: no longer a comparison of all who were randomised.", // prettier-ignore
        methods: [
          `Relapse and death without relapse are competing events: cumulative incidence after Aalen and Johansen, compared by ${words}.`
        ],
        page: null
      },
      undefined,
      context.within(itt, "RFS:followed")
    ),
    kind: "incidence",
    endpoint: {
      label: "Relapse and death without relapse",
      start: "complete remission",
      words: "from the first complete remission"
    },
    causes: causes.map(({code, label}) => ({code, label})),
    groups: competing.arms.map((arm, a) => ({
      label: trial.arms[a].label,
      code: trial.arms[a].code,
      n: inArm(a, "RFS:followed"),
      causes: arm.causes.map((cause, c) => ({
        events: inArm(a, causes[c].clause),
        curve: {
          resolution: "exact" as const,
          time: arm.time,
          value: cause.estimate,
          lower: cause.lower,
          upper: cause.upper,
          atRisk: arm.atRisk,
          event: cause.event,
          censored: arm.censored
        },
        at: cause.at
      })),
      risk: riskRows(
        {
          n: arm.n,
          time: arm.time,
          event: arm.time.map((_, i) => arm.causes[0].event[i] + arm.causes[1].event[i]),
          censored: arm.censored
        },
        riskDays(arm.time.at(-1) ?? 0)
      )
    })),
    times: yearsInDays(competing.years),
    tests: competing.gray.map((test): TestResult | null =>
      test === null ? null : {method: words, statistic: test.chisq, df: test.df, p: test.p}
    )
  };
  return [block];
}
