import {Damage} from "../damage.js";
import type {ByteReader} from "./byteReader.js";
import type {RValue} from "./rValue.js";

/** Reads values, and the bytes between them. */
interface Values {
  readonly bytes: ByteReader;
  read(): RValue;
}

/** Codes inside compiled functions: language with attributes, and parts that are stored once. */
const [attributedPairs, attributedLanguage, repeated, defined] = [239, 240, 243, 244];
const [pairs, language, bytecode] = [2, 6, 21];
const chains = new Set([pairs, language, attributedPairs, attributedLanguage, defined]);

const maxDepth = 500;

/**
 * Reads over a compiled function, which lies in files beside data.
 *
 * @throws {Damage} on bytes that are none
 */
export function skipBytecode(values: Values): void {
  values.bytes.integer();
  skipCode(values, 0);
}

function skipCode(values: Values, depth: number): void {
  if (depth > maxDepth) throw new Damage("values nested too deep");
  values.read();
  for (let left = values.bytes.length(4, "a function"); left > 0; --left) {
    const code = values.bytes.integer();
    if (code === bytecode) skipCode(values, depth + 1);
    else skipLanguage(values, code, depth + 1);
  }
}

function skipLanguage(values: Values, first: number, depth: number): void {
  if (depth > maxDepth) throw new Damage("values nested too deep");
  const {bytes} = values;
  for (let code = first; ; code = bytes.integer()) {
    if (code === repeated) {
      bytes.integer();
      return;
    }
    if (!chains.has(code)) {
      values.read();
      return;
    }
    if (code === defined) {
      bytes.integer();
      code = bytes.integer();
    }
    if (code === attributedPairs || code === attributedLanguage) values.read();
    values.read();
    skipLanguage(values, bytes.integer(), depth + 1);
  }
}
