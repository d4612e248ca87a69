import {StatsInputError} from "./errors.js";

/** How p-values are adjusted for their number; as R's `p.adjust`. */
export type AdjustMethod = "BH" | "BY" | "holm" | "hochberg" | "bonferroni" | "none";

/** Factor of the p-value with ascending rank r (1 is the smallest) of n. */
const factors: Record<AdjustMethod, (r: number, n: number) => number> = {
  BH: (r, n) => n / r,
  BY: (r, n) => (n / r) * harmonic(n),
  holm: (r, n) => n - r + 1,
  hochberg: (r, n) => n - r + 1,
  bonferroni: (_, n) => n,
  none: () => 1
};

/**
 * p-values adjusted for multiple comparisons, in the order given.
 *
 * With p₍₁₎ ≤ … ≤ p₍ₙ₎: Bonferroni n p; Holm max_{j ≤ r} (n − j + 1) p₍ⱼ₎; Hochberg min_{j ≥ r} (n − j + 1) p₍ⱼ₎;
 * Benjamini–Hochberg min_{j ≥ r} n p₍ⱼ₎ / j; Benjamini–Yekutieli the same times Σ 1/i; all cut at 1. Null and NaN are
 * missing: they do not count in n and come back as null. Equals R's `p.adjust(p, method)`.
 *
 * Source: Holm (1979), Scand. J. Stat. 6, 65–70; Hochberg (1988), Biometrika 75, 800–802; Benjamini and Hochberg (1995),
 * J. R. Stat. Soc. B 57, 289–300; Benjamini and Yekutieli (2001), Ann. Statist. 29, 1165–1188.
 *
 * @throws {StatsInputError} on a p-value outside [0, 1], with its index; on an unknown method.
 */
export function adjustP(p: ArrayLike<number | null>, method: AdjustMethod): (number | null)[] {
  if (!Object.hasOwn(factors, method)) throw new StatsInputError(`unknown adjustment: ${method}`);
  const present: {value: number; index: number}[] = [];
  for (let index = 0; index < p.length; ++index) {
    const value = p[index];
    if (value === null || Number.isNaN(value)) continue;
    if (!(value >= 0 && value <= 1)) throw new StatsInputError(`invalid p-value at index ${index}: ${value}`, index);
    present.push({value, index});
  }
  const n = present.length;
  const adjusted = Array<number | null>(p.length).fill(null);
  const stepDown = method === "holm";
  const order = present.sort((a, b) => (stepDown ? a.value - b.value : b.value - a.value));
  let reached = stepDown ? 0 : 1;
  order.forEach(({value, index}, i) => {
    const rank = stepDown ? i + 1 : n - i;
    const scaled = Math.min(1, factors[method](rank, n) * value);
    // Bonferroni and no adjustment are monotone in p already; running over them changes nothing.
    reached = stepDown ? Math.max(reached, scaled) : Math.min(reached, scaled);
    adjusted[index] = reached;
  });
  return adjusted;
}

function harmonic(n: number): number {
  let sum = 0;
  for (let i = 1; i <= n; ++i) sum += 1 / i;
  return sum;
}
