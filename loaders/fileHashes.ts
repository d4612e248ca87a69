import {createHash} from "node:crypto";
import {createReadStream, readdirSync} from "node:fs";
import {join} from "node:path";

/** Regular files at or below a path, in order of their names; an absent path has none. */
export function filesBelow(path: string): string[] {
  try {
    return readdirSync(path, {recursive: true, withFileTypes: true})
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name))
      .sort();
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR") return [path];
    if (code === "ENOENT") return [];
    throw error;
  }
}

/** SHA-256 of a file, read in pieces; null if it cannot be read, which the reader of the file will report. */
export async function hashOf(path: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
    return hash.digest("hex");
  } catch {
    return null;
  }
}
