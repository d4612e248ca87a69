import {z} from "zod";
import {daysPerMonth} from "../../../src/charts/format.js";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {CountsBlock, ReportBlock, SurvivalBlock, ValuesBlock} from "../../../src/model/report.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import {factorColumns} from "../../../src/stats/designMatrix.js";
import {logRank} from "../../../src/stats/logRank.js";
import {summariseValues} from "../../../src/stats/summariseValues.js";
import {number, text} from "../../study/scalars.js";
import {blockCohort, blockFrame, sourcesOf} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {definedSet} from "../blocks/definedSet.js";
import {daysOfYears} from "../blocks/survivalResult.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {survivalGroup} from "./curves.js";
import {startedEndpoint} from "./endpointWords.js";
import {ratioOf, waldOf} from "./estimates.js";
import {transplants} from "./firstRemission.js";
import {maskOf, rowsOf, sourceStrata} from "./followUp.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("after-relapse"),
  show: z.enum(["timing", "survival"]),
  /** What divides survival after relapse: how long the remission was, a transplantation in it, or a variable. */
  by: text.optional(),
  /** Levels of a variable, in order; the first is the reference. */
  levels: z.array(text).default([]),
  years: z.array(number).default([1, 2, 5])
});

type Declared = z.output<typeof schema>;

/** A remission shorter than this is followed by an early relapse. */
const early = 12 * daysPerMonth;

/** Time from remission to relapse, and survival from the day of relapse. */
export const afterRelapse: BlockKind<Declared> = {
  kind: "after-relapse",
  schema,
  compute(context, declared) {
    const {catalogue} = context;
    const needed = ["cr_day", "relapse_day"].every((d) => catalogue.days.has(d));
    if (!needed || !catalogue.endpoints.has("RFS") || !catalogue.endpoints.has("OS")) return [];
    const cohort = blockCohort(context, declared);
    const relapsed = context.within(cohort.set, "CIR:event", "OS:followed");
    if (relapsed.n === 0) return [];
    return declared.show === "timing" ? timing(context, declared, cohort, relapsed) : survival(context, declared, cohort, relapsed); // prettier-ignore
  }
};

function durations(context: ReportContext, row: ArrayLike<number>): Float64Array {
  const {days} = context.rows.endpoint("CIR");
  return Float64Array.from(row, (i) => days[i]);
}

/** Days to relapse by source, and how many relapsed early, in a block whose id ends in `-early`. */
function timing(context: ReportContext, declared: Declared, cohort: ReportCohort, relapsed: PatientSet): ReportBlock[] {
  const ids = sourcesOf(context, relapsed);
  const columns = [
    {label: "All", set: relapsed},
    ...(ids.length > 1 ? ids.map((id) => ({label: id, set: context.within(relapsed, `source_id=${id}`)})) : [])
  ];
  const frame = (id: string, title: string, caption: string) =>
    blockFrame(
      context,
      {...declared, id, title},
      cohort,
      {
        subtitle: "Patients who relapsed after a first complete remission",
        caption,
        methods: ["A relapse within 12 months of remission is early."],
        page: null
      },
      context.count(relapsed)
    );
  const values: ValuesBlock = {
    ...frame(declared.id, declared.title, "Median and quartiles, of those who relapsed: not the time that a patient in remission can expect."), // prettier-ignore
    kind: "values",
    columns: columns.map(({label, set}) => ({label, set: context.count(set)})),
    rows: [
      {
        label: "From remission to relapse",
        unit: "d",
        cells: columns.map(({set}) => {
          const {median, lowerQuartile, upperQuartile} = summariseValues(durations(context, rowsOf(set)));
          // Who is known to have relapsed has a day of it.
          const missing = context.count(set, definedSet(context, new Uint8Array(context.patients)));
          return {known: context.count(set), missing, median, q1: lowerQuartile, q3: upperQuartile};
        })
      }
    ]
  };
  const all = rowsOf(relapsed);
  const time = durations(context, all);
  const mask = maskOf(
    context,
    all.filter((_, k) => time[k] < early)
  );
  const isEarly = definedSet(context, mask);
  const isLate = definedSet(
    context,
    relapsed.members.map((d, i) => d & (1 - mask[i]))
  );
  const row = (label: string, clause: string) => ({
    label,
    cells: columns.map(({set}) => ({count: context.count(set, clause), of: context.count(set)}))
  });
  const counts: CountsBlock = {
    ...frame(`${declared.id}-early`, `${declared.title}: early and late`, "Percentages of those who relapsed."),
    kind: "counts",
    draw: "table",
    columns: columns.map(({label, set}) => ({label, set: context.count(set)})),
    rows: [row("Within 12 months of remission", isEarly), row("Later", isLate)]
  };
  return [values, counts];
}

interface Division {
  readonly label: string;
  readonly groups: readonly {readonly label: string; readonly code: string; readonly set: PatientSet}[];
}

