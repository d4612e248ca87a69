import {DefectPlan, type InjectedDefect} from "../defects/defectPlan.js";
import type {Random} from "../random.js";
import {dateAfter, daysBetween} from "./calendar.js";
import type {RatifyParameters} from "./ratifyParameters.js";
import type {RatifyTruth, TrialPatient} from "./ratifyTruth.js";

/** The patients, by id, whose records are not as the truth has them. */
export interface TrialDefects {
  /** Survival with a minus sign. */
  readonly negativeSurvival: ReadonlySet<string>;
  /** White blood cells without a unit. */
  readonly wbcWithoutUnit: ReadonlySet<string>;
  /** Age in months; loses nothing. */
  readonly ageInMonths: ReadonlySet<string>;
  /** Sex coded `U`. */
  readonly sexUnknown: ReadonlySet<string>;
  /** Day from randomisation to the middle of the month of remission, of which only the month is told. */
  readonly partialRemission: ReadonlyMap<string, number>;
  readonly injected: readonly InjectedDefect[];
}

/** A column that the sponsor’s specification announces and the file lacks. */
export const absentColumn = {file: "adsl.csv", column: "ECOGBL"} as const;

/** Draws what is wrong or awkward in the delivery; no patient gets two of these. */
export function drawTrialDefects(
  {patients}: RatifyTruth,
  parameters: RatifyParameters,
  stream: (block: string) => Random
): TrialDefects {
  const {defects, quirks, calendar} = parameters;
  const plan = new DefectPlan(stream);
  const choose = (
    defect: string,
    count: number,
    candidates: readonly TrialPatient[],
    {file, what}: {file: string; what: string}
  ): TrialPatient[] => {
    const chosen = plan.choose(defect, count, candidates);
    for (const {id} of chosen) plan.record({defect, file, patient: id, what});
    return chosen;
  };
  plan.record({
    defect: "missing column",
    file: absentColumn.file,
    patient: null,
    what: `${absentColumn.column} is announced and absent`
  });
  const middles = new Map(
    patients.flatMap((patient) => {
      const middle = middleOfRemission(patient, parameters.course.landmark, calendar.firstDay);
      return middle === null ? [] : [[patient.id, middle] as const];
    })
  );
  const negative = choose(
    "negative survival",
    defects.negativeSurvival,
    patients.filter(({course}) => course.dead && course.efsEvent === "failure" && course.transplant === null),
    {file: "adtte.csv", what: "months of overall survival with a minus sign"}
  );
  const unitless = choose(
    "white blood cells without unit",
    defects.wbcWithoutUnit,
    patients.filter(({missing}) => !missing.includes("wbc")),
    {file: "adlb.csv", what: "unit left blank"}
  );
  const inMonths = choose("age in months", quirks.ageInMonths, patients, {
    file: "adsl.csv",
    what: "age in months instead of years"
  });
  const unknown = choose("sex unknown", quirks.sexUnknown, patients, {file: "adsl.csv", what: "sex coded U"});
  const partial = choose(
    "partial date of remission",
    quirks.partialRemission,
    patients.filter(({id}) => middles.has(id)),
    {file: "adrs.csv", what: "only year and month of the remission"}
  );
  return {
    negativeSurvival: idsOf(negative),
    wbcWithoutUnit: idsOf(unitless),
    ageInMonths: idsOf(inMonths),
    sexUnknown: idsOf(unknown),
    partialRemission: new Map(partial.map(({id}) => [id, middles.get(id)!])),
    injected: plan.injected
  };
}

function idsOf(patients: readonly TrialPatient[]): Set<string> {
  return new Set(patients.map(({id}) => id));
}

/** The 15th of the month of remission, where it could be its day: after randomisation, by the landmark, before what follows. */
function middleOfRemission({randomisedOn, course}: TrialPatient, landmark: number, firstDay: string): number | null {
  if (course.remissionDay === null) return null;
  const randomised = dateAfter(firstDay, randomisedOn);
  const month = dateAfter(randomised, course.remissionDay).slice(0, 7);
  const middle = daysBetween(randomised, `${month}-15`);
  const next = Math.min(course.relapseDay ?? Infinity, course.transplant?.day ?? Infinity, course.osDays);
  return middle > 0 && middle <= landmark && middle < next ? middle : null;
}
