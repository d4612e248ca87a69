import {Damage} from "../damage.js";
import {unpackAltrep} from "./altrep.js";
import {skipBytecode} from "./bytecode.js";
import type {ByteReader} from "./byteReader.js";
import type {CharacterReader} from "./characters.js";
import type {RAttributes, RValue} from "./rValue.js";
import {noAttributes} from "./rValue.js";

/** Values inside each other, at most: those of tables are nested a few deep, those of functions some hundred. */
const maxDepth = 1_000;

/** Codes of types in the first byte of a value's flags. */
const type = {
  symbol: 1,
  pairs: 2,
  closure: 3,
  environment: 4,
  promise: 5,
  language: 6,
  special: 7,
  builtin: 8,
  character: 9,
  logical: 10,
  integer: 13,
  double: 14,
  complex: 15,
  text: 16,
  dots: 17,
  list: 19,
  expression: 20,
  bytecode: 21,
  pointer: 22,
  weakReference: 23,
  raw: 24,
  object: 25,
  altrep: 238,
  persistent: 247,
  packageEnvironment: 248,
  namespace: 249,
  reference: 255
} as const;

/** Values that have a code and nothing else. */
const singletons = new Map<number, string>([
  [241, "base environment"],
  [242, "empty environment"],
  [250, "base namespace"],
  [251, "missing argument"],
  [252, "unbound value"],
  [253, "global environment"],
  [254, "NULL"]
]);

/** Other flags. */
const [hasAttributes, hasTag] = [0x200, 0x400];

/** Reads the values of a serialization one after the other. */
export class ValueReader {
  /** Symbols and environments so far: later values refer to them by their place. */
  private readonly references: RValue[] = [];
  private depth = 0;

  constructor(
    readonly bytes: ByteReader,
    private readonly characters: CharacterReader
  ) {}

  /**
   * The next value, with all that is in it.
   *
   * @throws {Damage} on bytes that are no value
   */
  read(): RValue {
    if (++this.depth > maxDepth) throw new Damage("values nested too deep");
    const value = this.valueOf(this.bytes.integer("the header of a value"));
    --this.depth;
    return value;
  }

  /** A list of pairs whose first flags are known, or another value where it ends. */
  valueOf(flags: number): RValue {
    const {bytes} = this;
    const code = flags & 0xff;
    const single = singletons.get(code);
    if (single !== undefined) return other(single, single === "NULL" ? "null" : "other");
    switch (code) {
      case type.reference:
        return this.referenceOf(flags >>> 8 || bytes.integer());
      case type.symbol:
        return this.remember({kind: "symbol", name: this.character() ?? "NA", attributes: noAttributes});
      case type.namespace:
      case type.packageEnvironment:
      case type.persistent:
        if (bytes.integer() !== 0) throw new Damage("names of an environment");
        for (let left = bytes.length(8, "the name of an environment"); left > 0; --left) this.character();
        return this.remember(other("an environment"));
      case type.environment: {
        bytes.integer();
        const environment = this.remember(other("an environment"));
        for (let i = 0; i < 4; ++i) this.read();
        return environment;
      }
      case type.pairs:
      case type.language:
      case type.closure:
      case type.promise:
      case type.dots:
        return this.pairs(flags);
      case type.altrep: {
        const [info, state] = [this.read(), this.read()];
        return unpackAltrep(info, state, this.attributesOf(this.read()));
      }
      case type.pointer: {
        const pointer = this.remember(other("a pointer"));
        this.read();
        this.read();
        this.attributes(flags);
        return pointer;
      }
      case type.weakReference: {
        const weak = this.remember(other("a weak reference"));
        this.attributes(flags);
        return weak;
      }
      case type.special:
      case type.builtin:
        bytes.take(bytes.length(1, "the name of a function"), "the name of a function");
        return other("a function");
      case type.bytecode:
        skipBytecode(this);
        this.attributes(flags);
        return other("compiled code");
      default:
        return this.vector(code, flags);
    }
  }

  private vector(code: number, flags: number): RValue {
    const {bytes} = this;
    switch (code) {
      case type.character:
        this.characters.read(bytes, flags);
        this.attributes(flags);
        return other("characters");
      case type.logical:
      case type.integer: {
        const values = bytes.integers(bytes.length(4, "integers"));
        return {kind: code === type.logical ? "logical" : "integer", values, attributes: this.attributes(flags)};
      }
      case type.double: {
        const values = bytes.doubles(bytes.length(8, "numbers"));
        return {kind: "double", values, attributes: this.attributes(flags)};
      }
      case type.text: {
        const values: (string | null)[] = [];
        for (let left = bytes.length(8, "texts"); left > 0; --left) values.push(this.character());
        return {kind: "text", values, attributes: this.attributes(flags)};
      }
      case type.list:
      case type.expression: {
        const values: RValue[] = [];
        for (let left = bytes.length(4, "a list"); left > 0; --left) values.push(this.read());
        return {kind: "list", values, attributes: this.attributes(flags)};
      }
      case type.complex:
        bytes.take(bytes.length(16, "complex numbers") * 16, "complex numbers");
        return {...other("complex numbers"), attributes: this.attributes(flags)};
      case type.raw:
        bytes.take(bytes.length(1, "bytes"), "bytes");
        return {...other("bytes"), attributes: this.attributes(flags)};
      case type.object:
        return {...other("an object"), attributes: this.attributes(flags)};
      default:
        throw new Damage(`a value of type ${code}`);
    }
  }

  /** Pairs are chained: each says whether another follows. A function is one, and what it says of itself. */
  private pairs(first: number): RValue {
    const tags: (string | null)[] = [];
    const values: RValue[] = [];
    const chained = chains.has(first & 0xff);
    let attributes = noAttributes;
    for (let flags = first; ; flags = this.bytes.integer("the header of a value")) {
      const code = flags & 0xff;
      if (!chains.has(code) && values.length > 0) {
        // The end: NULL, or any value in its place.
        const end = this.valueOf(flags);
        if (end.kind !== "null") {
          tags.push(null);
          values.push(end);
        }
        break;
      }
      const own = this.attributes(flags);
      if (values.length === 0) attributes = own;
      const tag = (flags & hasTag) !== 0 ? this.read() : undefined;
      tags.push(tag?.kind === "symbol" ? tag.name : null);
      values.push(this.read());
      if (!chained) {
        this.read();
        return other("a function");
      }
    }
    return {kind: "pairs", tags, values, attributes};
  }

  private attributes(flags: number): RAttributes {
    return (flags & hasAttributes) === 0 ? noAttributes : this.attributesOf(this.read());
  }

  private attributesOf(value: RValue): RAttributes {
    if (value.kind === "null") return noAttributes;
    if (value.kind !== "pairs") throw new Damage("attributes without names");
    return new Map(value.tags.map((tag, i) => [tag ?? "", value.values[i]]));
  }

  private character(): string | null {
    const flags = this.bytes.integer("a text");
    if ((flags & 0xff) !== type.character) throw new Damage("a text that is none");
    const text = this.characters.read(this.bytes, flags);
    this.attributes(flags);
    return text;
  }

  private remember<T extends RValue>(value: T): T {
    this.references.push(value);
    return value;
  }

  private referenceOf(place: number): RValue {
    const value = this.references[place - 1];
    if (value === undefined) throw new Damage("a reference to nothing");
    return value;
  }
}

/** Types whose last part is the rest of a chain. */
const chains = new Set<number>([type.pairs, type.language, type.dots]);

function other(name: string, kind: "null" | "other" = "other"): RValue {
  return {kind, name, attributes: noAttributes};
}
