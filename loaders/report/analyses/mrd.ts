import {z} from "zod";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {ForestBlock, IncidenceBlock, ReportBlock, SurvivalBlock} from "../../../src/model/report.js";
import {labelOf} from "../../../src/model/vocabulary.js";
import {causeSpecificCox} from "../../../src/stats/causeSpecific.js";
import {factorColumns} from "../../../src/stats/designMatrix.js";
import {grayTest} from "../../../src/stats/grayTest.js";
import {logRank} from "../../../src/stats/logRank.js";
import {number, text} from "../../study/scalars.js";
import {blockCohort, blockFrame, type FrameWords} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {daysOfYears} from "../blocks/survivalResult.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {adjustmentClauses, adjustmentColumns, adjustmentSchema, adjustmentWords, knownTerms} from "./adjustment.js";
import {modelFit} from "./counts.js";
import {incidenceGroups, survivalGroup} from "./curves.js";
import {startedEndpoint} from "./endpointWords.js";
import {noEstimate, ratioOf, waldOf} from "./estimates.js";
import {sourceStrata} from "./followUp.js";
import {type MrdLandmark, mrdLandmark} from "./mrdLandmark.js";
import {mrdPositivity} from "./mrdPositivity.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("mrd"),
  show: z.enum(["positivity", "incidence", "survival", "hazards"]),
  /** Code of the vocabulary `mrdMethod`; of landmark analyses. */
  method: text.default("NGS"),
  adjust: adjustmentSchema,
  years: z.array(number).default([1, 2, 4])
});

type Declared = z.output<typeof schema>;

const causes = [
  {code: "relapse", label: "Relapse", status: 1, clause: "CIR:event"},
  {code: "nrm", label: "Death without relapse", status: 2, clause: "CIR:competing"}
] as const;

/** Residual disease after induction: how often, and what follows from the day of the sample on. */
export const mrd: BlockKind<Declared> = {
  kind: "mrd",
  schema,
  compute(context, declared): readonly ReportBlock[] {
    const cohort = blockCohort(context, declared);
    if (declared.show === "positivity") return mrdPositivity(context, declared, cohort);
    if (!context.catalogue.endpoints.has("RFS")) return [];
    const landmark = mrdLandmark(context, cohort.set, declared.method);
    if (landmark === null) return [];
    return [parts[declared.show](context, declared, cohort, landmark)];
  }
};

const parts = {incidence: incidenceBlock, survival: survivalBlock, hazards: hazardBlock};

function frameOf(
  context: ReportContext,
  declared: Declared,
  cohort: ReportCohort,
  {set, excluded}: MrdLandmark,
  words: Pick<FrameWords, "subtitle" | "caption"> & {readonly methods: readonly string[]}
) {
  const method = labelOf("mrdMethod", declared.method);
  const frame = blockFrame(
    context,
    declared,
    cohort,
    {
      ...words,
      methods: [
        `Landmark analysis from the day of the first sample after induction (${method}), of patients in remission and under observation beyond it.`,
        ...words.methods
      ],
      page: null
    },
    context.count(set)
  );
  return {...frame, leftOut: excluded.map(({label, set: left}) => ({label, count: context.count(left)}))};
}

function incidenceBlock(
  context: ReportContext,
  declared: Declared,
  cohort: ReportCohort,
  landmark: MrdLandmark
): IncidenceBlock {
  const {groups, time, status, group} = landmark;
  const tests = groups.length > 1 ? grayTest({time, status, group}) : [];
  const times = daysOfYears(declared.years);
  return {
    ...frameOf(context, declared, cohort, landmark, {
      subtitle: "From the day of the sample, by what was found in it",
      caption: "Aalen–Johansen, log–log 95 % limits; relapse and death without relapse compete.",
      methods: ["Groups are compared by Gray’s test."]
    }),
    kind: "incidence",
    endpoint: {
      label: "Relapse and death without relapse",
      start: "day of the MRD sample",
      words: "from the day of the sample"
    },
    causes: causes.map(({code, label}) => ({code, label})),
    groups: incidenceGroups(
      {time, status, group},
      groups.map(({label, code, set}) => ({label, code, n: context.count(set)})),
      causes.map((cause) => ({...cause, events: (g: number) => context.count(groups[g].set, cause.clause)})),
      times
    ),
    times,
    tests: causes.map(({status: cause}) => {
      const test = tests.find((d) => d.cause === cause);
      return test?.p == null ? null : {method: "Gray’s test", statistic: test.chisq, df: test.df, p: test.p};
    })
  };
}

