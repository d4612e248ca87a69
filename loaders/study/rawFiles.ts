import type {Mapping} from "./mappingSchema.js";

/** Every file of a source that reading it needs, once, in the order of the mapping. */
export function rawFiles({files, checksums}: Pick<Mapping, "files" | "checksums">): string[] {
  const names = Object.values(files).flatMap(({file, format}) =>
    "define" in format && format.define !== undefined ? [file, format.define] : [file]
  );
  return [...new Set(checksums === undefined ? names : [...names, checksums.file])];
}
