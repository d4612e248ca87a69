import {z} from "zod";
import {endpointDefinitions} from "../harmonise/endpoints.js";
import {declaredEndpointSchema, endpointIssues} from "./declaredEndpointSchema.js";
import {landmarksSchema} from "./landmarksSchema.js";
import {codeOf, integer, name, number, text, truth} from "./scalars.js";
import {parseTarget, targets} from "./targets.js";

/** Which mutation calls of the gene make the alteration; every condition given must hold. */
const callRule = z.strictObject({
  /** Classes of variants that count; all but ITD and PTD if not given. */
  variantClass: z.array(codeOf("variantClass")).optional(),
  /** First affected codon is one of these. */
  codons: z.array(integer).optional(),
  /** First affected codon is known and none of these. */
  exceptCodons: z.array(integer).optional(),
  /** First affected codon is not before, or not after, this one. */
  fromCodon: integer.optional(),
  toCodon: integer.optional(),
  /** The reading frame is kept and no stop is gained, or the contrary. */
  inFrame: truth.optional()
});

const alterationSchema = z.strictObject({
  name: text,
  gene: text,
  class: codeOf("alterationClass"),
  /** `none`: calls alone cannot decide it (e.g. both alleles). Not given: any small variant of the gene. */
  calls: z.union([z.literal("none"), callRule]).default({})
});

const range = z
  .array(number)
  .length(2, "expected two numbers")
  .transform(([low, high]): [number, number] => [low, high])
  .refine(([low, high]) => low < high, "expected the smaller number first");

/** A disease pack: what is particular to one disease. */
export const diseaseSchema = z
  .strictObject({
    id: name,
    label: text,
    /** Version of the pack; part of the release. */
    version: text,
    /** OncoTree code, stored in `patients.disease`; the id of the pack where the disease is no tumour. */
    oncotree: text.optional(),
    /**
     * Where the values of a variable (`patients.wbc`) usually lie, in the unit of the model: medians of cohorts and nearly
     * all patients. Only for alarms: nothing is refused or converted by it.
     */
    usual: z.record(z.string(), z.strictObject({median: range, values: range})).default({}),
    /** In the order of tables, columns and charts; none where no genes are looked at. */
    alterations: z.array(alterationSchema),
    /** Events that the model does not know: code and the reader's words. */
    events: z.record(name, text).default({}),
    /** Endpoints rebuilt from events, by definition of the model or declared here; the first of an endpoint is its default. */
    endpoints: z.array(z.union([codeOf("endpointDefinition"), declaredEndpointSchema])).min(1),
    /** Landmark of the definitions that have one, in days from the index event. */
    landmarks: landmarksSchema.default({}),
    /** Rule tables, `data/rules/<id>.yaml`, in the order of publication. */
    classifications: z.array(name).default([]),
    /** Reports, `data/reports/<id>.yaml`, in the order of the navigation; a release gets those that it can carry. */
    reports: z.array(text).default([])
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
    for (const definition of pack.endpoints)
      if (
        typeof definition === "string" &&
        endpointDefinitions[definition].landmark &&
        !Object.hasOwn(pack.landmarks, definition)
      )
        context.addIssue({code: "custom", path: ["landmarks"], message: `missing landmark: ${definition}`});
    for (const {path, message} of endpointIssues(pack)) context.addIssue({code: "custom", path: [...path], message});
    for (const to of Object.keys(pack.usual)) {
      const target = parseTarget(to);
      if (!target || target.table === "alterations" || targets[target.table].get(target.name)?.unit === undefined)
        context.addIssue({code: "custom", path: ["usual", to], message: `unknown variable with a unit: ${to}`});
    }
  })
  .transform(({oncotree, endpoints, ...pack}) => ({
    ...pack,
    /** What `patients.disease` holds unless the source tells. */
    code: oncotree ?? pack.id,
    /** Ids of the definitions. */
    endpoints: endpoints.map((d) => (typeof d === "string" ? d : d.id)),
    /** Those that the pack declares itself. */
    declaredEndpoints: endpoints.filter((d) => typeof d !== "string")
  }));

export type Disease = z.output<typeof diseaseSchema>;
export type DiseaseAlteration = Disease["alterations"][number];
