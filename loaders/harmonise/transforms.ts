import type {Transform} from "../study/transformSchema.js";
import {karyotypeStatus} from "./karyotypeStatus.js";

/** One step from text to text; null where the text holds no value. */
export type TransformStep = (text: string) => string | null;

/** The function of a transform named in a mapping. */
export function transformStep(transform: Transform): TransformStep {
  if (typeof transform === "string") return named[transform];
  if ("stripPrefix" in transform) {
    const prefix = transform.stripPrefix;
    return (text) => (text.startsWith(prefix) ? text.slice(prefix.length) : text);
  }
  if ("stripSuffix" in transform) {
    const suffix = transform.stripSuffix;
    return (text) => (text.endsWith(suffix) ? text.slice(0, -suffix.length) : text);
  }
  if ("extract" in transform) {
    const pattern = new RegExp(transform.extract, "u");
    return (text) => {
      const match = pattern.exec(text);
      return match ? (match.length > 1 ? (match[1] ?? null) : match[0]) : null;
    };
  }
  const pattern = new RegExp(transform.replace.pattern, "gu");
  const replacement = transform.replace.with;
  return (text) => text.replace(pattern, replacement);
}

/** Applies steps in order; null as soon as one finds no value. */
export function applySteps(steps: readonly TransformStep[], text: string): string | null {
  let current: string | null = text;
  for (const step of steps) {
    if (current === null) return null;
    current = step(current);
  }
  return current;
}

const named: Readonly<Record<Extract<Transform, string>, TransformStep>> = {
  upperCase: (text) => text.toUpperCase(),
  lowerCase: (text) => text.toLowerCase(),
  firstInteger: (text) => /\d+/.exec(text)?.[0] ?? null,
  karyotypeStatus
};
