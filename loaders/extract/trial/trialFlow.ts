import type {TrialFlow} from "../../../src/model/siteTrial.js";
import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import type {TrialCohort} from "./trialCohort.js";

/** Assays that read the sequence of genes. */
const sequencing: readonly Cell[] = ["NGS_panel", "WES"];

/** How many were randomised, and how many of them are in each population, by arm and by arm in each stratum. */
export function trialFlow(
  release: Release,
  cohort: TrialCohort,
  definition: string
): {arms: TrialFlow[]; strata: TrialFlow[][]; withoutStratum: number} {
  const {arms, strata, arm, stratum} = cohort;
  const itt = cohort.column("patients", "itt");
  const safety = cohort.column("patients", "safety_pop");
  const actual = cohort.column("patients", "arm_actual");
  const followed = cohort.outcomes("OS", definition);
  const sequencedPatients = patientsSequenced(release);
  const ids = cohort.column("patients", "patient_id");
  const someSequenced = ids.some((id) => sequencedPatients.has(id));
  const saysSafety = safety.some((cell) => cell !== null);
  const saysActual = actual.some((cell) => cell !== null);
  const flow = (belongs: (i: number) => boolean): TrialFlow => {
    const count = (is: (i: number) => boolean) => arm.filter((_, i) => belongs(i) && is(i)).length;
    return {
      randomised: count(() => true),
      itt: count((i) => itt[i] !== false),
      safety: saysSafety ? count((i) => safety[i] === true) : null,
      otherTreatment: saysActual ? count((i) => actual[i] !== null && actual[i] !== arms[arm[i]]) : null,
      followed: count((i) => followed[i] !== null),
      sequenced: someSequenced ? count((i) => sequencedPatients.has(ids[i])) : null
    };
  };
  return {
    arms: arms.map((_, a) => flow((i) => arm[i] === a)),
    strata: strata.map((_, s) => arms.map((__, a) => flow((i) => arm[i] === a && stratum[i] === s))),
    withoutStratum: stratum.filter((s) => Number.isNaN(s)).length
  };
}

/** Patients with a sequencing assay that gave a result. */
function patientsSequenced(release: Release): Set<Cell> {
  if (!hasTable(release, "assays") || !hasTable(release, "samples")) return new Set();
  const samples = release.table("samples");
  const patients = columnOf(samples, "patient_id");
  const ofSample = new Map(columnOf(samples, "sample_id").map((id, i) => [id, patients[i]]));
  const assays = release.table("assays");
  const [types, status] = [columnOf(assays, "assay_type"), columnOf(assays, "status")];
  const done = columnOf(assays, "sample_id").filter((_, i) => sequencing.includes(types[i]) && status[i] === "done");
  return new Set(done.flatMap((sample) => ofSample.get(sample) ?? []));
}
