import {z} from "zod";
import type {VocabularyName} from "../../src/model/vocabulary.js";
import {vocabularies} from "../../src/model/vocabulary.js";

/** Text that is not empty. */
export const text = z.string().min(1, "must not be empty");

/** A token compared with whole cells; may be empty. */
export const token = z.string();

/** A list of tokens; one token may stand alone. */
export const tokens = z.union([z.array(token), token.transform((value) => [value])]);

/** A number written in YAML. */
export const number = z
  .string()
  .refine((value) => value.trim() !== "" && Number.isFinite(Number(value)), "expected a number")
  .transform(Number);

/** A whole number written in YAML. */
export const integer = number.refine((value) => Number.isInteger(value), "expected a whole number");

/** `true` or `false`. */
export const truth = z.enum(["true", "false"]).transform((value) => value === "true");

/** A code of a closed vocabulary of the model. */
export function codeOf(name: VocabularyName): z.ZodType<string> {
  return z.enum(vocabularies[name].map((term) => term.code));
}

/** A name used as a key: letters, digits and underscore. */
export const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "expected letters, digits and underscores");
