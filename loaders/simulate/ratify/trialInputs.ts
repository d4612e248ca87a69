import {readCalibration} from "../calibration.js";
import {readVariantCatalogue} from "../variantCatalogue.js";
import {readRatifyParameters} from "./ratifyParameters.js";
import type {TrialInputs} from "./simulateTrial.js";

/** Reads everything that the trial is simulated from. */
export async function readTrialInputs(root: string): Promise<TrialInputs> {
  return {
    calibration: await readCalibration(root),
    parameters: await readRatifyParameters(root),
    catalogue: await readVariantCatalogue(root)
  };
}
