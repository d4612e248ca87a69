import {z} from "zod";
import {integer, text} from "./scalars.js";

const concept = integer.refine((value) => value > 0, "expected a concept id");

/** Codes of one variable in other standards; what is not certain is left out. */
const variableSchema = z.strictObject({
  /** Table, or table and field, of the OMOP common data model. */
  omop: text.optional(),
  /** OMOP concept of the variable, or of each of its values. */
  concept: concept.optional(),
  concepts: z.record(text, concept).optional(),
  loinc: text
    .regex(/^\d{1,5}-\d$/u, "expected a LOINC code")
    .refine(hasCheckDigit, "wrong check digit")
    .optional(),
  icdO3: text.regex(/^\d{4}\/\d$/u, "expected a morphology code of ICD-O-3").optional(),
  oncotree: text.optional(),
  cbioportal: text.optional(),
  adam: text.optional(),
  remark: text.optional()
});

/** Codes of the variables and genes in other standards. */
export const dictionarySchema = z.strictObject({
  version: text,
  /** By `table.column`. */
  variables: z.record(text, variableSchema),
  /** HGNC id by current symbol. */
  genes: z.record(text, concept)
});

export type DictionaryCodes = z.output<typeof dictionarySchema>;

/** LOINC codes end in a check digit (mod 10, as on credit cards). */
function hasCheckDigit(code: string): boolean {
  const [digits, check] = code.split("-");
  let sum = 0;
  Array.from(digits)
    .reverse()
    .forEach((digit, i) => {
      const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
      sum += value > 9 ? value - 9 : value;
    });
  return (10 - (sum % 10)) % 10 === Number(check);
}
