/**
 * The zero of a continuous function between two points at which its signs differ, to the last bits of x; by Brent's
 * method: inverse quadratic interpolation or a secant where they stay inside the bracket, else bisection. An end that
 * is a zero is returned.
 *
 * Source: Brent (1973), Algorithms for Minimization without Derivatives, ch. 4; R's `uniroot` is the same method with a
 * wider tolerance.
 *
 * @throws {RangeError} if the signs do not differ.
 */
export function root(f: (x: number) => number, low: number, high: number): number {
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa < 0 !== fb < 0)) throw new RangeError(`invalid bracket: f(${low}) = ${fa}, f(${high}) = ${fb}`);
  let c = a;
  let fc = fa;
  let step = b - a;
  let previous = step;
  for (let i = 0; i < 1000; ++i) {
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const tolerance = 2 * Number.EPSILON * Math.abs(b) + Number.MIN_VALUE;
    const half = (c - b) / 2;
    if (fb === 0 || Math.abs(half) <= tolerance) return b;
    const interpolated = Math.abs(previous) >= tolerance && Math.abs(fa) > Math.abs(fb) ? interpolate() : undefined;
    if (interpolated === undefined) previous = step = half;
    else [previous, step] = [step, interpolated];
    a = b;
    fa = fb;
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    fb = f(b);
    if (fb < 0 === fc < 0) {
      c = a;
      fc = fa;
      previous = step = b - a;
    }

    function interpolate(): number | undefined {
      const s = fb / fa;
      let p = 2 * half * s;
      let q = 1 - s;
      if (a !== c) {
        const r = fb / fc;
        const t = fa / fc;
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      p = Math.abs(p);
      const inside = 2 * p < Math.min(3 * half * q - Math.abs(tolerance * q), Math.abs(previous * q));
      return inside ? p / q : undefined;
    }
  }
  return b;
}
