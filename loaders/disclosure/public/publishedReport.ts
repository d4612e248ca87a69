import type {ReportResult} from "../../../src/model/report.js";
import {namesBlock} from "./blockNames.js";
import type {PublicPolicy} from "./policy.js";

/**
 * A report with the blocks that a public release has, each section saying which others there are; null if it has none of
 * the report.
 */
export function publishedReport(result: ReportResult, {published}: PublicPolicy): ReportResult | null {
  if (!published.groups.includes(result.group) && !published.pages.includes(result.id)) return null;
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
