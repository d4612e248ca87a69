import type {ReportResult} from "../../src/model/report.js";
import {computeBlock} from "./blocks/blockKinds.js";
import {withClaims} from "./claims/withClaims.js";
import {cohortWithin} from "./declare/cohortWithin.js";
import type {ReportDeclaration} from "./declare/reportSchema.js";
import type {ReportContext} from "./reportContext.js";

/**
 * Computes a report, before any gate: every number is exact, and `context.members` has the members of every set that a
 * count names. After a gate has hidden numbers, {@link withClaims} makes its sentences again from what is left.
 *
 * @throws {ReportError} if the declaration asks for a cohort that the release cannot decide
 */
export function computeReport(context: ReportContext, declared: ReportDeclaration): ReportResult {
  const sections = declared.sections.map(({heading, text, blocks}) => ({
    heading,
    text,
    claims: [],
    blocks: blocks.flatMap((block) =>
      computeBlock(context, {...block, cohort: cohortWithin(declared.cohort, block.cohort)})
    )
  }));
  const result: ReportResult = {
    id: declared.id,
    title: declared.title,
    audience: declared.audience,
    group: declared.group,
    answer: [],
    sections,
    limitations: declared.limitations,
    references: declared.references,
    disclaimer: declared.disclaimer ?? null,
    tier: context.site.tier
  };
  return withClaims(result, declared);
}
