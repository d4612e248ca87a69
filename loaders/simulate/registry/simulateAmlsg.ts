import {readCalibration} from "../calibration.js";
import {simulateRegistry} from "../latentTruth.js";
import {readRegistryParameters} from "../parameters.js";
import type {PartnerDelivery} from "../partners.js";
import {randomStreams} from "../random.js";
import {readVariantCatalogue} from "../variantCatalogue.js";
import {clinicalFile} from "./clinicalFile.js";
import {diagnosisDays} from "./diagnosisDays.js";
import {geneticFile, itdFile, karyotypeFile} from "./laboratoryFiles.js";
import {registryAnswers} from "./registryAnswers.js";
import {injectRegistryDefects} from "./registryDefects.js";

/** The delivery of the AMLSG-like registry: the truth, the raw files written from it with their defects, and the answer key. */
export async function simulateAmlsg(root: string, seed: number): Promise<PartnerDelivery> {
  const calibration = await readCalibration(root);
  const parameters = await readRegistryParameters(root);
  const catalogue = await readVariantCatalogue(root);
  const truth = simulateRegistry(calibration, parameters, catalogue, seed);
  const stream = randomStreams(seed, `${parameters.source}/raw`);
  const defects = injectRegistryDefects(truth, catalogue, parameters, stream);
  const diagnosis = diagnosisDays(truth.patients, parameters, stream("diagnosis"));
  const files = [
    clinicalFile(defects, diagnosis, {remarks: stream("clinical"), missing: stream("missing")}),
    geneticFile(defects, truth.outside, catalogue, stream("genetic")),
    karyotypeFile(defects, truth.outside, stream("karyotypes")),
    itdFile(defects, stream("itd"))
  ];
  return {files, truth, ...registryAnswers(truth, defects), injected: defects.injected};
}
