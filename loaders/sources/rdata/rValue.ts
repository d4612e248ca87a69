/** Attributes of a value by name: `names`, `class`, `levels` … */
export type RAttributes = ReadonlyMap<string, RValue>;

/** Integers and truth values, of which `naInteger` is missing. */
export interface RIntegers {
  readonly kind: "integer" | "logical";
  readonly values: Int32Array;
  readonly attributes: RAttributes;
}

export interface RDoubles {
  readonly kind: "double";
  readonly values: Float64Array;
  readonly attributes: RAttributes;
}

/** Texts; null is missing. */
export interface RTexts {
  readonly kind: "text";
  readonly values: readonly (string | null)[];
  readonly attributes: RAttributes;
}

/** A list, with or without names. */
export interface RList {
  readonly kind: "list";
  readonly values: readonly RValue[];
  readonly attributes: RAttributes;
}

/** A list as R's own language is made of: names in `tags`. */
export interface RPairs {
  readonly kind: "pairs";
  readonly tags: readonly (string | null)[];
  readonly values: readonly RValue[];
  readonly attributes: RAttributes;
}

/** Whole numbers in equal steps, which are counted, not stored. */
export interface RSequence {
  readonly kind: "sequence";
  readonly of: "integer" | "double";
  readonly first: number;
  readonly step: number;
  readonly length: number;
  readonly attributes: RAttributes;
}

/** NULL, a symbol, or a value that no table has: a function, an environment, complex numbers, bytes. */
export interface ROther {
  readonly kind: "null" | "symbol" | "other";
  /** Name of the symbol, or what the value is. */
  readonly name: string;
  readonly attributes: RAttributes;
}

export type RValue = RIntegers | RDoubles | RTexts | RList | RPairs | RSequence | ROther;

/** A missing integer or truth value. */
export const naInteger = -(2 ** 31);

export const noAttributes: RAttributes = new Map();

/** The texts of an attribute; undefined if there is none, or no texts. */
export function textsOf({attributes}: RValue, name: string): readonly (string | null)[] | undefined {
  const value = attributes.get(name);
  return value?.kind === "text" ? value.values : undefined;
}
