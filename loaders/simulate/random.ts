import {createHash} from "node:crypto";

/**
 * A seeded generator of pseudo-random numbers, xoshiro128** (Blackman and Vigna 2018), with the draws that the
 * simulator needs.
 *
 * The state comes from the SHA-256 of the seed and a name, so that streams with different names are unrelated and a
 * draw added to one leaves all others as they were. Only `Math.log`, `Math.exp` and `Math.sqrt` are used: V8 computes
 * them in software, alike on every machine, whereas its sines and powers have changed between versions.
 */
export class Random {
  private readonly state = new Uint32Array(4);

  constructor(seed: number, name: string) {
    const digest = createHash("sha256").update(`${seed}/${name}`, "utf8").digest();
    for (let i = 0; i < 4; ++i) this.state[i] = digest.readUInt32LE(4 * i);
  }

  /** The next 32 random bits, as an integer from 0 to 2³² − 1. */
  bits(): number {
    const s = this.state;
    const product = Math.imul(s[1], 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result;
  }

  /** Uniform on [0, 1), with 53 random bits. */
  uniform(): number {
    return ((this.bits() >>> 5) * 67108864 + (this.bits() >>> 6)) / 9007199254740992;
  }

  /** Uniform integer from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** Normal with the given mean and standard deviation, by Marsaglia’s polar method. */
  normal(mean = 0, sd = 1): number {
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) return mean + sd * u * Math.sqrt((-2 * Math.log(s)) / s);
    }
  }

  /** Lognormal whose logarithm has the given mean and standard deviation. */
  lognormal(logMean: number, logSd: number): number {
    return Math.exp(this.normal(logMean, logSd));
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(1 - this.uniform());
  }

  /** Gamma with the given shape and scale 1 (Marsaglia and Tsang 2000). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * Math.exp(Math.log(1 - this.uniform()) / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      if (Math.log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** Beta with the given shapes. */
  beta(a: number, b: number): number {
    const x = this.gamma(a);
    return x / (x + this.gamma(b));
  }

  /** Index drawn with probability proportional to `weights`. */
  categorical(weights: readonly number[]): number {
    return indexAt(weights, this.uniform());
  }

  /** One of the items, each equally likely. */
  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.uniform() * items.length)];
  }

  /** A key of `weights`, with probability proportional to its value. */
  pickWeighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const keys = Object.keys(weights) as K[];
    return keys[this.categorical(keys.map((key) => weights[key]))];
  }
}

/** Index at which the running total of `weights`, as a share of all of them, passes `u` in [0, 1). */
export function indexAt(weights: readonly number[], u: number): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let rest = u * total;
  for (let i = 0; i < weights.length; ++i) {
    rest -= weights[i];
    if (rest < 0) return i;
  }
  return weights.length - 1;
}

/** Opens the named sub-streams of one source: `open("labs")` always starts at the same place for a given seed. */
export function randomStreams(seed: number, source: string): (block: string) => Random {
  return (block) => new Random(seed, `${source}/${block}`);
}
