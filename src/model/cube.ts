import type {Count, ReportBlock} from "./report.js";

/** Pages of the public explorer, which show a finite cube of results. */
export const cubePages = ["cohort", "mutations", "survival"] as const;
export type CubePage = (typeof cubePages)[number];

/** Name of the cohort of everybody. */
export const everybodyCohort = "all";

/** Name of the choice not to split. */
export const noSplit = "none";

/** One group of a dimension; as a cohort its name is `dimension:level`. */
export interface CubeLevel {
  readonly id: string;
  readonly label: string;
  readonly count: Count;
  /** Why it is no cohort of the cube; null where it is one. */
  readonly reason: string | null;
}

/** What cohorts are formed and figures split by. */
export interface CubeDimension {
  readonly id: string;
  readonly label: string;
  readonly levels: readonly CubeLevel[];
}

/** A figure of the cube with its page; `kind` tells what it needs of the page. */
export interface CubeFigure {
  readonly page: CubePage;
  readonly id: string;
  readonly name: string;
}

/** Which of the cube's answers: a figure of a cohort, split or not. */
export interface CubeAddress {
  readonly figure: string;
  readonly cohort: string;
  readonly split: string;
}

/** An answer of the cube. */
export interface CubeEntry extends CubeAddress {
  /** More than one where one figure would mix what does not go together. */
  readonly blocks: readonly ReportBlock[];
}

/** A combination that is not published. */
export interface CubeGap extends CubeAddress {
  /** A sentence without a number of patients. */
  readonly reason: string;
}

/** The public explorer's cube: all that its pages can show. */
export interface Cube {
  /** Everybody. */
  readonly population: Count;
  readonly dimensions: readonly CubeDimension[];
  readonly figures: readonly CubeFigure[];
  readonly entries: readonly CubeEntry[];
  readonly gaps: readonly CubeGap[];
}

/** The name of a level as a cohort. */
export function cohortName(dimension: Pick<CubeDimension, "id">, level: Pick<CubeLevel, "id">): string {
  return `${dimension.id}:${level.id}`;
}

/** A level with what it is of, unless it says so itself: "ELN 2022 risk: Adverse", "NPM1 mutated". */
export function levelWords({label}: {readonly label: string}, level: {readonly label: string}): string {
  return level.label.startsWith(label) ? level.label : `${label}: ${level.label}`;
}

/** Address, relative to the site, of what a page shows of one combination; every combination of choices has one. */
export function cubeFile({cohort, figure, split}: CubeAddress): string {
  return `${cubeFolder({cohort, split})}/${fileName(figure)}.json`;
}

/** Folder, relative to the site, of the files of one cohort and split. */
export function cubeFolder({cohort, split}: Pick<CubeAddress, "cohort" | "split">): string {
  return `figures/cube/${fileName(cohort)}/${fileName(split)}`;
}

/** What a file of {@link cubeFile} holds. */
export interface CubeAnswer {
  /** The figure as HTML, or why there is none and where to go. */
  readonly html: string;
  readonly published: boolean;
}

/** A name as a part of a path: letters, digits, hyphen and underscore as they are, anything else by its code point. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/gu, (letter) => `.${letter.codePointAt(0)!.toString(16)}.`);
}
