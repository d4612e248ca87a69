import {Damage} from "../damage.js";
import type {Encoding} from "../decodeStrict.js";
import {decodeWhole} from "../decodeStrict.js";
import type {ByteReader} from "./byteReader.js";

/** Flags that tell the encoding of a text. */
const [bytesFlag, latin1Flag, utf8Flag] = [1 << 13, 1 << 14, 1 << 15];

/** Texts that are kept so that equal ones share memory. */
const shareLimit = 1 << 14;

/** Encodings by the names that R's systems give them; R means Windows' own wherever it says Latin-1. */
const encodings: readonly (readonly [RegExp, Encoding])[] = [
  [/^(utf-?8|c\.utf-?8)$/i, "utf-8"],
  [/^(cp|windows-?|ansi_)?1252$/i, "windows-1252"],
  [/^(latin-?1|iso-?_?8859-?1)$/i, "windows-1252"],
  [/^(us-?ascii|ascii|ansi_x3\.4-19\d\d|c|posix)$/i, "utf-8"]
];

/** The encoding that a file of version 3 names; undefined for one that is not known here. */
export function nativeEncoding(name: string): Encoding | undefined {
  return encodings.find(([pattern]) => pattern.test(name))?.[1];
}

/** Reads texts, which tell their encoding one by one, or else have that of the system they were written on. */
export class CharacterReader {
  private readonly shared = new Map<string, string>();

  /** @param native encoding of texts that do not tell theirs; undefined if it is not known */
  constructor(private readonly native: Encoding | undefined) {}

  /**
   * The text after its flags; null if it is missing.
   *
   * @throws {Damage} on bytes that do not fit the encoding
   */
  read(bytes: ByteReader, flags: number): string | null {
    const length = bytes.integer("a text");
    if (length === -1) return null;
    if (length < 0) throw new Damage(`a text of length ${length}`);
    const taken = bytes.take(length, "a text");
    if (taken.every((byte) => byte < 0x80)) return this.share(Buffer.from(taken).toString("latin1"));
    if ((flags & bytesFlag) !== 0) throw new Damage(`bytes that are no text before byte ${bytes.at}`);
    const encoding = (flags & utf8Flag) !== 0 ? "utf-8" : (flags & latin1Flag) !== 0 ? "windows-1252" : this.native;
    if (encoding === undefined) throw new Damage("a text in an unknown encoding");
    const text = decodeWhole(taken, encoding);
    if (text === null) throw new Damage(`a text that is not ${encoding} before byte ${bytes.at}`);
    return this.share(text);
  }

  private share(text: string): string {
    const known = this.shared.get(text);
    if (known !== undefined) return known;
    if (this.shared.size < shareLimit) this.shared.set(text, text);
    return text;
  }
}
