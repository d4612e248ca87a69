import type {LandmarkExclusion, MrdGroupCode} from "../../../src/model/siteLongitudinal.js";
import type {Release} from "../../release/readRelease.js";
import {defaultDefinitions} from "../defaultDefinitions.js";
import {countCell, type OptionalRow, optionalRows, textCell} from "../optionalRows.js";
import type {FollowedSample} from "./followedSamples.js";
import {mrdGroup} from "./mrdGroup.js";

/** A patient at risk at the landmark; times in days from it. */
export interface LandmarkPatient {
  /** Key of the patient. */
  readonly id: string;
  readonly group: MrdGroupCode;
  /** Day of the sample, from the index event. */
  readonly landmark: number;
  readonly time: number;
  /** 0 censored, 1 relapse, 2 death without relapse. */
  readonly status: number;
  /** Time to death from any cause or to the last contact; null where not known. */
  readonly overall: {readonly time: number; readonly status: number} | null;
}

/** Who is analysed from the day of the sample, and how many are not, by the first reason that holds. */
export interface LandmarkSelection {
  readonly patients: readonly LandmarkPatient[];
  readonly excluded: readonly {
    readonly reason: LandmarkExclusion;
    readonly n: number;
    readonly ids: readonly string[];
  }[];
}

const reasons: readonly LandmarkExclusion[] = [
  "no_sample_day",
  "no_remission",
  "relapsed",
  "died",
  "censored",
  "nothing_followed",
  "group_unknown"
];

/** Reasons by the status with which a follow-up ended on or before the landmark. */
const ended: readonly LandmarkExclusion[] = ["censored", "relapsed", "died"];

/**
 * The landmark cohort: patients in remission and under observation beyond the day of their sample (Anderson et al., J
 * Clin Oncol 1983;1:710), in groups by what is known on that day. What happened on the day itself happened before it.
 */
export function landmarkPatients(release: Release, followed: ReadonlyMap<string, FollowedSample>): LandmarkSelection {
  const definitions = defaultDefinitions(release);
  const outcomes = optionalRows(release, "outcomes");
  const byPatient = (endpoint: string) => {
    const rows = outcomes.filter((row) => row.endpoint === endpoint && row.definition === definitions.get(endpoint));
    return new Map(rows.map((row) => [textCell(row, "patient_id"), row]));
  };
  const [relapse, overall] = [byPatient("CIR"), byPatient("OS")];
  const left = new Map<LandmarkExclusion, string[]>(reasons.map((reason) => [reason, []]));
  const patients: LandmarkPatient[] = [];
  for (const [patient, entry] of followed) {
    const result = landmarkPatient(entry, relapse.get(patient), overall.get(patient));
    if (typeof result === "string") left.get(result)!.push(patient);
    else patients.push({id: patient, ...result});
  }
  return {patients, excluded: [...left].map(([reason, ids]) => ({reason, n: ids.length, ids}))};
}

function landmarkPatient(
  entry: FollowedSample,
  relapse: OptionalRow | undefined,
  overall: OptionalRow | undefined
): Omit<LandmarkPatient, "id"> | LandmarkExclusion {
  const landmark = entry.sample.day;
  if (landmark === null) return "no_sample_day";
  if (relapse === undefined || countCell(relapse, "start_day") > landmark) return "no_remission";
  const [time, status] = [endOf(relapse) - landmark, countCell(relapse, "status")];
  if (time <= 0) return ended[status];
  const group = mrdGroup(entry);
  if (group === null) return entry.targets.length === 0 ? "nothing_followed" : "group_unknown";
  const survival =
    overall === undefined ? null : {time: endOf(overall) - landmark, status: countCell(overall, "status")};
  return {group, landmark, time, status, overall: survival !== null && survival.time > 0 ? survival : null};
}

function endOf(outcome: OptionalRow): number {
  return countCell(outcome, "start_day") + countCell(outcome, "time_days");
}
