import type {FigureRelease} from "./figureRelease.js";
import type {ReleaseComparison} from "./releaseComparison.js";

/** What the page of changes shows. */
export interface ChangesData extends FigureRelease {
  /** Null where there is no release before, or where the difference of two releases may not be told. */
  readonly comparison: ReleaseComparison | null;
}
