import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {SourceError} from "./sourceError.js";

/**
 * The first existing folder among those a study names for a partner's raw files. `$NAME` stands for an environment
 * variable; a candidate whose variable is not set is passed over.
 *
 * @throws {SourceError} listing what was tried
 */
export function findDataFolder(
  root: string,
  candidates: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env
): string {
  const tried = candidates.map((candidate) => {
    let known = true;
    const path = candidate.replaceAll(/\$(\w+)/g, (variable, name: string) => {
      const value = environment[name];
      known &&= value !== undefined && value !== "";
      return value ?? variable;
    });
    return {path: resolve(root, path), known};
  });
  const found = tried.find(({path, known}) => known && existsSync(path));
  if (found) return found.path;
  throw new SourceError("missing data folder", {
    file: candidates.at(-1) ?? "data",
    expected: `one of ${candidates.join(", ")}, or --data DIR`
  });
}
