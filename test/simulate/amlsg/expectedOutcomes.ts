import type {CourseTruth} from "../../../loaders/simulate/patientTruth.js";

/** An endpoint as it must be rebuilt. */
export interface ExpectedOutcome {
  readonly start_day: number;
  readonly time_days: number;
  readonly status: number;
  readonly event: string | null;
}

type Ending = readonly [day: number | null, event: string, status: number];

/** Every endpoint by definition, from the true course and the definitions in docs/endpoints.md alone; null: not in the population. */
export function expectedOutcomes(course: CourseTruth): Record<string, ExpectedOutcome | null> {
  const {dead, osDays, remissionDay, relapseDay, refractoryDay, transplant} = course;
  const death = (status: number): Ending => [dead ? osDays : null, "death", status];
  const relapse = (status: number): Ending => [relapseDay, "relapse", status];
  const from = (start: number | null, endings: readonly Ending[]): ExpectedOutcome | null => {
    if (start === null) return null;
    const known = endings.filter(([day]) => day !== null).sort((a, b) => a[0]! - b[0]!);
    const [day, event, status] = known[0] ?? [osDays, null, 0];
    return {start_day: start, time_days: day! - start, status, event};
  };
  const reached = (landmark: number): boolean => remissionDay !== null && remissionDay <= landmark;
  const failed = (landmark: number): boolean => refractoryDay !== null && refractoryDay <= landmark;
  const seenOn = (landmark: number): boolean => (dead ? osDays > landmark : osDays >= landmark);
  const early = failed(60) ? refractoryDay : seenOn(60) ? 60 : null;
  const allogeneic = transplant && transplant.type !== "AUTO" ? transplant.day : null;
  return {
    OS: from(0, [death(1)]),
    EFS_AMLSG: from(0, [[refractoryDay, "refractory", 1], relapse(1), death(1)]),
    EFS_ELN2017: from(0, [
      [reached(90) && remissionDay! >= refractoryDay! ? null : refractoryDay, "refractory", 1],
      relapse(1),
      death(1)
    ]),
    EFS_ELN2022: reached(90) ? from(0, [relapse(1), death(1)]) : atOnce(course, failed(90), seenOn(90)),
    EFS_RATIFY: from(0, [[reached(60) ? null : early, "refractory", 1], relapse(1), death(1)]),
    RFS: from(remissionDay, [relapse(1), death(1)]),
    CIR: from(remissionDay, [relapse(1), death(2)]),
    NRM: from(remissionDay, [relapse(2), death(1)]),
    TTHCT: from(0, [[allogeneic, "hct_allo", 1], death(2)])
  };
}

/** ELN 2022 without a remission by the landmark: an event on day 0, unless the patient left alive before it unassessed. */
function atOnce({dead}: CourseTruth, isFailure: boolean, isSeen: boolean): ExpectedOutcome {
  const day0 = {start_day: 0, time_days: 0};
  if (isFailure || isSeen) return {...day0, status: 1, event: "refractory"};
  return dead ? {...day0, status: 1, event: "death"} : {...day0, status: 0, event: null};
}
