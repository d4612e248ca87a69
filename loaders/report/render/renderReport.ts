import {csvText} from "../../../src/components/csvText.js";
import type {ReportBlock, ReportResult} from "../../../src/model/report.js";
import {noticeSentence} from "../../../src/model/simulatedNotice.js";
import type {GlossaryTerm} from "../../pages/glossary.js";
import type {DrawingStyles} from "./drawingStyles.js";
import {widths} from "./figureMarkup.js";
import {figureOf} from "./figureOf.js";
import {proseWriter} from "./prose.js";
import type {RenderRelease} from "./renderRelease.js";
import type {ReportFigure} from "./reportFigure.js";
import {reportPage} from "./reportPage.js";
import {blockSources, filesFolder, provenanceWords, reportPath} from "./reportWords.js";
import {numberWriter} from "./shownNumbers.js";
import {standaloneSvg} from "./standaloneSvg.js";

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
  blocks.forEach((block, i) => {
    const words = fileWords(report, block, figures[i], release);
    const {draw, csv} = figures[i];
    files.set(
      `${folder}/${block.id}.csv`,
      csvText(
        [words.title, ...words.notes],
        csv.columns,
        csv.rows.map((row) => row.map(rounded))
      )
    );
    if (draw !== null)
      files.set(`${folder}/${block.id}.svg`, standaloneSvg(draw(widths.wide, document), styles, words));
  });
  return {path: reportPath(report), markdown: markdownOf(report, page.html), files};
}

/** What each file says of itself. */
function fileWords(report: ReportResult, block: ReportBlock, {counted}: ReportFigure, release: RenderRelease) {
  const simulated = blockSources(block, release).some((source) => source.simulated);
  const title = `${block.title}${simulated ? " (simulated data)" : ""}`;
  const notes = [
    [block.subtitle, block.caption].filter((words) => words !== "").join(" "),
    ...block.notes,
    provenanceWords(block, counted, release),
    `Report: ${report.title} (${reportPath(report)}#${block.id}).`
  ].filter((words) => words !== "");
  const metadata = JSON.stringify({
    generator: "Hemiola",
    title,
    report: report.id,
    figure: block.id,
    release: release.releaseId,
    sources: block.sources,
    ...(simulated ? {simulated: true, notice: noticeSentence(release)} : {})
  });
  return {title, notes, metadata};
}

/** The results for programs to read, in one line. */
function resultsText(report: ReportResult, release: RenderRelease): string {
  const notice = noticeSentence(release);
  const all = {release: release.releaseId, ...(notice === null ? {} : {notice}), ...report};
  return `${JSON.stringify(all, (_key, value: unknown) => rounded(value))}\n`;
}

/** A number to twelve significant digits, beyond what any figure is known to; whatever else, as it is. */
function rounded<T>(value: T): T | number {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;
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