function survival(
  context: ReportContext,
  declared: Declared,
  cohort: ReportCohort,
  relapsed: PatientSet
): ReportBlock[] {
  const division = divisionOf(context, declared, relapsed);
  if (division === null) return [];
  const groups = division.groups.filter(({set}) => set.n > 0);
  const overall = context.rows.endpoint("OS");
  const relapse = context.rows.number("relapse_day");
  const of = (set: PatientSet) => {
    const row = rowsOf(set);
    return {
      row,
      time: Float64Array.from(row, (i) => Math.max(0, overall.days[i] - relapse[i])),
      status: Uint8Array.from(row, (i) => overall.status[i])
    };
  };
  const times = daysOfYears(declared.years);
  const sources = context.rows.category("source_id");
  const made = groups.map(({label, code, set}) => {
    const {row, time, status} = of(set);
    const source = Array.from(row, (i) => sources.levels[sources.codes[i]].code);
    const words = {label, code, n: context.count(set), events: context.count(set, "OS:event")};
    return survivalGroup({time, status, source}, words, times);
  });
  const parts = groups.map(({set}) => of(set));
  const row = parts.flatMap((d) => [...d.row]);
  const time = parts.flatMap((d) => [...d.time]);
  const status = parts.flatMap((d) => [...d.status]);
  const group = parts.flatMap((d, g) => Array.from(d.row, () => g));
  const strata = sourceStrata(context, row);
  const layers = strata && {strata};
  const compared = groups.length > 1 && status.includes(1);
  const test = compared ? logRank({time, status, group, ...layers}) : null;
  const codes = groups.map(({code}) => code);
  const fit = compared ? coxFit({time, status, x: factorColumns("", group, codes), ...layers}) : null;
  const used =
    groups.length === 1 ? groups[0].set : context.within(relapsed, definedSet(context, maskOf(context, row)));
  const block: SurvivalBlock = {
    ...blockFrame(
      context,
      declared,
      cohort,
      {
        subtitle: `Overall survival from the day of relapse${groups.length > 1 ? `, by ${division.label}` : ""}`,
        caption: "Kaplan–Meier, log–log 95 % limits; time counted from the first relapse. What patients were given then is not in the data.", // prettier-ignore
        methods: [
          `Survival after relapse begins on the day of the first relapse${compared ? `; groups are compared by the log-rank test and a Cox model${strata ? ", both stratified by source" : ""}` : ""}.`
        ],
        page: null
      },
      context.count(used)
    ),
    kind: "survival",
    endpoint: startedEndpoint("Overall survival", "relapse", "from the first relapse to death from any cause"),
    groups: made,
    times,
    test:
      test === null || test.df === 0 ? null : {method: test.method, statistic: test.statistic, df: test.df, p: test.p},
    contrasts: (fit?.coefficients ?? []).map((coefficient, j) => ({
      label: groups[j + 1].label,
      reference: groups[0].label,
      adjustment: strata ? "stratified by source" : "unadjusted",
      hazardRatio: ratioOf(coefficient),
      n: made[j + 1].n,
      events: made[j + 1].events,
      test: waldOf(coefficient.z, coefficient.p)
    })),
    proportionality: null,
    restrictedMean: null
  };
  return [block];
}

function divisionOf(context: ReportContext, {by, levels}: Declared, relapsed: PatientSet): Division | null {
  if (by === undefined) return {label: "", groups: [{label: "All", code: "all", set: relapsed}]};
  const row = rowsOf(relapsed);
  const split = (label: string, words: readonly [string, string], is: (k: number) => boolean): Division => ({
    label,
    groups: words.map((name, g) => {
      const members = row.filter((_, k) => is(k) === (g === 0));
      return {label: name, code: `group-${g + 1}`, set: context.within(relapsed, definedSet(context, maskOf(context, members)))}; // prettier-ignore
    })
  });
  if (by === "remission-duration") {
    const time = durations(context, row);
    return split("the length of the first remission", ["12 months or longer", "Less than 12 months"], (k) => time[k] >= early); // prettier-ignore
  }
  if (by === "transplanted-before") {
    const {inFirstRemission} = transplants(context);
    return split("transplantation in the first remission", ["Not transplanted before relapse", "Transplanted before relapse"], (k) => Number.isNaN(inFirstRemission[row[k]])); // prettier-ignore
  }
  if (!context.catalogue.groupings.some(({key}) => key === by)) return null;
  const grouping = groupingOf(context.catalogue, by);
  const wanted = levels.length > 0 ? levels : grouping.levels.map(({code}) => code);
  return {
    label: grouping.label,
    groups: wanted.flatMap((code) => {
      const level = grouping.levels.find((d) => d.code === code);
      return level === undefined ? [] : [{label: level.label, code, set: context.within(relapsed, `${by}=${code}`)}];
    })
  };
}
