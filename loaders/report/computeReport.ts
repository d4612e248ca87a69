import type {ReportResult} from "../../src/model/report.js";
import {computeBlock} from "./blocks/blockKinds.js";
import {withClaims} from "./claims/withClaims.js";
import {assessedSources} from "./declare/assessedSources.js";
import {cohortWithin} from "./declare/cohortWithin.js";
import type {ReportDeclaration} from "./declare/reportSchema.js";
import type {ReportContext} from "./reportContext.js";

/** What a reader of a generalised release must know of its numbers. */
const generalised =
  "In this tier ages, laboratory values and times are those of the classes to which they were generalised; estimates differ a little from exact ones.";

/**
 * Computes a report, before any gate: every number is exact, and `context.members` has the members of every set that a
 * count names. After a gate has hidden numbers, {@link withClaims} makes its sentences again from what is left.
 *
 * @throws {ReportError} if the declaration asks for a cohort that the release cannot decide
 */
export function computeReport(context: ReportContext, declared: ReportDeclaration): ReportResult {
  const {query, left} = assessedSources(context, declared.cohort, declared.assessed);
  const sections = declared.sections.flatMap(({heading, text, blocks}) => {
    const made = blocks.flatMap((block) =>
      computeBlock(context, {...block, cohort: cohortWithin(query, block.cohort)})
    );
    // Without the figures that it is about a section has nothing to say.
    return blocks.length > 0 && made.length === 0 ? [] : [{heading, text, claims: [], blocks: made}];
  });
  const result: ReportResult = {
    id: declared.id,
    title: declared.title,
    audience: declared.audience,
    group: declared.group,
    answer: [],
    sections,
    limitations: [
      ...declared.limitations,
      ...(left.length > 0
        ? [
            `Left out, since too few of their patients could be classified or their eligibility fixes it: ${left.join("; ")}.`
          ]
        : []),
      ...(context.site.tier === "consortium" ? [generalised] : [])
    ],
    references: declared.references,
    disclaimer: declared.disclaimer ?? null,
    tier: context.site.tier
  };
  return withClaims(result, declared);
}
