import type {Trial} from "../../../src/model/siteTrial.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {BlockFrame, Count} from "../../../src/model/report.js";
import {type TrialCohort, trialCohort} from "../../extract/trial/trialCohort.js";
import {siteTrial} from "../../extract/siteTrial.js";
import type {FrameWords} from "../blocks/blockFrame.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {cohortPositions} from "./cohortPatients.js";

const known = new WeakMap<ReportContext, readonly Trial[]>();

/** A randomised source with the sets of its patients. */
export interface TrialSets {
  readonly trial: Trial;
  readonly randomised: PatientSet;
  /** Intention to treat: all randomised but those whom the source excludes. */
  readonly itt: PatientSet;
  /** One for each arm of the trial, of the intention-to-treat population. */
  readonly arms: readonly PatientSet[];
  /** The rows behind `itt`, as the trial's own page reads them. */
  readonly cohort: TrialCohort;
  /** Position in the cohort extract of each patient of `cohort`. */
  readonly position: readonly number[];
  /** A count within an arm. */
  readonly inArm: (arm: number, ...clauses: readonly string[]) => Count;
}

/** The randomised source of a release, computed once; null where the release does not have it. */
export function trialSets(context: ReportContext, source: string): TrialSets | null {
  const trials = known.get(context) ?? siteTrial(context.release).trials;
  known.set(context, trials);
  const trial = trials.find((d) => d.source === source);
  if (trial === undefined) return null;
  const randomised = context.set(`source_id=${source}`, "arm_planned=known");
  const says = context.catalogue.groupings.some(({key}) => key === "itt");
  const itt = says ? context.within(randomised, "itt=true|unknown") : randomised;
  const arms = trial.arms.map(({code}) => context.within(itt, `arm_planned=${code}`));
  const all = trialCohort(context.release, source);
  const excluded = all.column("patients", "itt");
  const cohort = all.only((i) => excluded[i] !== false);
  const positions = cohortPositions(context);
  const position = cohort.column("patients", "patient_id").map((id) => positions.get(String(id)) ?? -1);
  return {
    trial,
    randomised,
    itt,
    arms,
    cohort,
    position,
    inArm: (arm, ...clauses) => context.count(arms[arm], ...clauses)
  };
}

/** What a part of the trial is made from. */
export interface TrialPart extends TrialSets {
  readonly context: ReportContext;
  readonly endpoint: string;
  readonly withinStrata: boolean;
  /** The frame of a block; an ending makes the id of a further one, a set the patients whom it is about. */
  readonly frame: (
    words: FrameWords,
    further?: {readonly ending: string; readonly title: string},
    set?: PatientSet
  ) => BlockFrame;
}

/** The part that is about the patients of one randomisation stratum alone. */
export function stratumPart(part: TrialPart, stratum: number): TrialPart {
  const {context, cohort} = part;
  const clause = `randomisation_stratum=${part.trial.strata[stratum].code}`;
  const arms = part.arms.map((arm) => context.within(arm, clause));
  return {
    ...part,
    itt: context.within(part.itt, clause),
    arms,
    cohort: cohort.only((i) => cohort.stratum[i] === stratum),
    position: part.position.filter((_, i) => cohort.stratum[i] === stratum),
    inArm: (arm, ...clauses) => context.count(arms[arm], ...clauses)
  };
}

/** The arms compared, in words within a sentence. */
export function armsInWords({arms}: Trial): string {
  return arms.map(({label}) => inSentence(label)).join(" against ");
}
