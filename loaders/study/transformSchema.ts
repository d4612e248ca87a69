import {z} from "zod";
import {text, token} from "./scalars.js";

const pattern = text.superRefine((source, context) => {
  try {
    new RegExp(source, "u");
  } catch {
    context.addIssue({code: "custom", message: `invalid pattern: ${source}`});
  }
});

/** A named step from one token to another, applied in order before codes and numbers are read. */
export const transformSchema = z.union([
  z.enum(["upperCase", "lowerCase", "firstInteger", "karyotypeStatus"]),
  z.strictObject({stripPrefix: text}),
  z.strictObject({stripSuffix: text}),
  z.strictObject({extract: pattern}),
  z.strictObject({replace: z.strictObject({pattern, with: token})})
]);

/** One or several transforms. */
export const transformsSchema = z.union([z.array(transformSchema), transformSchema.transform((step) => [step])]);

export type Transform = z.output<typeof transformSchema>;
