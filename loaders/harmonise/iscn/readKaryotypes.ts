import type {Cell} from "../../release/tableData.js";
import type {Karyotype} from "./karyotype.js";
import type {KaryotypeFlags} from "./karyotypeFlags.js";
import {karyotypeFlags} from "./karyotypeFlags.js";
import {parseKaryotype} from "./parseKaryotype.js";

/** A karyotype as read, with its flags. */
export interface ReadKaryotype extends KaryotypeFlags {
  readonly karyotype: Karyotype;
}

/** Reads the karyotypes of patients; equal texts are read once. Null = no text. */
export function readKaryotypes(texts: readonly Cell[]): ReadKaryotype[] {
  const known = new Map<string, ReadKaryotype>();
  return texts.map((cell) => {
    const text = typeof cell === "string" ? cell : "";
    let read = known.get(text);
    if (!read) {
      const karyotype = parseKaryotype(text);
      known.set(text, (read = {karyotype, ...karyotypeFlags(karyotype)}));
    }
    return read;
  });
}
