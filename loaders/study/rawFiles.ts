import type {Mapping} from "./mappingSchema.js";

/** Every file of a source that reading it needs, once, in the order of the mapping. */
export function rawFiles({files}: Pick<Mapping, "files">): string[] {
  const names = Object.values(files).flatMap(({file, format}) =>
    format.kind !== "tabular" && format.define !== undefined ? [file, format.define] : [file]
  );
  return [...new Set(names)];
}
