import {type DataStatus, noticeSentence} from "../model/simulatedNotice.js";
import {csvText} from "./csvText.js";
import {type FigureMetadata, metadataJson, metadataLines} from "./figureMetadata.js";
import type {FigureTable} from "./plainTable.js";
import {pngPicture} from "./pngPicture.js";
import {svgText} from "./svgText.js";

/** The release that an exported file says it comes from. */
export interface ExportRelease extends DataStatus {
  readonly releaseId: string;
  readonly sources: readonly {readonly name: string}[];
}

/** What a file shows, in words. */
export interface ExportWords {
  /** Part of the file's name. */
  readonly id: string;
  readonly title: string;
  /** Lines on what is shown; source, release, notice and address are added. */
  readonly notes: readonly string[];
  /** Address of the page. */
  readonly address: string;
  /** Cohort, method and versions, where the figure gives them. */
  readonly metadata?: FigureMetadata | null;
}

declare const stamped: unique symbol;

/**
 * A file that says where its numbers come from and whether they are simulated; made by {@link csvFile},
 * {@link svgFile}, {@link pngFile} and {@link scriptFile} only.
 */
export interface ExportFile<Content extends string | Uint8Array<ArrayBuffer> = string | Uint8Array<ArrayBuffer>> {
  readonly name: string;
  readonly type: string;
  readonly content: Content;
  readonly [stamped]: true;
}

/** Sentences on source and release that end every caption, with the notice on simulated data. */
export function provenance(release: ExportRelease): string {
  const notice = noticeSentence(release);
  return `${origin(release)}${notice === null ? "" : ` ${notice}`}`;
}

/** A table as a CSV file with what it shows in comment lines on top. */
export function csvFile(release: ExportRelease, words: ExportWords, {columns, rows}: FigureTable): ExportFile<string> {
  return stamp(release, words, "csv", "text/csv", csvText(headOf(release, words), columns, rows));
}

/** Rows as a JSON file, beside the same words on what they are. */
export function jsonFile(release: ExportRelease, words: ExportWords, rows: readonly object[]): ExportFile<string> {
  const content = JSON.stringify({about: headOf(release, words), rows}, null, 1);
  return stamp(release, words, "json", "application/json", `${content}\n`);
}

/** The name of the CSV file of a figure, which its R script reads. */
export function csvName({releaseId}: ExportRelease, {id}: Pick<ExportWords, "id">): string {
  return fileName(releaseId, id, "csv");
}

/** An R script with what it reproduces in comment lines on top. */
export function scriptFile(release: ExportRelease, words: ExportWords, script: string): ExportFile<string> {
  const head = headOf(release, words).map((line) => `# ${oneLine(line)}\n`);
  return stamp(release, words, "R", "text/plain", `${head.join("")}\n${script}`);
}

/** A drawing as a file of its own, with what it shows written above and below it, and as JSON in its metadata. */
export function svgFile(release: ExportRelease, words: ExportWords, drawing: SVGElement): ExportFile<string> {
  return stamp(release, words, "svg", "image/svg+xml", svgContent(release, words, drawing));
}

/** The same drawing as a picture of twice as many dots as CSS pixels; its metadata are a text of the PNG file. */
export async function pngFile(release: ExportRelease, words: ExportWords, drawing: SVGElement): Promise<ExportFile> {
  const description = jsonOf(release, words);
  return stamp(release, words, "png", "image/png", await pngPicture(svgContent(release, words, drawing), description));
}

function svgContent(release: ExportRelease, words: ExportWords, drawing: SVGElement): string {
  return svgText(drawing, titleOf(release, words), notesOf(release, words), jsonOf(release, words));
}

function stamp<Content extends ExportFile["content"]>(
  {releaseId}: ExportRelease,
  {id}: ExportWords,
  extension: string,
  type: string,
  content: Content
): ExportFile<Content> {
  return {name: fileName(releaseId, id, extension), type, content} as ExportFile<Content>;
}

function fileName(releaseId: string, id: string, extension: string): string {
  return `hemiola-${id}-${releaseId}.${extension}`;
}

function titleOf({simulated}: ExportRelease, {title}: ExportWords): string {
  return `${title}${simulated ? " (simulated data)" : ""}`;
}

function headOf(release: ExportRelease, words: ExportWords): string[] {
  const {metadata} = words;
  return [titleOf(release, words), ...notesOf(release, words), ...(metadata ? metadataLines(metadata) : [])];
}

function notesOf(release: ExportRelease, {notes, address}: ExportWords): string[] {
  const notice = noticeSentence(release);
  return [...notes, origin(release), ...(notice === null ? [] : [notice]), address].filter((note) => note !== "");
}

function jsonOf(release: ExportRelease, words: ExportWords): string {
  return metadataJson(release, {title: titleOf(release, words), address: words.address}, words.metadata ?? null);
}

function origin({sources, releaseId}: ExportRelease): string {
  return `Source: ${sources.map(({name}) => name).join("; ")}. Release ${releaseId}.`;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ");
}

/** Cohorts that a reader saved: conditions and counts, no rows. The text names the release and its notice. */
export function cohortsFile({releaseId}: ExportRelease, text: string): ExportFile<string> {
  return {name: fileName(releaseId, "cohorts", "json"), type: "application/json", content: text} as ExportFile<string>;
}
