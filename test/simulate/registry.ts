import {join} from "node:path";
import {readCalibration, type Calibration} from "../../loaders/simulate/calibration.js";
import {simulateRegistry, type RegistryTruth} from "../../loaders/simulate/latentTruth.js";
import {readRegistryParameters, type RegistryParameters} from "../../loaders/simulate/parameters.js";
import {readVariantCatalogue} from "../../loaders/simulate/variantCatalogue.js";

export const root = join(import.meta.dirname, "../..");

/** Simulates the registry with the repository's parameters, changed where a test says so. */
export async function registryTruth(
  change: {
    seed?: number;
    parameters?: (parameters: RegistryParameters) => RegistryParameters;
  } = {}
): Promise<{truth: RegistryTruth; calibration: Calibration; parameters: RegistryParameters}> {
  const calibration = await readCalibration(root);
  const declared = await readRegistryParameters(root);
  const parameters = change.parameters?.(declared) ?? declared;
  const catalogue = await readVariantCatalogue(root);
  return {
    truth: simulateRegistry(calibration, parameters, catalogue, change.seed ?? calibration.seed),
    calibration,
    parameters
  };
}
