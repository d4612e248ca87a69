import {existsSync} from "node:fs";
import {copyFile, mkdir, readlink, rename, rm, symlink} from "node:fs/promises";
import {dirname, join, resolve} from "node:path";
import {canonicalJson, sha256} from "../release/releaseId.js";
import {checkCopy, pullFile, type PullOptions} from "../sources/pull/pullFile.js";
import {tableFile} from "../sources/omop/tableFiles.js";
import {SourceError} from "../sources/sourceError.js";
import type {LoadedSource} from "../study/loadStudy.js";
import {isCbioportalStudy, rawFiles} from "../study/rawFiles.js";
import type {StudySource} from "../study/studySchema.js";
import {claim, disclaim, unfinishedName} from "../unfinished.js";
import {archiveFolder} from "./archiveFolder.js";
import {lookupTables} from "./conceptLookups.js";
import {databaseFolder, omopTables} from "./tablesFolder.js";
import {HarmoniseError} from "./harmoniseError.js";
import {dataFolder} from "./openSource.js";
import {sourceFiles} from "./sourceFiles.js";

/**
 * The folder with the raw files of a source, once those that lie at an address are there. A file that lies in a folder of
 * the study file, or in `dataDir`, is not pulled, but its checksum must be the one declared. Where files had to be pulled,
 * or have other names than the tables of a common data model that they hold, the folder is one of links to all files of
 * the source. Tables in a database are read out of it, archives are unpacked.
 *
 * @throws {HarmoniseError} naming the folders tried, and on a file that cannot be pulled or is another than declared
 */
export async function sourceFolder(
  root: string,
  {source, mapping}: LoadedSource,
  dataDir: string | undefined,
  options: PullOptions,
  environment: Readonly<Record<string, string | undefined>> = process.env
): Promise<string> {
  const {files = {}} = source;
  const tables = omopTables(mapping);
  if (Object.keys(files).length === 0 && tables.size === 0 && !source.archive) return dataFolder(root, source, dataDir);
  const local = localFolder(root, source, dataDir);
  const paths = new Map<string, string>();
  let pulled = 0;
  try {
    if (source.database && local === undefined)
      return await databaseFolder({source, mapping}, options.cache, environment);
    if (source.archive) {
      const folder = local ?? (await archiveFolder(source, options, authorizationOf(source, "archive", environment)));
      for (const [file, {sha256}] of Object.entries(files))
        if (existsSync(join(folder, file))) await checkCopy(join(folder, file), file, sha256);
      return folder;
    }
    const looked = lookupTables(mapping);
    for (const file of [...(await filesWanted(mapping, files, local)), ...looked.keys()]) {
      const path =
        local === undefined || !(tables.has(file) || looked.has(file))
          ? local && join(local, file)
          : tableFile(local, file, source.tables?.[file], tables.has(file) && !Object.hasOwn(files, file));
      const declared = Object.hasOwn(files, file) ? files[file] : undefined;
      if (path !== undefined && existsSync(path)) {
        if (declared) await checkCopy(path, file, declared.sha256);
        paths.set(file, path);
      } else if (declared?.url !== undefined) {
        const authorization = authorizationOf(source, file, environment);
        paths.set(file, await pullFile({...declared, url: declared.url, file, authorization}, options));
        ++pulled;
      }
    }
  } catch (error) {
    if (error instanceof SourceError) throw new HarmoniseError(error.message, error.place, {cause: error});
    throw error;
  }
  return local !== undefined && pulled === 0 && tables.size === 0 ? local : await folderOfLinks(options.cache, paths);
}

/** The files that reading the source needs; of a study folder, which is checked as a whole, all that are there or declared. */
async function filesWanted(
  mapping: LoadedSource["mapping"],
  declared: NonNullable<StudySource["files"]>,
  local: string | undefined
): Promise<Set<string>> {
  const named = local === undefined ? rawFiles(mapping) : await sourceFiles(mapping, local);
  return new Set(isCbioportalStudy(mapping) ? [...named, ...Object.keys(declared)] : named);
}

/** The folder that exists; undefined if none does, which is no fault where all files can be pulled. */
function localFolder(root: string, source: StudySource, dataDir: string | undefined): string | undefined {
  if (dataDir === undefined && source.data.length === 0) return undefined;
  try {
    return dataFolder(root, source, dataDir);
  } catch (error) {
    if (error instanceof HarmoniseError && dataDir === undefined) return undefined;
    throw error;
  }
}

/**
 * What a source sends as `Authorization`.
 *
 * @throws {SourceError} if the environment variable that holds it is missing
 */
export function authorizationOf(
  {authorization}: StudySource,
  file: string,
  environment: Readonly<Record<string, string | undefined>>
): string | undefined {
  if (authorization === undefined) return undefined;
  const value = environment[authorization];
  if (value !== undefined && value !== "") return value;
  throw new SourceError("missing environment variable", {
    file,
    value: authorization,
    expected: "an Authorization header"
  });
}

/** A folder in the cache, named by what it links to. */
async function folderOfLinks(cache: string, paths: ReadonlyMap<string, string>): Promise<string> {
  const folder = join(cache, "linked", sha256(canonicalJson([...paths])).slice(0, 16));
  for (const [file, path] of paths) {
    const target = resolve(path);
    const link = join(folder, file);
    if ((await readlink(link).catch(() => undefined)) === target) continue;
    await mkdir(dirname(link), {recursive: true});
    const temporary = claim(join(dirname(link), unfinishedName("link")));
    try {
      // Windows lets only administrators link.
      await symlink(target, temporary).catch(() => copyFile(target, temporary));
      await rename(temporary, link);
    } finally {
      await rm(temporary, {force: true});
      disclaim(temporary);
    }
  }
  return folder;
}
