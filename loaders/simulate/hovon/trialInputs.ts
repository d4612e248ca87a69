import {join} from "node:path";
import {panelSchema} from "../../study/panelSchema.js";
import {readDeclaration} from "../../study/readDeclaration.js";
import {readCalibration} from "../calibration.js";
import {readVariantCatalogue} from "../variantCatalogue.js";
import {readExpressionParameters} from "./expression.js";
import type {TrialInputs} from "./simulateTrials.js";
import {readTrialParameters} from "./trialParameters.js";

/** Reads everything that the trials are simulated from. */
export async function readTrialInputs(root: string): Promise<TrialInputs> {
  return {
    calibration: await readCalibration(root),
    parameters: await readTrialParameters(root),
    expression: await readExpressionParameters(root),
    catalogue: await readVariantCatalogue(root),
    panel: readDeclaration(root, join("data", "panels", "demo_hovon_ngs.yaml"), panelSchema).value.genes
  };
}
