import type {Release} from "../../release/readRelease.js";
import type {TimeToEvent} from "../../simulate/comparison.js";
import {type TrialFacts, type TrialGene, trialGenes} from "../../simulate/ratify/trialFacts.js";
import {numberCell, type OptionalRow, textCell} from "../optionalRows.js";
import {sourceRows, type SourceRows} from "./sourceRows.js";

/** Last day on which a remission counts as one of the induction. */
const induction = 60;

/** The patients of the RATIFY-like trial as a release knows them. */
export function ratifyFromRelease(release: Release, source: string): TrialFacts[] {
  const read = sourceRows(release, source);
  return read.patients.map((patient): TrialFacts => {
    const features = read.rows("patient_features", patient)[0] ?? {};
    const remission = read.eventDay(patient, "cr");
    const transplants = read.rows("treatments", patient).filter(({phase}) => phase === "hct_allo");
    const days = transplants.flatMap((row) => numberCell(row, "start_day") ?? []);
    return {
      arm: textCell(patient, "arm_planned"),
      stratum: textCell(patient, "randomisation_stratum"),
      sex: textCell(patient, "sex") as TrialFacts["sex"],
      ageYears: numberCell(patient, "age_years"),
      risk: textCell(patient, "risk_eln2017_reported"),
      genes: Object.fromEntries(trialGenes.map((gene) => [gene, found(numberCell(features, gene))])) as Record<
        TrialGene,
        boolean | null
      >,
      remitted: remission !== null && remission <= induction,
      os: outcome(read, patient, "OS"),
      efs: outcome(read, patient, "EFS_RATIFY"),
      relapse: outcome(read, patient, "CIR"),
      transplantDay: days.length === 0 ? null : Math.min(...days),
      transplantedInFirstRemission: transplants.some((row) => row.remission_at_hct === "CR1")
    };
  });
}

function found(status: number | null): boolean | null {
  return status === null ? null : status === 1;
}

/** An endpoint as the release rebuilt it; null for a patient who is not in its population. */
function outcome(read: SourceRows, patient: OptionalRow, definition: string): TimeToEvent | null {
  const row = read.rows("outcomes", patient).find((d) => d.definition === definition);
  const [time, status] = row === undefined ? [null, null] : [numberCell(row, "time_days"), numberCell(row, "status")];
  return time === null || status === null ? null : {time, status: status as TimeToEvent["status"]};
}
