/** Kinds of abnormality, in ISCN's abbreviations; `gain` and `loss` are of whole chromosomes. */
export type Operation =
  | "t"
  | "inv"
  | "del"
  | "add"
  | "der"
  | "dup"
  | "ins"
  | "i"
  | "idic"
  | "dic"
  | "r"
  | "hsr"
  | "trp"
  | "tas"
  | "gain"
  | "loss"
  | "mar"
  | "dmin";

/** One rearrangement as written, e.g. `t(8;21)(q22;q22)`. */
export interface Rearrangement {
  readonly op: Operation;
  /** `1`–`22`, `X`, `Y`, or `?`. */
  readonly chromosomes: readonly string[];
  /** Bands by chromosome, in the same order; shorter where none are written. */
  readonly bands: readonly (readonly string[])[];
}

/** One abnormality of a clone. A derivative chromosome lists itself first, then the rearrangements inside it. */
export interface KaryotypeItem {
  readonly sign: "+" | "-" | "";
  readonly op: Operation;
  readonly parts: readonly Rearrangement[];
  /** How many copies are written: `x2`, `2x`. */
  readonly copies: number;
  /** A question mark stands somewhere in the item. */
  readonly uncertain: boolean;
  /** Constitutional (suffix `c`), or a normal variant. */
  readonly constitutional: boolean;
  /** Metaphases with this item, where the item has brackets of its own. */
  readonly cells: number | null;
}

/** A piece of the text that could not be read, by its place in the text as delivered after repair. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One clone as written; `idem` and `sl` are already replaced by the items of the clone they stand for. */
export interface Clone {
  /** Modal number of chromosomes, lowest and highest; null where it cannot be read. */
  readonly modal: readonly [number, number] | null;
  /** Sex chromosomes as written, e.g. `XX`. */
  readonly sex: string;
  /** Metaphases; null where not stated. */
  readonly cells: number | null;
  readonly items: readonly KaryotypeItem[];
}

/** A distinct abnormality over all clones. */
export interface Abnormality {
  readonly item: KaryotypeItem;
  /** Clone in which it is first written, counted from 1. */
  readonly clone: number;
  /** Metaphases with it; null where not stated. */
  readonly cells: number | null;
  readonly clonal: boolean;
}

/** A method other than the karyotype whose result stands in the same cell. */
export type EvidenceMethod = "FISH" | "PCR" | "array";

/** What another method found, as the name of a cytogenetic flag. */
export interface EvidenceFinding {
  readonly method: EvidenceMethod;
  readonly flag: string;
}

/** Whether a karyotype could be evaluated. */
export type KaryotypeStatus =
  "normal" | "normal_insufficient" | "abnormal" | "failed" | "not_done" | "missing" | "narrative";

/** A karyotype as read from its ISCN text. */
export interface Karyotype {
  readonly status: KaryotypeStatus;
  readonly clones: readonly Clone[];
  readonly abnormalities: readonly Abnormality[];
  readonly unparsed: readonly Span[];
  /** Typographic repairs by name, with how often each was made. */
  readonly repairs: Readonly<Record<string, number>>;
  readonly evidence: readonly EvidenceFinding[];
  /** All metaphases; null where a clone does not state them. */
  readonly metaphases: number | null;
  /** Called complex in words, without a formula. */
  readonly saidComplex: boolean;
}
