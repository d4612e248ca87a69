/** One criterion of a cohort and what it does to those whom the criteria before it left. */
export interface AttritionStep {
  readonly label: string;
  readonly removed: number;
  readonly left: number;
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
