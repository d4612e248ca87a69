import type {Mapping} from "./mappingSchema.js";

/** Whether the folder of a source is a study of cBioPortal, which is checked as a whole. */
export function isCbioportalStudy({files}: Pick<Mapping, "files">): boolean {
  return Object.values(files).some(({format}) => format.kind === "cbioportal");
}

/** Every file of a source that reading it needs, once, in the order of the mapping. */
export function rawFiles({files, checksums}: Pick<Mapping, "files" | "checksums">): string[] {
  const names = Object.values(files).flatMap(({file, format}) =>
    "define" in format && format.define !== undefined ? [file, format.define] : [file]
  );
  return [...new Set(checksums === undefined ? names : [...names, checksums.file])];
}