function survivalBlock(
  context: ReportContext,
  declared: Declared,
  cohort: ReportCohort,
  landmark: MrdLandmark
): SurvivalBlock {
  const {groups, group, overall, row} = landmark;
  const known = [...row.keys()].filter((k) => !Number.isNaN(overall.time[k]));
  const times = daysOfYears(declared.years);
  const made = groups.map(({label, code, set}, g) => {
    const own = known.filter((k) => group[k] === g);
    const data = {time: own.map((k) => overall.time[k]), status: own.map((k) => overall.status[k])};
    return survivalGroup(
      data,
      {label, code, n: context.count(set, "OS:followed"), events: context.count(set, "OS:event")},
      times
    );
  });
  const test =
    groups.length < 2
      ? null
      : logRank({
          time: known.map((k) => overall.time[k]),
          status: known.map((k) => overall.status[k]),
          group: known.map((k) => group[k])
        });
  return {
    ...frameOf(context, declared, cohort, landmark, {
      subtitle: "Overall survival from the day of the sample, by what was found in it",
      caption: "Kaplan–Meier, log–log 95 % limits.",
      methods: ["Groups are compared by the log-rank test."]
    }),
    kind: "survival",
    endpoint: startedEndpoint("Overall survival", "day of the MRD sample", "from the day of the sample to death from any cause"), // prettier-ignore
    groups: made,
    times,
    test:
      test === null || test.df === 0 ? null : {method: test.method, statistic: test.statistic, df: test.df, p: test.p},
    contrasts: [],
    proportionality: null,
    restrictedMean: null
  };
}

function hazardBlock(
  context: ReportContext,
  declared: Declared,
  cohort: ReportCohort,
  landmark: MrdLandmark
): ForestBlock {
  const {groups, group, set, row, time, status} = landmark;
  const adjust = knownTerms(context, declared.adjust);
  const used = context.within(set, ...adjustmentClauses(adjust));
  const strata = sourceStrata(context, row);
  const codes = groups.map(({code}) => code);
  const columns = groups.length > 1 ? factorColumns("", group, codes) : [];
  const x = [...columns, ...adjustmentColumns(context, adjust, row)];
  const words = [
    adjust.length > 0 ? `adjusted for ${adjustmentWords(context, adjust)}` : "",
    strata ? "stratified by source" : ""
  ].filter((d) => d !== "");
  return {
    ...frameOf(context, declared, cohort, landmark, {
      subtitle: `Against ${inSentence(groups[0].label)}${words.length === 0 ? "" : `; ${words.join(", ")}`}`,
      caption: "Cause-specific hazard ratios, 95 % limits.",
      methods: [`Cause-specific Cox models (ties after Efron)${words.length === 0 ? "" : `, ${words.join(", ")}`}.`]
    }),
    kind: "forest",
    measure: "Hazard ratio",
    scale: "log",
    none: 1,
    rows: causes.flatMap((cause) => {
      const estimable = columns.length > 0 && status.includes(cause.status);
      const fit = estimable ? causeSpecificCox({time, status, x, ...(strata && {strata})}, cause.status) : null;
      return groups.map(({label, code, set: own}, g) => {
        const members = context.within(used, ...own.clauses);
        const coefficient = fit?.coefficients.find(({name}) => name === code);
        return {
          label,
          heading: cause.label,
          n: context.count(members),
          events: context.count(members, cause.clause),
          effect: g === 0 ? noEstimate : ratioOf(coefficient),
          ...(g === 0 ? {reference: true} : {test: waldOf(coefficient?.z, coefficient?.p)})
        };
      });
    }),
    heterogeneity: null,
    tests: [],
    fit: modelFit(context, {population: set, used, event: "CIR:event", parameters: x.length})
  };
}
