import {createHash} from "node:crypto";
import type {RawFile} from "../rawFile.js";

/**
 * The list of checksums as `sha256sum` writes it. For one file it holds that of an earlier state, without the last record.
 *
 * @param stale name of that file
 */
export function checksumFile(files: readonly RawFile[], stale: string): RawFile {
  const lines = files.map(({file, bytes}) => {
    const content = file === stale ? bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1) : bytes;
    return `${createHash("sha256").update(content).digest("hex")}  ${file}\n`;
  });
  return {file: "SHA256SUMS", rows: files.length, bytes: Buffer.from(lines.join(""), "utf8")};
}
