import type {FigureRelease} from "./figureRelease.js";

/** How many rows of one source know a variable, and where its values come from. */
export interface VariableSupply {
  readonly source: string;
  readonly known: number;
  /** Rows of the table that belong to the source. */
  readonly rows: number;
  /** Raw columns and rules, in words; empty where the release does not say. */
  readonly origins: readonly string[];
}

/** A code of a closed list with its words. */
export interface AllowedCode {
  readonly code: string;
  readonly label: string | null;
}

/** One variable of the dictionary. */
export interface DictionaryVariable {
  readonly name: string;
  readonly label: string;
  readonly definition: string;
  readonly type: string;
  /** UCUM unit. */
  readonly unit: string | null;
  /** Empty unless the list of values is closed. */
  readonly allowed: readonly AllowedCode[];
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly privacyClass: string;
  /** Further columns of the dictionary, such as codes of terminologies: label and value. */
  readonly further: readonly {readonly label: string; readonly value: string}[];
  readonly known: number;
  readonly rows: number;
  /** One per source where the rows of the table belong to sources; empty otherwise. */
  readonly supply: readonly VariableSupply[];
}

/** One table of the release with its variables. */
export interface DictionaryTable {
  readonly name: string;
  /** What one row stands for; null for a table that this version does not know. */
  readonly grain: string | null;
  readonly variables: readonly DictionaryVariable[];
}

/** The dictionary of a release. */
export interface DictionaryData extends FigureRelease {
  readonly tables: readonly DictionaryTable[];
}
