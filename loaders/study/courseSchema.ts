import {z} from "zod";
import {endpointDefinitions} from "../harmonise/endpoints.js";
import {codedSchema} from "./columnSchema.js";
import {whenSchema} from "./conditionSchema.js";
import {codeOf, text} from "./scalars.js";

/** A fact with a day: one event of the patient for every row that fulfils `when` and has a day. */
export const eventSchema = z.strictObject({
  /** Of the model or of the disease pack. */
  event: text,
  /** Raw column with the time from the index event. */
  day: text,
  unit: text.default("d"),
  when: whenSchema.optional(),
  cause: codedSchema.optional()
});

/** An episode of treatment for every row that fulfils `when`, or has a start. */
export const treatmentSchema = z.strictObject({
  phase: codeOf("treatmentPhase"),
  start: text,
  unit: text.default("d"),
  when: whenSchema.optional(),
  donor: codedSchema.optional(),
  remission_at_hct: codedSchema.optional()
});

/** A ready-made endpoint of the partner, kept for agreement checks only. */
export const reportedSchema = z
  .strictObject({
    /** Of the model or of the disease pack. */
    endpoint: text,
    /** Definition that the partner followed; the disease pack's first of the endpoint if not given. */
    definition: codeOf("endpointDefinition").optional(),
    time: text,
    unit: text.default("d"),
    status: codedSchema
  })
  .refine(
    ({endpoint, definition}) => definition === undefined || endpointDefinitions[definition].endpoint === endpoint,
    {path: ["definition"], message: "expected a definition of the endpoint"}
  );

/** An assessment of the response for every row that fulfils `when` and tells a response. */
export const responseSchema = z.strictObject({
  /** Raw column with the time from the index event. */
  day: text.optional(),
  unit: text.default("d"),
  /** The phase of treatment that came before, or a raw column that tells it. */
  after_phase: z
    .union([codeOf("treatmentPhase"), codedSchema], "expected a code of treatmentPhase, or column, codes")
    .optional(),
  response: codedSchema,
  criteria: codeOf("responseCriteria").optional(),
  when: whenSchema.optional()
});
