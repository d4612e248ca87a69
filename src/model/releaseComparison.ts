/** What changed from one release of a study to another. Counts only: no patient is named. */
export interface ReleaseComparison {
  readonly before: ComparedRelease;
  readonly after: ComparedRelease;
  /** Every declared version of either release, those that stayed the same included. */
  readonly versions: readonly VersionChange[];
  /** Every raw file of either release, in the order of the later one; then those that are gone. */
  readonly inputs: readonly InputChange[];
  /** Every source of either release, in the order of the later one; then those that are gone. */
  readonly sources: readonly SourceChange[];
  /** Over all sources. */
  readonly patients: PatientChanges;
  /** Every table of either release, in the order of the later one; then those that are gone. */
  readonly tables: readonly TableChange[];
  /** Variables of the tables about patients that came, went or changed; those that stayed as they were are left out. */
  readonly variables: readonly VariableChange[];
  /** Patients by class before and after, for every classification that both releases hold; `from` = `to` included. */
  readonly shifts: readonly ClassificationShift[];
  /** Key estimates before and after, those that stayed the same included. */
  readonly estimates: readonly EstimateChange[];
}

/** One of the two releases. */
export interface ComparedRelease {
  readonly id: string;
  readonly study: {readonly id: string; readonly title: string};
  readonly tier: string;
  readonly simulated: boolean;
  readonly patients: number;
}

/** A declared version; null where the release does not have it. */
export interface VersionChange {
  /** `schema`, `dictionary`, `rules`, `hemiola`, `mapping <source>` or `<classification> rules`. */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A raw file; null where the release was not made from it. */
export interface InputChange {
  readonly source: string;
  readonly file: string;
  readonly before: InputState | null;
  readonly after: InputState | null;
}

/** A raw file as it went into a release. */
export interface InputState {
  readonly sha256: string;
  readonly rows: number;
}

/**
 * Patients of both releases matched by their surrogate key. A patient changed if any cell of any of the patient's rows
 * did, or a row came or went, in the tables and columns that both releases have.
 */
export interface PatientChanges {
  /** Patients of the earlier release who are not in the later one. */
  readonly gone: number;
  /** Patients of the later release who were not in the earlier one. */
  readonly come: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** A source; the version is null where the release does not have it. */
export interface SourceChange extends PatientChanges {
  readonly source: string;
  readonly name: string;
  readonly versionBefore: string | null;
  readonly versionAfter: string | null;
}

/** A table; null rows where the release does not have it. */
export interface TableChange {
  readonly table: string;
  readonly rowsBefore: number | null;
  readonly rowsAfter: number | null;
  /** True if the bytes are the same. */
  readonly same: boolean;
}

/** A variable that came, went or changed. */
export interface VariableChange {
  readonly table: string;
  readonly column: string;
  readonly change: "added" | "removed" | "changed";
  /** Rows that both releases have, by key; null for a table whose rows have no key, and where the variable came or went. */
  readonly compared: number | null;
  /** Rows of `compared` with another value: another one, a new one or none any more. */
  readonly changed: number | null;
  /** Rows with a value; null where the release does not have the variable. */
  readonly knownBefore: number | null;
  readonly knownAfter: number | null;
}

/** Patients of both releases by their class before and after; null = the class could not be told. */
export interface ClassificationShift {
  readonly system: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly patients: number;
}

/** What is estimated. */
export type EstimateMeasure =
  "patients" | "deaths" | "os_median" | "os_5y" | "alteration_frequency" | "class_frequency";

/** A key estimate before and after; null where the release does not have it. */
export interface EstimateChange {
  readonly measure: EstimateMeasure;
  /** What is estimated, as a reader sees it, e.g. `NPM1 mutated` or `ELN 2022: adverse`. */
  readonly label: string;
  /** Source; null = all. */
  readonly source: string | null;
  readonly unit: "patients" | "months" | "%";
  readonly before: Estimate | null;
  readonly after: Estimate | null;
}

/** An estimate with its 95 % confidence limits and what it rests on. */
export interface Estimate {
  /** In the unit of the change; null if it does not exist, e.g. a median that is not reached. */
  readonly value: number | null;
  /** Null where there is no limit. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Patients with the property or event; null where that is not what is estimated from. */
  readonly n: number | null;
  /** Patients looked at: the denominator. */
  readonly total: number;
}
