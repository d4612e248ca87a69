import {z} from "zod";
import {codeOf, name, text, truth} from "./scalars.js";

/** A gene panel: what an assay can see. A gene that is not listed is not tested, never wild type. */
export const panelSchema = z.strictObject({
  id: name,
  title: text,
  /** Where the list comes from. */
  origin: text,
  /** False where the list is known to be incomplete. */
  complete: truth.default(true),
  /** Genes whose small variants are seen. */
  genes: z.array(text).default([]),
  /** How much of those genes is covered. */
  scope: codeOf("panelScope").default("full_cds"),
  /** Genes of the list that are covered otherwise than the rest. */
  scopes: z.record(text, codeOf("panelScope")).default({}),
  /** Alterations of the disease pack seen although their gene is not listed: duplications, hot spots, reported facts. */
  alterations: z.array(text).default([])
});

export type Panel = z.output<typeof panelSchema>;
