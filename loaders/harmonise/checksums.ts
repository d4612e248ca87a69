import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {InputFile} from "../../src/model/release.js";
import {sha256} from "../release/releaseId.js";
import type {FindingLog} from "./findingLog.js";
import {HarmoniseError} from "./harmoniseError.js";

/** The checksums that came with a delivery. */
export interface Checksums {
  readonly input: Omit<InputFile, "source">;
  /** Compares a file as read with its checksum; a difference is a finding, and so is a file without one. */
  check(file: string, hash: string, findings: FindingLog): void;
}

const line = /^([0-9a-f]{64}) [ *](.+)$/iu;

/**
 * Reads a file of checksums as `sha256sum` writes it.
 *
 * @throws {HarmoniseError} on a missing file, or a line that is no checksum
 */
export async function readChecksums(folder: string, file: string): Promise<Checksums> {
  const bytes = await readFile(join(folder, file)).catch((cause: unknown) => {
    throw new HarmoniseError(`${file}: missing file, expected ${join(folder, file)}`, {file}, {cause});
  });
  const hashes = new Map<string, string>();
  let rows = 0;
  for (const [i, text] of bytes.toString("utf8").split(/\r?\n/u).entries()) {
    if (text === "") continue;
    const found = line.exec(text);
    if (!found) {
      const expected = "a SHA-256, two spaces and a file";
      throw new HarmoniseError(`${file}: line ${i + 1}: no checksum, expected ${expected}`, {
        file,
        row: i + 1,
        expected
      });
    }
    hashes.set(found[2].replace(/^\.\//u, ""), found[1].toLowerCase());
    ++rows;
  }
  return {
    input: {file, bytes: bytes.length, sha256: sha256(bytes), rows},
    check(name, hash, findings) {
      const expected = hashes.get(name);
      const differs = expected !== undefined && expected !== hash;
      const add = (rule: string, severity: "info" | "error", n: number, checked: number, words: string): void =>
        findings.add({file: name, rule, severity, n, checked, description: words});
      const mismatch = `The file is not the one of which ${file} has the checksum`;
      add("checksum_mismatch", "error", differs ? 1 : 0, expected === undefined ? 0 : 1, mismatch);
      add("checksum_absent", "info", expected === undefined ? 1 : 0, 1, `${file} has no checksum of the file`);
    }
  };
}
