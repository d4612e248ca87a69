/**
 * A condition of a rule table: a fact or term by name, a number compared with a limit, or conditions put together.
 * `all`, `any`, `none`, `atLeast` and `exactly` say how many of the parts must hold.
 */
export type Condition =
  | {readonly op: "name"; readonly name: string}
  | {readonly op: ">=" | "<"; readonly number: string; readonly limit: number}
  | {readonly op: "not"; readonly of: Condition}
  | {readonly op: "all" | "any" | "none"; readonly of: readonly Condition[]}
  | {readonly op: "atLeast" | "exactly"; readonly n: number; readonly of: readonly Condition[]};

/** Says what is wrong with a condition and where, by the keys that lead there. */
export type Complain = (path: readonly (string | number)[], message: string) => void;

const comparison = /^(\S+)\s*(>=|<)\s*(-?\d+(?:\.\d+)?)$/;
const counted = ["atLeast", "exactly"] as const;
const expected = "a name, a comparison (x >= 1, x < 1), all, any, none, not, or atLeast/exactly with of";

/**
 * Reads a condition from YAML. `[a, b]` alone is not a condition: it would not say whether all or any must hold.
 *
 * @returns undefined where it cannot be read, after a complaint
 */
export function parseCondition(value: unknown, complain: Complain): Condition | undefined {
  if (typeof value === "string") return parseName(value, complain);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    complain([], `invalid condition, expected ${expected}`);
    return undefined;
  }
  const written = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(written);
  const key = keys[0];
  if (keys.length === 1 && key === "not") {
    const of = parseCondition(written.not, within(complain, "not"));
    return of && {op: "not", of};
  }
  if (keys.length === 1 && (key === "all" || key === "any" || key === "none")) {
    const of = parseParts(written[key], within(complain, key));
    return of && {op: key, of};
  }
  const op = counted.find((d) => d in written);
  if (op && keys.length === 2 && "of" in written) {
    const of = parseParts(written.of, within(complain, "of"));
    const n = Number(written[op]);
    if (of && Number.isInteger(n) && n >= 1 && n <= of.length) return {op, n, of};
    if (of) complain([op], `invalid number: ${String(written[op])}, expected 1 to ${of.length}`);
    return undefined;
  }
  complain([], `unknown condition: ${keys.join(", ")}, expected ${expected}`);
  return undefined;
}

/** Names of facts and terms, and numbers, that a condition mentions, in the order written. */
export function mentions(condition: Condition): string[] {
  if (condition.op === "name") return [condition.name];
  if ("number" in condition) return [condition.number];
  return condition.op === "not" ? mentions(condition.of) : condition.of.flatMap(mentions);
}

function parseName(written: string, complain: Complain): Condition | undefined {
  const found = comparison.exec(written);
  if (found) return {op: found[2] as ">=" | "<", number: found[1], limit: Number(found[3])};
  if (/^[A-Za-z0-9_.-]+$/.test(written)) return {op: "name", name: written};
  complain([], `invalid condition: ${written}, expected ${expected}`);
  return undefined;
}

function parseParts(value: unknown, complain: Complain): Condition[] | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    complain([], "expected a list of conditions");
    return undefined;
  }
  const parts = value.map((part, i) => parseCondition(part, within(complain, i)));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function within(complain: Complain, key: string | number): Complain {
  return (path, message) => complain([key, ...path], message);
}
