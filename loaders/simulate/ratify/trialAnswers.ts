import type {ExpectedFinding, PartnerDelivery} from "../partners.js";
import type {RatifyTruth} from "./ratifyTruth.js";
import type {TrialDefects} from "./trialDefects.js";

/** The answer key of the trial. */
export function trialAnswers(
  truth: RatifyTruth,
  defects: TrialDefects
): Pick<PartnerDelivery, "expectedFindings" | "expectedRejects"> {
  const found: ExpectedFinding[] = [];
  void truth; void defects;
  return {expectedFindings: found, expectedRejects: []};
}
