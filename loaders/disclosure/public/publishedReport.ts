import type {NotPublished, ReportBlock, ReportResult} from "../../../src/model/report.js";
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
 * A report with the blocks that a public release has, naming at its end those that it does not have, with the reasons; null if
 * it has none of the report. A section of which nothing is left goes with its text and claims, which speak of its figures.
 */
export function publishedReport(result: ReportResult, policy: Pick<PublicPolicy, "published">): ReportResult | null {
  if (!isPublished(result, policy)) return null;
  const reasons = policy.published.without.map(({why, blocks}) => ({why, names: namesBlock(blocks)}));
  const whyNot = ({id}: ReportBlock) => reasons.findIndex(({names}) => names(result.id, id));
  const isLeft = (block: ReportBlock) => whyNot(block) < 0;
  const blocks = result.sections.flatMap((section) => section.blocks);
  const shown = blocks.filter(isLeft).map(({title}) => title);
  const notPublished = reasons.flatMap(({why}, i): NotPublished[] => {
    const titles = blocks.filter((block) => whyNot(block) === i).map(({title}) => title);
    return titles.length === 0 ? [] : [{why, titles: shortened(titles, shown)}];
  });
  if (notPublished.length === 0) return result;
  return {
    ...result,
    sections: result.sections.flatMap((section) => {
      const left = section.blocks.filter(isLeft);
      return section.blocks.length > 0 && left.length === 0 ? [] : [{...section, blocks: left}];
    }),
    notPublished
  };
}

/** Titles, each once; of a figure that is left out of all sources together and of each, the first alone. */
function shortened(titles: readonly string[], shown: readonly string[]): string[] {
  const stem = (title: string) => title.replace(/ — [^—]+$/u, "");
  const ofSource = (title: string) =>
    stem(title) !== title && titles.includes(stem(title)) && !shown.some((other) => stem(other) === stem(title));
  return [...new Set(titles.filter((title) => !ofSource(title)))];
}
