import type {DecodedArray, ParquetType, SchemaElement} from "hyparquet";
import {DEFAULT_PARSERS} from "hyparquet/src/convert.js";
import {readDataPage} from "hyparquet/src/datapage.js";
import {readRleBitPackedHybrid} from "hyparquet/src/encoding.js";
import {readPlain} from "hyparquet/src/plain.js";
import {checkValues} from "./checkValues.js";
import {Damage} from "../damage.js";
import type {PageHeader} from "./pageHeader.js";
import {checkHybrid} from "./valueStreams.js";

/** A column without anything nested in it. */
export interface FlatElement extends SchemaElement {
  readonly type: ParquetType;
  readonly repetition_type: "REQUIRED" | "OPTIONAL";
}

/** The values of a page that are not null, and which they are. */
export interface PageValues {
  readonly values: DecodedArray;
  /** Whether they are positions in the dictionary. */
  readonly inDictionary: boolean;
  /** 1 for a value, 0 for null; undefined where none is null. */
  readonly present: Uint8Array | undefined;
}

/**
 * Unpacks a data page. What the library would read without end or bound is looked at before it is given to it.
 *
 * @param page decompressed, in a buffer of its own; of the second kind of page with its levels before the values
 * @param dictionary how many values the dictionary has; undefined where there is none
 * @throws {Damage} on a damaged page; the library throws its own errors
 */
export function decodePage(
  page: Uint8Array,
  header: PageHeader,
  element: FlatElement,
  dictionary: number | undefined
): PageValues {
  const {values, encoding} = header;
  const inDictionary = encoding === "PLAIN_DICTIONARY" || encoding === "RLE_DICTIONARY";
  if (inDictionary && dictionary === undefined) throw new Damage("no dictionary");
  const {levels, end} = readLevels(page, header, element);
  const count = levels === undefined ? values : levels.reduce((sum, level) => sum + level, 0);
  if (header.kind === "data2" && count !== values - header.nulls) throw new Damage("another number of nulls than told");
  const own = page.slice(end);
  checkValues(own, encoding, element, count, dictionary ?? 0);
  const {dataPage} = readDataPage(
    own,
    {num_values: count, encoding, definition_level_encoding: "RLE", repetition_level_encoding: "RLE"},
    requiredDecoder(element)
  );
  if (dataPage.length !== count) throw new Damage(`${dataPage.length} values for ${count}`);
  return {values: dataPage, inDictionary, present: count === values ? undefined : levels};
}

/** Unpacks a dictionary page, whose values are in plain writing. */
export function decodeDictionary(page: Uint8Array, {values}: PageHeader, element: FlatElement): DecodedArray {
  checkValues(page, "PLAIN", element, values, 0);
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  return readPlain({view, offset: 0}, element.type, values, element.type_length);
}

/** The levels of a page, where it has some, and where its values begin. */
function readLevels(
  page: Uint8Array,
  {kind, values, levels: encoding, levelBytes}: PageHeader,
  {repetition_type}: FlatElement
): {levels: Uint8Array | undefined; end: number} {
  if (repetition_type === "REQUIRED") {
    if (levelBytes > 0) throw new Damage("levels of a column without nulls");
    return {levels: undefined, end: 0};
  }
  if (encoding !== "RLE") throw new Damage(`levels as ${encoding}`);
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const start = kind === "data2" ? 0 : 4;
  if (page.length < start) throw new Damage("a page without levels");
  const length = kind === "data2" ? levelBytes : view.getUint32(0, true);
  const end = start + length;
  if (end > page.length) throw new Damage("levels leave the page");
  checkHybrid({bytes: page, start, end}, 1, values, 2);
  const levels = new Uint8Array(values);
  readRleBitPackedHybrid({view, offset: start}, 1, levels, length);
  return {levels, end};
}

/** The library's description of the column as one that has no levels: they are read already. */
function requiredDecoder(element: FlatElement): Parameters<typeof readDataPage>[2] {
  const {name} = element;
  const required = {...element, repetition_type: "REQUIRED"} as const;
  const schemaPath = [
    {count: 2, path: [], element: {name: "root", num_children: 1}, children: []},
    {count: 1, path: [name], element: required, children: []}
  ];
  return {
    pathInSchema: [name],
    type: element.type,
    element: required,
    schemaPath,
    codec: "UNCOMPRESSED",
    parsers: DEFAULT_PARSERS
  };
}
