import {existsSync} from "node:fs";
import {join} from "node:path";
import {findStudyFiles, studyFileNames} from "../sources/cbioportal/studyFiles.js";
import type {Mapping} from "../study/mappingSchema.js";
import {lookupTables} from "./conceptLookups.js";
import {isCbioportalStudy, rawFiles} from "../study/rawFiles.js";

/** Every file of a source on which its result depends: those that the mapping names, and of a study folder all. */
export async function sourceFiles(mapping: Mapping, folder: string): Promise<string[]> {
  const looked = [...lookupTables(mapping).keys()].filter((table) => existsSync(join(folder, table)));
  const named = [...new Set([...rawFiles(mapping), ...looked])];
  if (!isCbioportalStudy(mapping)) return named;
  return [...new Set([...named, ...studyFileNames(await findStudyFiles(folder))])];
}
