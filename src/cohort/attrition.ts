import {withheld} from "../model/hiddenCounts.js";
import type {DisclosureRule} from "../model/siteData.js";
import {hiddenIfSmall} from "./guards/disclosureGuard.js";
import {hiddenParts} from "./guards/hiddenParts.js";

/** One criterion of a cohort and what it does to those whom the criteria before it left. */
export interface AttritionStep {
  readonly label: string;
  readonly removed: number;
  readonly left: number;
}

/**
 * The steps from a total to a number that is shown, as they may be shown: small numbers of removed patients are
 * withheld and with them others that would tell them by the total and the end, and every number left in between.
 */
export function guardedAttrition(steps: readonly AttritionStep[], rule: DisclosureRule | null): AttritionStep[] {
  if (rule === null) return [...steps];
  const removed = hiddenParts(
    steps.map((step) => step.removed),
    rule.k
  );
  const hidden = steps.flatMap((_, i) => (Number.isFinite(removed[i]) ? [] : [i]));
  const [first, last] = [hidden[0] ?? Infinity, hidden[hidden.length - 1] ?? -1];
  return steps.map(({label, left}, i) => ({
    label,
    removed: removed[i],
    left: i >= first && i < last ? withheld : hiddenIfSmall(left, rule)
  }));
}

/**
 * How many patients each criterion removes when they are applied one after the other.
 *
 * @param total patients to begin with
 * @param criteria each with the mask of the patients who meet it (1 = meets)
 */
export function attrition(
  total: number,
  criteria: readonly {readonly label: string; readonly mask: Uint8Array}[]
): AttritionStep[] {
  const remaining = new Uint8Array(total).fill(1);
  let before = total;
  return criteria.map(({label, mask}) => {
    let left = 0;
    for (let i = 0; i < total; ++i) left += remaining[i] &= mask[i];
    const step = {label, removed: before - left, left};
    before = left;
    return step;
  });
}
