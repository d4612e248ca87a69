import {z} from "zod";
import type {ReportBlock} from "../../../src/model/report.js";
import {analysisKinds} from "../analyses/analysisKinds.js";
import type {ReportContext} from "../reportContext.js";
import {anyKind, type AnyBlockKind, type BlockDeclaration} from "./blockKind.js";
import {alterationHazards} from "./alterationHazards.js";
import {differences} from "./differences.js";
import {facts} from "./facts.js";
import {drivers} from "./drivers.js";
import {alleleFrequencies} from "./alleleFrequencies.js";
import {combinations} from "./combinations.js";
import {codons} from "./codons.js";
import {flow} from "./flow.js";
import {frequencies} from "./frequencies.js";
import {hazards} from "./hazards.js";
import {completeness, coverage} from "./heatOfSources.js";
import {incidence} from "./incidence.js";
import {levels} from "./levels.js";
import {model} from "./model.js";
import {pairs} from "./pairs.js";
import {prevalence} from "./prevalence.js";
import {reclassification} from "./reclassification.js";
import {standardised} from "./standardised.js";
import {survival} from "./survival.js";
import {values} from "./values.js";

/** Every kind of block that a report can declare. */
export const blockKinds: readonly AnyBlockKind[] = [
  anyKind(alterationHazards),
  anyKind(completeness),
  anyKind(coverage),
  anyKind(differences),
  anyKind(facts),
  anyKind(drivers),
  anyKind(alleleFrequencies),
  anyKind(codons),
  anyKind(combinations),
  anyKind(flow),
  anyKind(frequencies),
  anyKind(hazards),
  anyKind(incidence),
  anyKind(levels),
  anyKind(model),
  anyKind(pairs),
  anyKind(prevalence),
  anyKind(reclassification),
  anyKind(standardised),
  anyKind(survival),
  anyKind(values),
  ...analysisKinds
];

const byKind = new Map(blockKinds.map((kind) => [kind.kind, kind]));
const kindNames = blockKinds.map(({kind}) => kind);

/** A declared block of any kind. */
export const blockSchema: z.ZodType<BlockDeclaration> = z.unknown().transform((value, context) => {
  const kind = isRecord(value) && typeof value.kind === "string" ? value.kind : "";
  const schema = byKind.get(kind)?.schema;
  if (schema === undefined) {
    const message = `unknown value, expected one of ${kindNames.join(", ")}`;
    context.issues.push({code: "custom", path: ["kind"], message, input: value});
    return z.NEVER;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.issues.push({...issue, input: value} as never);
  return z.NEVER;
});

/**
 * Computes a declared block; none where the release has nothing for it.
 *
 * @throws {ReportError} on groups that the release cannot decide, or that are known only after the start
 */
export function computeBlock(context: ReportContext, declared: BlockDeclaration): readonly ReportBlock[] {
  return context.hasCohort(declared.cohort) ? byKind.get(declared.kind)!.compute(context, declared) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
