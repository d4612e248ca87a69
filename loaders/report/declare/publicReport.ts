import type {ReportResult} from "../../../src/model/report.js";
import type {ReportDeclaration} from "./reportSchema.js";

/**
 * A computed report without the blocks that are declared not to be public, and without sections of which nothing is left;
 * its limitations name the figures.
 */
export function publicReport(declared: ReportDeclaration, result: ReportResult): ReportResult {
  const blocks = declared.sections.flatMap((section) => section.blocks);
  const closed = blocks.filter((block) => !block.public);
  if (closed.length === 0) return result;
  const known = blocks.map(({id}) => id);
  // A block made of a declared one has its id, or one that begins with it; the longest declared one that does is its own.
  const isClosed = (id: string) => {
    const [own] = known.filter((d) => id === d || id.startsWith(`${d}-`)).sort((a, b) => b.length - a.length);
    return closed.some((d) => d.id === own);
  };
  const left = result.sections.flatMap((section) => section.blocks).filter(({id}) => isClosed(id));
  if (left.length === 0) return result;
  const sections = result.sections.flatMap((section) => {
    const open = section.blocks.filter(({id}) => !isClosed(id));
    return section.blocks.length > 0 && open.length === 0 ? [] : [{...section, blocks: open}];
  });
  const titles = left.filter(({id}) => known.includes(id)).map(({title}) => title);
  return {
    ...result,
    sections,
    limitations: [
      ...result.limitations,
      `Not in the public tier, since their counts differ by few patients: ${(titles.length > 0 ? titles : left.map(({title}) => title)).join("; ")}.`
    ]
  };
}
