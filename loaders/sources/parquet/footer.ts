import type {CompressionCodec, FileMetaData, SchemaElement} from "hyparquet";
import {parquetMetadata} from "hyparquet";
import {readThrift} from "./compactThrift.js";
import {Damage} from "../damage.js";
import type {FlatElement} from "./decodePage.js";
import type {FileParts} from "./fileParts.js";

/** Where the pages of a column lie in a row group. */
export interface ColumnChunk {
  readonly start: number;
  readonly end: number;
  readonly codec: CompressionCodec;
}

/** A column; without `element` it holds lists or structs. */
export interface ParquetColumn {
  readonly name: string;
  readonly element: FlatElement | undefined;
}

/** What the end of a Parquet file says of its content. */
export interface ParquetFooter {
  readonly columns: readonly ParquetColumn[];
  readonly groups: readonly {
    readonly rows: number;
    /** By column, as far as it is flat. */
    chunk(column: string): ColumnChunk;
  }[];
}

/** The magic bytes at both ends of a Parquet file. */
export const parquetMagic = "PAR1";

/** Bytes of the length and the magic at the end. */
const tailBytes = 8;

/** Rows that a file may claim besides those that its bytes can be: 256 a byte, which only columns of one value exceed. */
const freeRows = 1 << 20;
const rowsPerByte = 256;

/**
 * Reads the end of a Parquet file.
 *
 * @throws {Damage} on a file that is none, is encrypted, or says what cannot be; the library throws its own errors
 */
export async function readFooter(parts: FileParts): Promise<ParquetFooter> {
  const {size} = parts;
  if (size < tailBytes + 4) throw new Damage("no Parquet file");
  const tail = Buffer.from(await parts.read(size - tailBytes, size));
  const magic = tail.toString("latin1", 4);
  if (magic === "PARE") throw new Damage("an encrypted file");
  if (magic !== parquetMagic) throw new Damage(`the file does not end in ${parquetMagic}`);
  const length = tail.readUInt32LE(0);
  if (length > size - tailBytes - 4) throw new Damage("a footer longer than the file");
  const bytes = await parts.read(size - tailBytes - length, size);
  // The library believes every length: what it is given must be sound.
  readThrift(bytes.subarray(0, length));
  const metadata = described(bytes);
  const columns = columnsOf(metadata.schema);
  return {columns, groups: groupsOf(metadata, columns, size, size - tailBytes - length)};
}

function described(bytes: Uint8Array): FileMetaData {
  try {
    return parquetMetadata(bytes, {geoparquet: false});
  } catch (cause) {
    throw new Damage("the footer does not describe a table", {cause});
  }
}

/** Columns of the first level. */
function columnsOf([root, ...elements]: readonly SchemaElement[]): ParquetColumn[] {
  const columns: ParquetColumn[] = [];
  let at = 0;
  while (at < elements.length) {
    const element = elements[at];
    if (typeof element.name !== "string") throw new Damage("a column without a name");
    // All that is inside of it, and inside of that.
    for (let inside = 1; inside > 0; ++at) {
      if (at >= elements.length) throw new Damage("a column without its parts");
      const children = elements[at].num_children ?? 0;
      if (!(children >= 0 && children <= elements.length)) throw new Damage(`${children} parts of a column`);
      inside += children - 1;
    }
    columns.push({name: element.name, element: isFlat(element) ? element : undefined});
  }
  if (columns.length === 0 || columns.length !== root?.num_children)
    throw new Damage("another number of columns than told");
  return columns;
}

function isFlat(element: SchemaElement): element is FlatElement {
  const {type, repetition_type: repetition, num_children: children = 0} = element;
  return type !== undefined && children === 0 && (repetition === "REQUIRED" || repetition === "OPTIONAL");
}

function groupsOf(
  {row_groups, num_rows}: FileMetaData,
  columns: readonly ParquetColumn[],
  size: number,
  footer: number
): ParquetFooter["groups"] {
  const most = freeRows + size * rowsPerByte;
  let total = 0;
  const groups = row_groups.map(({num_rows: told, columns: chunks}) => {
    const rows = Number(told);
    total += rows;
    if (!(rows >= 0 && total <= most)) throw new Damage(`${total} rows in ${size} bytes`);
    const found = new Map<string, ColumnChunk>();
    for (const {meta_data: meta, file_path: other, crypto_metadata: secret} of chunks) {
      if (secret !== undefined) throw new Damage("encrypted columns");
      if (other !== undefined) throw new Damage("columns in another file");
      if (meta === undefined) throw new Damage("a column chunk without description");
      const [name, inside] = meta.path_in_schema;
      if (inside !== undefined) continue;
      const {element} = columns.find((column) => column.name === name) ?? {};
      if (element === undefined) continue;
      if (meta.type !== element.type || Number(meta.num_values) !== rows)
        throw new Damage(`column ${JSON.stringify(name)} does not fit its row group`);
      const data = Number(meta.data_page_offset);
      const dictionary = Number(meta.dictionary_page_offset ?? 0);
      const start = dictionary > 0 && dictionary < data ? dictionary : data;
      const end = start + Number(meta.total_compressed_size);
      if (!(start >= 4 && start <= end && end <= footer)) throw new Damage(`pages from byte ${start} to ${end}`);
      found.set(name, {start, end, codec: meta.codec});
    }
    return {
      rows,
      chunk(column: string): ColumnChunk {
        const chunk = found.get(column);
        if (chunk === undefined) throw new Damage("a row group without the column");
        return chunk;
      }
    };
  });
  if (total !== Number(num_rows)) throw new Damage(`${total} rows in row groups, ${num_rows} in all`);
  return groups;
}
