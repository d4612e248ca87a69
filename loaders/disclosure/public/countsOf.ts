import type {Count} from "../../../src/model/report.js";

/** Every count in a value, wherever it stands, in the order of reading. */
export function countsOf(value: unknown): Count[] {
  if (Array.isArray(value)) return value.flatMap(countsOf);
  if (value === null || typeof value !== "object") return [];
  return isCount(value) ? [value] : Object.values(value).flatMap(countsOf);
}

/** Whether a value is a count that names its set. */
export function isCount(value: object): value is Count {
  return "set" in value && typeof value.set === "string" && "n" in value;
}
