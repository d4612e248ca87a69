import type {ReportResult} from "../../../src/model/report.js";
import {namesBlock} from "./blockNames.js";
import type {PublicPolicy} from "./policy.js";

/** Whether a public release has a report, by its name or its group. */
export function isPublished(
  {group, id}: Pick<ReportResult, "group" | "id">,
  {published}: Pick<PublicPolicy, "published">
): boolean {
  return published.groups.includes(group) || published.pages.includes(id);
}

/**
 * A report with the blocks that a public release has, each section saying which others there are; null if it has none of
 * the report.
 */
export function publishedReport(result: ReportResult, policy: Pick<PublicPolicy, "published">): ReportResult | null {
  if (!isPublished(result, policy)) return null;
  const {published} = policy;
  const named = namesBlock(published.without);
  const isLeft = (block: string) => named(result.id, block);
  return {
    ...result,
    sections: result.sections.map((section) => {
      const out = section.blocks.filter(({id}) => isLeft(id)).map(({title}) => title);
      if (out.length === 0) return section;
      const said = `Not in the public release, as their groups differ from others by few patients: ${[...new Set(out)].join("; ")}.`;
      return {...section, text: [...section.text, said], blocks: section.blocks.filter(({id}) => !isLeft(id))};
    })
  };
}
