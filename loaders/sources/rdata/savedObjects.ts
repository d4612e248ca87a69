import {Damage} from "../damage.js";
import type {Encoding} from "../decodeStrict.js";
import {ByteReader} from "./byteReader.js";
import {CharacterReader, nativeEncoding} from "./characters.js";
import {ValueReader} from "./readValue.js";
import type {RValue} from "./rValue.js";

/** An object by the name under which it was saved; a file of `saveRDS` has one, without name. */
export interface SavedObject {
  readonly name: string | undefined;
  readonly value: RValue;
}

/**
 * The objects in a file of `save` (RData) or `saveRDS`, of versions 2 and 3 of the format, in binary writing.
 *
 * @param declared encoding of texts that do not tell theirs, where the mapping declares one; else that of the file, or UTF-8
 * @throws {Damage} on bytes that are none
 */
export function savedObjects(bytes: Uint8Array, declared: Encoding | undefined): SavedObject[] {
  const reader = new ByteReader(bytes);
  const start = Buffer.from(bytes.subarray(0, 7)).toString("latin1");
  const workspace = /^RDX[23]\n/.test(start);
  if (/^RD[AB][23]\n/.test(start) || /^[AB]\n/.test(start)) throw new Damage("not in binary XDR writing");
  if (!start.startsWith("X\n", workspace ? 5 : 0)) throw new Damage("not a file that R has saved");
  reader.at = workspace ? 7 : 2;
  const version = reader.integer();
  if (version !== 2 && version !== 3) throw new Damage(`version ${version} of the format`);
  // The versions of R that wrote it, and that can read it.
  reader.integer();
  reader.integer();
  const own =
    version === 3 ? reader.take(reader.length(1, "the name of an encoding"), "the name of an encoding") : undefined;
  const native = own === undefined ? "utf-8" : nativeEncoding(Buffer.from(own).toString("latin1"));
  const value = new ValueReader(reader, new CharacterReader(declared ?? native)).read();
  if (reader.left > 0) throw new Damage(`${reader.left} bytes after the last object`);
  if (!workspace) return [{name: undefined, value}];
  if (value.kind === "null") return [];
  if (value.kind !== "pairs") throw new Damage("objects without names");
  return value.values.map((object, i) => ({name: value.tags[i] ?? undefined, value: object}));
}
