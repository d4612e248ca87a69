import type {MappedFile} from "../study/mappingSchema.js";
import {missingTokens} from "./mappedRaw.js";
import type {TokenReader} from "./tokenReader.js";
import {tokenReader} from "./tokenReader.js";

/** Reader of a raw column that holds a time from the index event: whole days, 0 or more unless said otherwise. */
export function dayReader(spec: MappedFile, column: string, unit: string, min = 0): TokenReader {
  return tokenReader(
    {name: "day", type: "i32", unit: "d", min},
    {unit, round: unit === "d" ? undefined : "nearest"},
    {missing: missingTokens(spec)(column), decimal: spec.format.decimal}
  );
}
