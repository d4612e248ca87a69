import {z} from "zod";
import {name, text, tokens} from "./scalars.js";

/** Analyses that a study declares before anyone looks; see {@link PrespecifiedAnalysis}. */
export const analysesSchema = z
  .array(
    z.strictObject({
      id: text.regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/u, "expected letters, digits and hyphens"),
      question: text,
      endpoint: name,
      groupBy: text,
      filter: z.record(name, tokens).default({})
    })
  )
  .superRefine((analyses, context) => {
    const seen = new Set<string>();
    analyses.forEach(({id}, i) => {
      if (seen.has(id)) context.addIssue({code: "custom", path: [i, "id"], message: `duplicate analysis: ${id}`});
      seen.add(id);
    });
  });
