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
