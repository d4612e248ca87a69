import {Damage} from "../damage.js";
import {isMissing, realText} from "./realText.js";
import type {RAttributes, RIntegers, RSequence, RValue} from "./rValue.js";
import {naInteger} from "./rValue.js";

/**
 * The vector that R (3.5 and later) has stored as what it is made of: steps between whole numbers, numbers that are to
 * become texts, or another vector of which more is known.
 *
 * @param info class of the vector, its package, its type
 * @throws {Damage} on a form that is unknown, such as vectors that lie in another file
 */
export function unpackAltrep(info: RValue, state: RValue, attributes: RAttributes): RValue {
  const [name] = info.kind === "pairs" || info.kind === "list" ? info.values : [];
  if (name?.kind !== "symbol") throw new Damage("a vector of no class");
  if (name.name === "compact_intseq" || name.name === "compact_realseq")
    return sequence(state, name.name === "compact_intseq" ? "integer" : "double", attributes);
  const [first, second] = state.kind === "pairs" || state.kind === "list" ? state.values : [];
  if (first !== undefined && name.name === "deferred_string") {
    const scipen = second?.kind === "integer" ? (second.values[0] ?? 0) : 0;
    return {kind: "text", values: numberTexts(first, scipen), attributes};
  }
  if (first !== undefined && name.name.startsWith("wrap_")) return {...first, attributes};
  throw new Damage(`a vector of class ${name.name}`);
}

function sequence(state: RValue, of: RSequence["of"], attributes: RAttributes): RSequence {
  const values = state.kind === "double" ? state.values : [];
  const [length, first, step] = values;
  if (values.length !== 3 || !Number.isInteger(length) || length < 0 || !Number.isFinite(first + step))
    throw new Damage("a sequence without length, beginning and step");
  return {kind: "sequence", of, first, step, length, attributes};
}

/** What `as.character` makes of numbers. */
function numberTexts(value: RValue, scipen: number): (string | null)[] {
  if (value.kind === "double")
    return Array.from(value.values, (number, i) => (isMissing(value.values, i) ? null : realText(number, scipen)));
  if (value.kind === "integer") return texts(value);
  if (value.kind === "sequence" && value.length <= maxSequence)
    return Array.from({length: value.length}, (_, i) => {
      const number = value.first + value.step * i;
      return value.of === "integer" ? String(number) : realText(number, scipen);
    });
  throw new Damage("texts of no numbers");
}

/** Numbers of a sequence that are taken into memory as texts. */
const maxSequence = 1 << 24;

function texts({values}: RIntegers): (string | null)[] {
  return Array.from(values, (number) => (number === naInteger ? null : String(number)));
}
