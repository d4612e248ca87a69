import type {ReportResult} from "../../../src/model/report.js";
import {noticeSentence} from "../../../src/model/simulatedNotice.js";
import type {GlossaryTerm} from "../../pages/glossary.js";
import type {DrawingStyles} from "./drawingStyles.js";
import {figureFiles, rounded} from "./figureFiles.js";
import {figureOf} from "./figureOf.js";
import {proseWriter} from "./prose.js";
import type {RenderRelease} from "./renderRelease.js";
import {reportPage} from "./reportPage.js";
import {filesFolder, reportPath} from "./reportWords.js";
import {numberWriter} from "./shownNumbers.js";

/** What all reports of a site share. */
export interface RenderTools {
  readonly release: RenderRelease;
  readonly glossary: readonly GlossaryTerm[];
  readonly styles: DrawingStyles;
  /** Makes the elements of drawings: jsdom's document. */
  readonly document: Document;
}

/** A report's page and the files that belong to it. */
export interface RenderedReport {
  /** Address inside the site, without extension. */
  readonly path: string;
  /** Framework's Markdown. */
  readonly markdown: string;
  /** Text of each file by its path inside the site: pictures, numbers, results. */
  readonly files: ReadonlyMap<string, string>;
}

/** Draws a report: its page, and an SVG and CSV file for each figure, and its results as JSON. */
export function renderReport(report: ReportResult, {release, glossary, styles, document}: RenderTools): RenderedReport {
  const numbers = numberWriter(report.tier);
  const blocks = report.sections.flatMap((section) => section.blocks);
  const figures = blocks.map((block) => figureOf(block, numbers));
  const prose = proseWriter(release.genes, glossary);
  const titled = proseWriter(release.genes, []);
  const page = reportPage(figures, {report, release, prose, titled, document});
  const folder = filesFolder(report);
  const files = new Map<string, string>([[`${folder}/results.json`, resultsText(report, release)]]);
  const origin = {report: report.id, page: `Report: ${report.title}`, address: reportPath(report), folder};
  blocks.forEach((block, i) => {
    for (const [path, text] of figureFiles(block, figures[i], origin, {release, styles, document}))
      files.set(path, text);
  });
  return {path: reportPath(report), markdown: markdownOf(report, page.html), files};
}

/** The results for programs to read, in one line. */
function resultsText(report: ReportResult, release: RenderRelease): string {
  const notice = noticeSentence(release);
  const all = {release: release.releaseId, ...(notice === null ? {} : {notice}), ...report};
  return `${JSON.stringify(all, (_key, value: unknown) => rounded(value))}\n`;
}

/** The page with its title; a title is data, so that it is written as a JSON string, which YAML reads. */
function markdownOf({title}: ReportResult, html: string): string {
  return `---
title: ${JSON.stringify(title)}
---

${html}

\`\`\`ts
import {reportTools} from "../components/reportTools.js";
\`\`\`

\`\`\`ts
reportTools(document.querySelector(".report"));
\`\`\`
`;
}
