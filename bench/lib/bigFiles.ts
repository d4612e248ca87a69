import {closeSync, openSync, writeSync} from "node:fs";
import {ParquetWriter} from "hyparquet-writer";
import {fileWriter} from "hyparquet-writer/src/node.js";
import {xptFile} from "../../test/support/xptWriter.js";

/** Formats of which a large file can be made, in order. */
export const bigKinds = ["tabular", "xpt", "dataset-json", "dataset-ndjson", "cbioportal", "omop", "parquet"] as const;

export type BigKind = (typeof bigKinds)[number];

/** Columns of every file; `ID` is another in each row. */
const columns = [
  "ID",
  "SEX",
  "AGE",
  ...Array.from({length: 12}, (_, i) => `LAB${String(i + 1).padStart(2, "0")}`),
  "NOTE"
];
const noteLength = 120;

/** Columns that are kept when the files are read. */
export const keptColumns: Readonly<Record<BigKind, readonly string[]>> = {
  tabular: ["ID", "SEX", "AGE"],
  xpt: ["ID", "SEX", "AGE"],
  "dataset-json": ["ID", "SEX", "AGE"],
  "dataset-ndjson": ["ID", "SEX", "AGE"],
  cbioportal: ["Tumor_Sample_Barcode", "Hugo_Symbol", "HGVSp_Short"],
  omop: ["person_id", "measurement_concept_id", "value_as_number"],
  parquet: ["ID", "SEX", "AGE"]
};

/**
 * Writes a file of a kind that is about so many bytes long; no more than a few megabytes are in memory.
 *
 * @returns rows
 */
export async function writeBigFile(kind: BigKind, path: string, bytes: number): Promise<number> {
  if (kind === "parquet") return await writeParquet(path, bytes);
  const {head, row, tail, between} = parts(kind, bytes);
  const file = openSync(path, "w");
  const rows = rowsOf(bytes, row);
  const write = (part: string | Buffer): number => writeSync(file, Buffer.from(part));
  write(head(rows));
  let block: (string | Buffer)[] = [];
  for (let i = 0; i < rows; ++i) {
    block.push(i === 0 ? row(i) : join(between, row(i)));
    if (block.length < 5_000 && i < rows - 1) continue;
    write(typeof block[0] === "string" ? block.join("") : Buffer.concat(block as Buffer[]));
    block = [];
  }
  if (kind === "xpt") write(Buffer.alloc((80 - ((rows * row(0).length) % 80)) % 80, 0x20));
  write(tail);
  closeSync(file);
  return rows;
}

function join(between: string, row: string | Buffer): string | Buffer {
  return typeof row === "string" ? between + row : row;
}

interface Parts {
  readonly head: (rows: number) => string | Buffer;
  readonly row: (i: number) => string | Buffer;
  readonly between: string;
  readonly tail: string;
}

function rowsOf(bytes: number, row: Parts["row"]): number {
  return Math.floor(bytes / (row(0).length + 1));
}

/** Texts of the same length in every row. */
function cells(i: number): string[] {
  const labs = Array.from({length: 12}, (_, lab) => `${100 + ((i * (lab + 7)) % 900)}.${(i + lab) % 10}`);
  const note = `seen ${i % 997} `.padEnd(noteLength, "in the clinic, as agreed; ".repeat(5));
  return [`SUBJECT-${String(i).padStart(9, "0")}`, i % 2 === 0 ? "F" : "M", String(18 + (i % 70)), ...labs, note];
}

function parts(kind: Exclude<BigKind, "parquet">, bytes: number): Parts {
  const lines = {between: "", tail: ""};
  switch (kind) {
    case "tabular":
      return {...lines, head: () => `${columns.join(",")}\n`, row: (i) => `${quoted(cells(i)).join(",")}\n`};
    case "dataset-ndjson":
      return {...lines, head: (rows) => `${attributes(rows)}}\n`, row: (i) => `${values(i)}\n`};
    case "dataset-json":
      return {head: (rows) => `${attributes(rows)},"rows":[\n`, row: values, between: ",\n", tail: "]}\n"};
    case "cbioportal":
      return {...lines, head: () => `#version 2.4\n${mafColumns.join("\t")}\n`, row: mafRow};
    case "omop":
      return {...lines, head: () => `${omopColumns.join(",")}\n`, row: omopRow};
    case "xpt": {
      const whole = transport(bytes);
      return {...lines, head: () => whole.head, row: whole.row};
    }
  }
}

function quoted(row: readonly string[]): string[] {
  return row.map((cell, i) => (i === row.length - 1 ? `"${cell}"` : cell));
}

