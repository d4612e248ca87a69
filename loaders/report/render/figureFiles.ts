import {csvText} from "../../../src/components/csvText.js";
import type {ReportBlock} from "../../../src/model/report.js";
import {noticeSentence} from "../../../src/model/simulatedNotice.js";
import type {DrawingStyles} from "./drawingStyles.js";
import {widths} from "./figureMarkup.js";
import type {RenderRelease} from "./renderRelease.js";
import type {ReportFigure} from "./reportFigure.js";
import {blockSources, provenanceWords} from "./reportWords.js";
import {standaloneSvg} from "./standaloneSvg.js";

/** Where the files of a figure lie, and what they say of the page that they are from. */
export interface FigureOrigin {
  /** Path inside the site, without a slash before or after. */
  readonly folder: string;
  /** Name of the report, for programs. */
  readonly report: string;
  /** The page for readers: what it is, and its address. */
  readonly page: string;
  readonly address: string;
}

/** What drawing the files takes. */
export interface FileTools {
  readonly release: RenderRelease;
  readonly styles: DrawingStyles;
  readonly document: Document;
}

/** The files of a figure by their path inside the site: its numbers as CSV, its picture, if it has one, as SVG. */
export function figureFiles(
  block: ReportBlock,
  figure: ReportFigure,
  origin: FigureOrigin,
  {release, styles, document}: FileTools
): Map<string, string> {
  const words = fileWords(block, figure, origin, release);
  const {draw, csv} = figure;
  const rows = csv.rows.map((row) => row.map(rounded));
  const files = new Map([
    [`${origin.folder}/${block.id}.csv`, csvText([words.title, ...words.notes], csv.columns, rows)]
  ]);
  if (draw !== null)
    files.set(`${origin.folder}/${block.id}.svg`, standaloneSvg(draw(widths.wide, document), styles, words));
  return files;
}

/** A number to twelve significant digits, beyond what any figure is known to; whatever else, as it is. */
export function rounded<T>(value: T): T | number {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;
}

/** What each file says of itself. */
function fileWords(block: ReportBlock, {counted}: ReportFigure, origin: FigureOrigin, release: RenderRelease) {
  const simulated = blockSources(block, release).some((source) => source.simulated);
  const title = `${block.title}${simulated ? " (simulated data)" : ""}`;
  const notes = [
    [block.subtitle, block.caption].filter((words) => words !== "").join(" "),
    ...block.notes,
    provenanceWords(block, counted, release),
    `${origin.page} (${origin.address}#${block.id}).`
  ].filter((words) => words !== "");
  const metadata = JSON.stringify({
    generator: "Hemiola",
    title,
    report: origin.report,
    figure: block.id,
    release: release.releaseId,
    sources: block.sources,
    ...(simulated ? {simulated: true, notice: noticeSentence(release)} : {})
  });
  return {title, notes, metadata};
}
