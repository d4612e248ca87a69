import type {FigureRelease} from "./figureRelease.js";

/** A class of a classification; code null = the class cannot be told. */
export interface ClassificationClass {
  readonly code: string;
  readonly label: string;
}

/** Patients in a class by how certain it is. */
export interface ClassSize {
  /** Null = all sources. */
  readonly source: string | null;
  /** Null where the class cannot be told. */
  readonly value: string | null;
  /** Code of the vocabulary `classificationStatus`. */
  readonly status: string;
  readonly n: number;
}

/** Patients of a classification by status, over all classes; they are summed before small classes are hidden. */
export interface ClassTotal {
  /** Null = all sources. */
  readonly source: string | null;
  /** Code of the vocabulary `classificationStatus`; null = all. */
  readonly status: string | null;
  readonly n: number;
}

/** One rule as it is printed; rules are asked from above, the first that holds decides. */
export interface ClassificationRule {
  readonly id: string;
  /** Code of the class; null for the rule by which the class cannot be told. */
  readonly value: string | null;
  readonly label: string;
  readonly condition: string;
  /** Patients in whom it decided; null where the release has no patient rows. */
  readonly decided: number | null;
}

/** A classification as the page shows it. */
export interface ClassificationSystem {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly citation: string | null;
  /** What kind of answer it gives: `risk` or `entity`. */
  readonly kind: string | null;
  /** Conventions, what is presumed and what is not covered. */
  readonly notes: readonly string[];
  /** In the order in which they are shown. */
  readonly classes: readonly ClassificationClass[];
  readonly sizes: readonly ClassSize[];
  readonly totals: readonly ClassTotal[];
  readonly rules: readonly ClassificationRule[];
  /** Facts that were needed and missing, and in how many patients; the most missed first. */
  readonly missing: readonly {readonly fact: string; readonly n: number}[];
}

/** Patients by their classes in two classifications. */
export interface ReclassificationCell {
  /** Null = all sources. */
  readonly source: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly n: number;
}

/** Sums of the cells of two classifications. */
export interface ReclassificationTotal {
  /** Null = all sources. */
  readonly source: string | null;
  readonly n: number;
  /** Patients with a class in both. */
  readonly resolved: number;
  /** Of these, those whose class has another code in the other classification. */
  readonly changed: number;
}

/** Two classifications side by side. */
export interface ReclassificationPair {
  readonly from: string;
  readonly to: string;
  readonly cells: readonly ReclassificationCell[];
  readonly totals: readonly ReclassificationTotal[];
}

/** Everything the classifications page shows. */
export interface ClassificationsData extends FigureRelease {
  readonly systems: readonly ClassificationSystem[];
  readonly pairs: readonly ReclassificationPair[];
}
