import {z} from "zod";
import {number, tokens} from "./scalars.js";

/**
 * Condition on a raw column: the row takes part if the token is listed, tokens in neither list being refused, or if the
 * number as delivered is below a limit.
 */
const conditionSchema = z.union([
  tokens.transform((is) => ({is, not: undefined, below: undefined})),
  z.strictObject({is: tokens, not: tokens.optional()}).transform((d) => ({...d, not: d.not, below: undefined})),
  z.strictObject({below: number}).transform(({below}) => ({is: [], not: undefined, below}))
]);

/** Conditions by raw column, all of which must hold; they are looked at in order, up to the first that does not. */
export const whenSchema = z.record(z.string(), conditionSchema);

export type When = z.output<typeof whenSchema>;
