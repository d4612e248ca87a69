/**
 * The physical types of the harmonised model.
 *
 * `id` and `str` are UTF-8 text; `code` is a dictionary-encoded text whose values and order come from a
 * {@link Vocabulary}; `bool` is three-valued (true, false, null = not known). Nulls live in the validity bitmap,
 * never as a dictionary entry or a sentinel.
 */
export type ColumnType = "id" | "str" | "code" | "bool" | "i8" | "i16" | "i32" | "f32" | "f64";

/** How identifying a variable is; decides in which tier of a release it may appear. */
export type PrivacyClass = "direct" | "quasi" | "sensitive" | "genomic" | "aggregate_ok" | "never_public";

/** One column of a harmonised table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** True where the value may be unknown; false where its absence makes the row unusable. */
  readonly nullable: boolean;
  /** Name of the vocabulary in `vocabularies`; `"open"` where the values are not known in advance (sorted by code point). */
  readonly vocabulary?: string;
  /** Codes that the disease pack adds after those of a closed vocabulary. */
  readonly added?: readonly string[];
  /** UCUM unit, fixed per column. */
  readonly unit?: string;
  /** Short label as a reader sees it. */
  readonly label: string;
  /** What the value means. */
  readonly definition: string;
  readonly privacyClass: PrivacyClass;
  /** Hard limits: a value outside is removed (`INVALID`) and listed. */
  readonly min?: number;
  readonly max?: number;
}

/** A harmonised table: its name, what one row is, and its columns in their physical order. */
export interface TableSchema {
  readonly name: string;
  /** What one row stands for. */
  readonly grain: string;
  readonly columns: readonly Column[];
  /** Columns by which rows are sorted, so that the same input gives the same bytes. */
  readonly sortBy: readonly string[];
}
