import {DefectPlan} from "../../loaders/simulate/defects/defectPlan.js";
import {drawDefects, type TrialDefects} from "../../loaders/simulate/hovon/trialDefects.js";
import {simulateTrials, type TrialInputs} from "../../loaders/simulate/hovon/simulateTrials.js";
import {readTrialInputs} from "../../loaders/simulate/hovon/trialInputs.js";
import type {TrialTruth} from "../../loaders/simulate/hovon/trialTruth.js";
import {randomStreams} from "../../loaders/simulate/random.js";
import {root} from "./registry.js";

/** Simulates the trials with the repository's parameters, changed where a test says so. */
export async function trialTruth(
  change: {seed?: number; inputs?: (inputs: TrialInputs) => TrialInputs} = {}
): Promise<{truth: TrialTruth; defects: TrialDefects; inputs: TrialInputs}> {
  const declared = await readTrialInputs(root);
  const inputs = change.inputs?.(declared) ?? declared;
  const truth = simulateTrials(inputs, change.seed ?? inputs.calibration.seed);
  const defects = drawDefects(
    truth.patients,
    inputs.parameters,
    new DefectPlan(randomStreams(truth.seed, "HOVON/raw"))
  );
  return {truth, defects, inputs};
}
