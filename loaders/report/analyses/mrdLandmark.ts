import {exclusionLabels} from "../../../src/components/longitudinal/mrdWords.js";
import type {LandmarkExclusion, MrdGroupCode} from "../../../src/model/siteLongitudinal.js";
import {followedSamples} from "../../extract/longitudinal/followedSamples.js";
import {landmarkPatients} from "../../extract/longitudinal/landmarkPatients.js";
import {sampleIndex} from "../../extract/longitudinal/sampleIndex.js";
import {sourcesOf} from "../blocks/blockFrame.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {cohortPositions} from "./cohortPatients.js";
import {definedSet} from "../blocks/definedSet.js";
import {maskOf} from "./followUp.js";

/** Patients from the day of their sample for residual disease; one element each, days from the sample. */
export interface MrdLandmark {
  readonly set: PatientSet;
  readonly row: Int32Array;
  /** 0 censored, 1 relapse, 2 death without relapse. */
  readonly time: Float64Array;
  readonly status: Uint8Array;
  /** To death; NaN where not known. */
  readonly overall: {readonly time: Float64Array; readonly status: Uint8Array};
  /** Position in `groups`. */
  readonly group: Uint8Array;
  readonly groups: readonly {readonly code: MrdGroupCode; readonly label: string; readonly set: PatientSet}[];
  /** Patients of the population who are not analysed, by reason: first those without a sample. */
  readonly excluded: readonly {readonly label: string; readonly set: PatientSet}[];
}

/** Words for the groups; of sequencing what persisted, of other methods positive and negative. */
const labels: Readonly<Record<MrdGroupCode, readonly [sequenced: string, other: string]>> = {
  none: ["No mutation persisting", "MRD-negative"],
  dta_only: ["DNMT3A, TET2 or ASXL1 only", "DNMT3A, TET2 or ASXL1 only"],
  non_dta: ["Another mutation persisting", "MRD-positive"]
};

/**
 * The landmark cohort of a method: patients in remission and under observation beyond the day of their first sample after
 * induction, in groups by what is known on that day. Null where nobody was tested by it.
 */
export function mrdLandmark(context: ReportContext, population: PatientSet, method: string): MrdLandmark | null {
  const samples = sampleIndex(context.release);
  const positions = cohortPositions(context);
  const excluded = new Map<LandmarkExclusion, number[]>();
  const sampled = new Set<number>();
  const patients = sourcesOf(context, population).flatMap((source) => {
    const followed = followedSamples(context.release, source, samples, method);
    const inside = new Map([...followed].filter(([id]) => population.members[positions.get(id) ?? -1] === 1));
    const selection = landmarkPatients(context.release, inside);
    for (const id of inside.keys()) sampled.add(positions.get(id)!);
    for (const {reason, ids} of selection.excluded)
      excluded.set(reason, [...(excluded.get(reason) ?? []), ...ids.map((id) => positions.get(id)!)]);
    return selection.patients;
  });
  if (patients.length === 0) return null;
  const row = Int32Array.from(patients, ({id}) => positions.get(id)!);
  const set = context.within(population, definedSet(context, maskOf(context, row)));
  const codes = (["none", "dta_only", "non_dta"] as const).filter((code) => patients.some((d) => d.group === code));
  return {
    set,
    row,
    time: Float64Array.from(patients, (d) => d.time),
    status: Uint8Array.from(patients, (d) => d.status),
    overall: {
      time: Float64Array.from(patients, (d) => d.overall?.time ?? NaN),
      status: Uint8Array.from(patients, (d) => d.overall?.status ?? 0)
    },
    group: Uint8Array.from(patients, (d) => codes.indexOf(d.group)),
    groups: codes.map((code) => {
      const members = row.filter((_, k) => patients[k].group === code);
      return {
        code,
        label: labels[code][method === "NGS" ? 0 : 1],
        set: context.within(population, definedSet(context, maskOf(context, members)))
      };
    }),
    excluded: [
      {
        label: "without a sample after induction by this method",
        set: within(context, population, (i) => !sampled.has(i))
      },
      ...[...excluded].map(([reason, rows]) => ({
        label: exclusionLabels[reason].toLowerCase(),
        set: within(context, population, (i) => rows.includes(i))
      }))
    ].filter(({set: {n}}) => n > 0)
  };
}

function within(context: ReportContext, population: PatientSet, keep: (row: number) => boolean): PatientSet {
  const members = population.members.map((member, i) => (member === 1 && keep(i) ? 1 : 0));
  return context.within(population, definedSet(context, members));
}