function attributes(rows: number): string {
  const described = columns.map((name) => {
    const dataType = name === "ID" || name === "SEX" || name === "NOTE" ? "string" : "double";
    return {itemOID: `IT.${name}`, name, label: name, dataType};
  });
  const head = {datasetJSONVersion: "1.1.0", name: "BIG", label: "Large", records: rows, columns: described};
  return JSON.stringify(head).slice(0, -1);
}

function values(i: number): string {
  return JSON.stringify(cells(i).map((cell, j) => (j >= 2 && j < columns.length - 1 ? Number(cell) : cell)));
}

const mafColumns = [
  "Hugo_Symbol",
  "Entrez_Gene_Id",
  "NCBI_Build",
  "Chromosome",
  "Start_Position",
  "End_Position",
  "Variant_Classification",
  "Reference_Allele",
  "Tumor_Seq_Allele2",
  "Tumor_Sample_Barcode",
  "HGVSp_Short",
  ...Array.from({length: 40}, (_, i) => `ANNOTATION_${i + 1}`)
];

function mafRow(i: number): string {
  const position = String(10_000_000 + ((i * 7919) % 80_000_000));
  const barcode = `SAMPLE-AB-${String(i % 100_000).padStart(6, "0")}-03`;
  const protein = `p.A${String(i % 1_000_000).padStart(6, "0")}V`;
  const own = [`GENE${1000 + (i % 900)}`, "1000", "GRCh37", "1", position, position, "Missense_Mutation", "C", "T"];
  return `${[...own, barcode, protein, ...annotations].join("\t")}\n`;
}

const annotations = Array.from({length: 40}, (_, i) => `annotation ${i}`);

const omopColumns = [
  "measurement_id",
  "person_id",
  "measurement_concept_id",
  "measurement_date",
  "measurement_type_concept_id",
  "value_as_number",
  "unit_concept_id",
  "measurement_source_value",
  "unit_source_value"
];

function omopRow(i: number): string {
  const text = `source ${i % 97}`.padEnd(noteLength, ".");
  const date = `2014-01-${String(1 + (i % 28)).padStart(2, "0")}`;
  return `${1_000_000_000 + i},${100_000 + (i % 200_000)},${3_000_000 + (i % 40)},${date},32817,${i % 500}.5,8713,${text},g\n`;
}

/** A transport file's beginning, and rows of it, in which only the first text changes. */
function transport(bytes: number): {head: Buffer; row: (i: number) => Buffer} {
  const fields = (rows: number) =>
    columns.map((name, j) => {
      const text = name === "ID" || name === "SEX" || name === "NOTE";
      const length = name === "ID" ? 20 : name === "NOTE" ? noteLength : text ? 1 : 8;
      const cell = cells(1)[j];
      return {
        name,
        kind: text ? ("text" as const) : ("number" as const),
        length,
        values: new Array<string | number>(rows).fill(text ? cell : Number(cell))
      };
    });
  const empty = xptFile([{name: "BIG", columns: fields(0)}]);
  const one = xptFile([{name: "BIG", columns: fields(1)}]);
  const length = fields(0).reduce((sum, field) => sum + field.length, 0);
  const template = one.subarray(empty.length, empty.length + length);
  if (bytes < template.length) throw new RangeError(`invalid size: ${bytes}`);
  return {
    head: empty,
    row(i) {
      const row = Buffer.from(template);
      row.write(cells(i)[0].padEnd(20), 0, "latin1");
      return row;
    }
  };
}

async function writeParquet(path: string, bytes: number): Promise<number> {
  const writer = fileWriter(path);
  const types = columns.map((name) => (name === "ID" || name === "SEX" || name === "NOTE" ? "text" : "number"));
  const schema = columns.map((name, i) => ({
    name,
    repetition_type: "OPTIONAL" as const,
    ...(types[i] === "text"
      ? {type: "BYTE_ARRAY" as const, converted_type: "UTF8" as const}
      : {type: "DOUBLE" as const})
  }));
  // Without compression, which would make of these notes too small a file.
  const parquet = new ParquetWriter({
    writer,
    schema: [{name: "root", num_children: columns.length}, ...schema],
    codec: "UNCOMPRESSED"
  });
  const rowBytes = cells(0).reduce((sum, cell, i) => sum + (types[i] === "text" ? cell.length + 4 : 8), 0);
  const perGroup = Math.min(50_000, Math.ceil(bytes / rowBytes / 8));
  const rows = Math.round(bytes / rowBytes / perGroup) * perGroup;
  for (let from = 0; from < rows; from += perGroup) {
    const group = Array.from({length: perGroup}, (_, i) => cells(from + i));
    const columnData = columns.map((name, j) => ({
      name,
      data: group.map((row) => (types[j] === "text" ? row[j] : Number(row[j]))),
      encoding: "PLAIN" as const
    }));
    await parquet.write({columnData, rowGroupSize: perGroup});
  }
  await parquet.finish();
  return rows;
}
