import {readFileSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {filesBelow, hashOf} from "../../fileHashes.js";
import {canonicalJson, sha256} from "../../release/releaseId.js";
import type {LoadedSource, LoadedStudy} from "../../study/loadStudy.js";
import {sourceFiles} from "../sourceFiles.js";

/** What the result of a source depends on. */
export interface SourceKey {
  readonly key: string;
  /** SHA-256 by raw file of the mapping; null for one that cannot be read. */
  readonly files: ReadonlyMap<string, string | null>;
}

/** The project whose code runs, which need not be the one whose data are read. */
const project = join(import.meta.dirname, "../../..");
const code = ["loaders", "src/model", "src/stats", "package-lock.json"];

/** Folders of `data` that reach a source through what is loaded of the study, or not at all. */
const loadedElsewhere = /^data\/(studies|mappings|panels|dictionary|demo)\//;

/**
 * A part of the study with one source: what harmonising the source may look at, so that its result cannot depend on
 * another source.
 */
export function studyOf(loaded: LoadedStudy, {source, mapping}: LoadedSource): LoadedStudy {
  const named = new Set(Object.values(mapping.assays).map(({panel}) => panel));
  return {
    ...loaded,
    study: {...loaded.study, sources: [source], overlap: undefined, analyses: []},
    panels: new Map([...loaded.panels].filter(([id]) => named.has(id))),
    sources: [{source, mapping}]
  };
}

/**
 * One hash over all that the result of a source depends on: its raw files, what its study part declares, the other
 * declarations, the code, its locked dependencies and the engine. Where the raw files are does not count.
 *
 * @param part the study with this source only ({@link studyOf})
 */
export async function sourceKey(root: string, part: LoadedStudy, folder: string): Promise<SourceKey> {
  const {source, mapping} = part.sources[0];
  const files = new Map<string, string | null>();
  for (const file of await sourceFiles(mapping, folder)) files.set(file, await hashOf(join(folder, file)));
  // Codes of variables in other standards are written beside the tables, not into them.
  const declared = {
    ...part,
    dictionary: undefined,
    study: {...part.study, sources: [{...source, data: [], files: undefined, authorization: undefined}]},
    sources: [{mapping}]
  };
  const key = sha256(
    canonicalJson({
      files: [...files],
      declared: {...declared, panels: [...part.panels]},
      data: hashes(root, ["data"]).filter(([name]) => !loadedElsewhere.test(name)),
      code: hashes(project, code),
      engine: process.versions.v8
    })
  );
  return {key, files};
}

function hashes(root: string, paths: readonly string[]): [string, string][] {
  return paths
    .flatMap((path) => filesBelow(join(root, path)))
    .map((file) => [relative(root, file).split(sep).join("/"), sha256(readFileSync(file))]);
}
