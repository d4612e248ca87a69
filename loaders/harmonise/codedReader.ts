import type {VocabularyName} from "../../src/model/vocabulary.js";
import type {CodedColumn, MappedFile} from "../study/mappingSchema.js";
import {missingTokens} from "./mappedRaw.js";
import type {TokenReader} from "./tokenReader.js";
import {tokenReader} from "./tokenReader.js";

/** Reader of a coded raw column inside an event, a treatment or a reported endpoint. */
export function codedReader(spec: MappedFile, coded: CodedColumn, vocabulary?: VocabularyName): TokenReader {
  const column = vocabulary
    ? {name: coded.column, type: "code" as const, vocabulary}
    : {name: coded.column, type: "i8" as const, min: 0, max: 2};
  return tokenReader(column, coded, {
    missing: spec.absent?.has(coded.column) ? missingTokens(spec)(coded.column) : (coded.missing ?? spec.missing),
    decimal: spec.format.decimal
  });
}
