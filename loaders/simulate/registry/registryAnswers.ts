import type {RegistryTruth} from "../latentTruth.js";
import type {PartnerDelivery} from "../partners.js";
import type {RegistryDefects} from "./registryDefects.js";
/** x */
export function registryAnswers(
  truth: RegistryTruth,
  defects: RegistryDefects
): Pick<PartnerDelivery, "expectedFindings" | "expectedRejects"> {
  return {expectedFindings: [], expectedRejects: []};
}
