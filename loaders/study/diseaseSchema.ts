import {z} from "zod";
import {codeOf, integer, name, text} from "./scalars.js";

/** Which mutation calls of the gene make the alteration; every condition given must hold. */
const callRule = z.strictObject({
  /** Classes of variants that count; all but ITD and PTD if not given. */
  variantClass: z.array(codeOf("variantClass")).optional(),
  /** First affected codon is one of these. */
  codons: z.array(integer).optional(),
  /** First affected codon is known and none of these. */
  exceptCodons: z.array(integer).optional()
});

const alterationSchema = z.strictObject({
  name: text,
  gene: text,
  class: codeOf("alterationClass"),
  /** `none`: calls alone cannot decide it (e.g. both alleles). Not given: any small variant of the gene. */
  calls: z.union([z.literal("none"), callRule]).default({})
});

/** A disease pack: what is particular to one disease. */
export const diseaseSchema = z
  .strictObject({
    id: name,
    label: text,
    /** Version of the pack; part of the release. */
    version: text,
    /** OncoTree code, stored in `patients.disease`. */
    oncotree: text,
    /** In the order of tables, columns and charts. */
    alterations: z.array(alterationSchema).min(1),
    /** Endpoint definitions rebuilt from events. */
    endpoints: z.array(codeOf("endpointDefinition")).min(1)
  })
  .superRefine((pack, context) => {
    const seen = new Set<string>();
    pack.alterations.forEach((alteration, i) => {
      if (seen.has(alteration.name))
        context.addIssue({
          code: "custom",
          path: ["alterations", i, "name"],
          message: `duplicate alteration: ${alteration.name}`
        });
      seen.add(alteration.name);
    });
  });

export type Disease = z.output<typeof diseaseSchema>;
export type DiseaseAlteration = Disease["alterations"][number];
