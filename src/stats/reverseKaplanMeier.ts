import {kaplanMeier, kaplanMeierFromCounts, type KaplanMeierOptions, type SurvivalCounts} from "./kaplanMeier.js";
import type {ConfidenceOptions, SurvivalCurve} from "./survivalCurve.js";
import {checkSurvivalData, type SurvivalData} from "./survivalData.js";

/**
 * Reverse Kaplan–Meier curve, in which being censored is the event: its median is the median follow-up (Schemper and
 * Smith, Control Clin Trials 1996;17:343). Equals R `survfit(Surv(time, 1 - status) ~ 1)`.
 *
 * @throws {StatsInputError} as `kaplanMeier` does
 */
export function reverseKaplanMeier(data: SurvivalData, options?: KaplanMeierOptions): SurvivalCurve {
  checkSurvivalData(data);
  return kaplanMeier({...data, status: Uint8Array.from(data.status, (d) => 1 - d)}, options);
}

/** The same from counts by distinct time. @throws {StatsInputError} as `kaplanMeierFromCounts` does */
export function reverseKaplanMeierFromCounts(
  {time, events, censored}: SurvivalCounts,
  options?: ConfidenceOptions
): SurvivalCurve {
  return kaplanMeierFromCounts({time, events: censored, censored: events}, options);
}
