import {withoutThousands} from "./countsInText.js";
import {isCount} from "../public/countsOf.js";

const daysPerMonth = 365.25 / 12;

/**
 * The ways to write the numbers of gated blocks, and of shares made from them: the numbers that a sentence about the blocks
 * may have. Digits of declared words ("5-year", "ELN 2022") are given as `declared`.
 */
export function sayableNumbers(blocks: readonly unknown[], declared: readonly string[]): Set<string> {
  const sayable = new Set(declared.flatMap(numbersIn));
  for (const number of ["0.05", "0.001", "0.0001", "95", "100"]) sayable.add(number);
  const say = (value: number) => {
    if (!Number.isFinite(value)) return;
    for (const scaled of [value, value * 100, value / daysPerMonth, value / 365.25])
      for (const decimals of [0, 1, 2, 3]) sayable.add(trimmed(Math.abs(scaled).toFixed(decimals)));
  };
  const walk = (value: unknown): void => {
    if (typeof value === "number") say(value);
    else if (typeof value === "string") for (const number of numbersIn(value)) sayable.add(number);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === "object") {
      if (isShare(value)) shareNumbers(value.count.n, value.of.n).forEach(say);
      // The words of a set's key are no numbers of patients.
      if (isCount(value)) {
        if (value.n !== null) sayable.add(String(value.n));
      } else Object.values(value).forEach(walk);
    }
  };
  blocks.forEach(walk);
  return sayable;
}

/** Numbers in a text as written, without those that are part of a name such as NPM1, t(8;21) or p.R882H. */
export function numbersIn(text: string): string[] {
  return [...withoutThousands(text).matchAll(/(?<![\p{L}\p{N}_.;(-])\d[\d  ]*(?:\.\d+)?(?![\p{L}\p{N}_;])/gu)].map(
    ([number]) => trimmed(number.replace(/[\s  ]/gu, ""))
  );
}

function trimmed(number: string): string {
  return number.includes(".") ? number.replace(/\.?0+$/u, "") : number;
}

function shareNumbers(count: number | null, of: number | null): number[] {
  if (count === null || of === null || of === 0) return [];
  const [p, z] = [count / of, 1.959963984540054];
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  return [p, middle - half, middle + half];
}

function isShare(value: object): value is {count: {n: number | null}; of: {n: number | null}} {
  return "count" in value && "of" in value && isCount(value.count as object) && isCount(value.of as object);
}
