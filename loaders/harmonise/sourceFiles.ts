import {findStudyFiles, studyFileNames} from "../sources/cbioportal/studyFiles.js";
import type {Mapping} from "../study/mappingSchema.js";
import {isCbioportalStudy, rawFiles} from "../study/rawFiles.js";

/** Every file of a source on which its result depends: those that the mapping names, and of a study folder all. */
export async function sourceFiles(mapping: Pick<Mapping, "files" | "checksums">, folder: string): Promise<string[]> {
  const named = rawFiles(mapping);
  if (!isCbioportalStudy(mapping)) return named;
  return [...new Set([...named, ...studyFileNames(await findStudyFiles(folder))])];
}
