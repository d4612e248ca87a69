import {type DataStatus, noticeSentence} from "../model/simulatedNotice.js";
import {csvText} from "./csvText.js";
import type {FigureTable} from "./plainTable.js";
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
}

declare const stamped: unique symbol;

/** A file that says where its numbers come from and whether they are simulated; made by {@link csvFile} and {@link svgFile} only. */
export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly content: string;
  readonly [stamped]: true;
}

/** Sentences on source and release that end every caption, with the notice on simulated data. */
export function provenance(release: ExportRelease): string {
  const notice = noticeSentence(release);
  return `${origin(release)}${notice === null ? "" : ` ${notice}`}`;
}

/** A table as a CSV file with what it shows in comment lines on top. */
export function csvFile(release: ExportRelease, words: ExportWords, {columns, rows}: FigureTable): ExportFile {
  const notes = [titleOf(release, words), ...notesOf(release, words)];
  return stamp(release, words, "csv", "text/csv", csvText(notes, columns, rows));
}

/** A drawing as a file of its own, with what it shows written above and below it. */
export function svgFile(release: ExportRelease, words: ExportWords, drawing: SVGElement): ExportFile {
  const content = svgText(drawing, titleOf(release, words), notesOf(release, words));
  return stamp(release, words, "svg", "image/svg+xml", content);
}

function stamp(
  {releaseId}: ExportRelease,
  {id}: ExportWords,
  extension: string,
  type: string,
  content: string
): ExportFile {
  return {name: `hemiola-${id}-${releaseId}.${extension}`, type, content} as ExportFile;
}

function titleOf({simulated}: ExportRelease, {title}: ExportWords): string {
  return `${title}${simulated ? " (simulated data)" : ""}`;
}

function notesOf(release: ExportRelease, {notes, address}: ExportWords): string[] {
  const notice = noticeSentence(release);
  return [...notes, origin(release), ...(notice === null ? [] : [notice]), address].filter((note) => note !== "");
}

function origin({sources, releaseId}: ExportRelease): string {
  return `Source: ${sources.map(({name}) => name).join("; ")}. Release ${releaseId}.`;
}
