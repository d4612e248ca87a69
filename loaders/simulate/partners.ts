import {readCalibration} from "./calibration.js";
import {simulateRegistry} from "./latentTruth.js";
import {readRegistryParameters} from "./parameters.js";
import {randomStreams} from "./random.js";
import type {RawFile} from "./rawFile.js";
import {clinicalFile} from "./registryClinical.js";
import {geneticFile, itdFile, karyotypeFile} from "./registryLaboratory.js";
import {readVariantCatalogue} from "./variantCatalogue.js";

/** What a simulated partner delivers, and the truth behind it. */
export interface PartnerDelivery {
  readonly files: readonly RawFile[];
  readonly truth: object;
}

/** Makes the delivery of one partner from its declared parameters. */
export type PartnerSimulator = (root: string, seed: number) => Promise<PartnerDelivery>;

/** The simulators, by the name that study files use. */
export const partners: Readonly<Record<string, PartnerSimulator>> = {AMLSG: simulateAmlsg};

async function simulateAmlsg(root: string, seed: number): Promise<PartnerDelivery> {
  const calibration = await readCalibration(root);
  const parameters = await readRegistryParameters(root);
  const catalogue = await readVariantCatalogue(root);
  const truth = simulateRegistry(calibration, parameters, catalogue, seed);
  const stream = randomStreams(seed, `${parameters.source}/raw`);
  const files = [
    clinicalFile(truth, stream("clinical")),
    geneticFile(truth, catalogue, stream("genetic")),
    karyotypeFile(truth, stream("karyotypes")),
    itdFile(truth)
  ];
  return {files, truth};
}
