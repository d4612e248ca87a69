import {simulateTrial, type TrialInputs} from "../../loaders/simulate/ratify/simulateTrial.js";
import type {RatifyTruth} from "../../loaders/simulate/ratify/ratifyTruth.js";
import {readTrialInputs} from "../../loaders/simulate/ratify/trialInputs.js";
import {root} from "./registry.js";

/** Simulates the trial with the repository's parameters, changed where a test says so. */
export async function ratifyTruth(
  change: {seed?: number; inputs?: (inputs: TrialInputs) => TrialInputs} = {}
): Promise<{truth: RatifyTruth; inputs: TrialInputs}> {
  const declared = await readTrialInputs(root);
  const inputs = change.inputs?.(declared) ?? declared;
  return {truth: simulateTrial(inputs, change.seed ?? inputs.calibration.seed), inputs};
}
