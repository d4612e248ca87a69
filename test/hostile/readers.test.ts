import fc from "fast-check";
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {readDatasetJson} from "../../loaders/sources/dataset/readDatasetJson.js";
import {readDatasetNdjson} from "../../loaders/sources/dataset/readDatasetNdjson.js";
import {readDefine} from "../../loaders/sources/define/readDefine.js";
import type {RawResult} from "../../loaders/sources/readRaw.js";
import {readRaw} from "../../loaders/sources/readRaw.js";
import {SourceError} from "../../loaders/sources/sourceError.js";
import {formatSchema} from "../../loaders/study/formatSchema.js";
import {soundStudy} from "../support/cbioportalStudy.js";
import {root} from "../support/sharedData.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {xptFile} from "../support/xptWriter.js";

/** Name of the file, which is that of the table where the kind is one of a common data model. */
const file = "measurement";

/** A sound file of a kind, and how it is declared. */
interface Delivered {
  readonly format: object;
  readonly content: Buffer;
  /** Whether each line is a row after the first ones, so that damage in one leaves those before it as they are. */
  readonly lines?: boolean;
}

const ids = Array.from({length: 12}, (_, i) => `S${String(i + 1).padStart(2, "0")}`);
const rows = ids.map((id, i) => [id, i % 2 === 0 ? "F" : "M", i % 5 === 0 ? null : 40 + i / 4]);
const csv = ["ID,SEX,AGE", ...rows.map((row) => row.join(","))].join("\n");
const datasetColumns = ["ID", "SEX", "AGE"].map((name) => ({
  itemOID: name,
  name,
  label: name,
  dataType: name === "AGE" ? "double" : "string"
}));
const attributes = {
  datasetJSONVersion: "1.1.0",
  name: "ADSL",
  label: "",
  records: rows.length,
  columns: datasetColumns
};
const define = `<?xml version="1.0" encoding="UTF-8"?>
<ODM xmlns="http://www.cdisc.org/ns/odm/v1.3" xmlns:def="http://www.cdisc.org/ns/def/v2.1"><Study><MetaDataVersion>
<ItemGroupDef OID="IG.ADSL" Name="ADSL"><Description><TranslatedText>Subjects</TranslatedText></Description>
${datasetColumns.map(({name}) => `<ItemRef ItemOID="IT.${name}"/>`).join("\n")}
</ItemGroupDef>
${datasetColumns.map(({name, dataType}) => `<ItemDef OID="IT.${name}" Name="${name}" DataType="${dataType}"><CodeListRef CodeListOID="CL"/></ItemDef>`).join("\n")}
<CodeList OID="CL"><CodeListItem CodedValue="F"><Decode><TranslatedText>Female</TranslatedText></Decode></CodeListItem></CodeList>
</MetaDataVersion></Study></ODM>
`;
const measurements = [
  "measurement_id,person_id,measurement_concept_id,measurement_date,measurement_type_concept_id,value_as_number",
  ...ids.map((_, i) => `${i + 1},${i % 4},3000963,2001-02-${String(i + 1).padStart(2, "0")},32817,${i}.5`)
].join("\n");

const delivered: Readonly<Record<string, Delivered>> = {
  tabular: {format: {delimiter: ","}, content: Buffer.from(`${csv}\n`), lines: true},
  xpt: {
    format: {kind: "xpt"},
    content: xptFile([
      {
        name: "ADSL",
        columns: ["ID", "SEX", "AGE"].map((name, i) => ({
          name,
          kind: i === 2 ? ("number" as const) : ("text" as const),
          values: rows.map((row) => row[i])
        }))
      }
    ])
  },
  "dataset-json": {format: {kind: "dataset-json"}, content: Buffer.from(JSON.stringify({...attributes, rows}))},
  "dataset-ndjson": {
    format: {kind: "dataset-ndjson"},
    content: Buffer.from([attributes, ...rows].map((line) => `${JSON.stringify(line)}\n`).join("")),
    lines: true
  },
  "dataset-csv": {format: {kind: "dataset-csv"}, content: Buffer.from(`${csv}\n`), lines: true},
  cbioportal: {
    format: {kind: "cbioportal", data: "clinical"},
    content: Buffer.from(soundStudy["data_clinical_patient.txt"]),
    lines: true
  },
  omop: {format: {kind: "omop"}, content: Buffer.from(`${measurements}\n`)},
  parquet: {format: {kind: "parquet"}, content: readFileSync(join(root, "test/reference/parquet/v1-snappy.parquet"))},
  rdata: {
    format: {kind: "rdata", object: "labs"},
    content: gunzipSync(readFileSync(join(root, "test/reference/rdata/v2.RData")))
  }
};
const kinds = Object.keys(delivered);

/** What may happen to a file on its way: each takes place and strength from numbers between 0 and 1. */
const damages: Readonly<Record<string, (content: Buffer, at: number, bytes: Uint8Array) => Buffer>> = {
  "is cut": (content, at) => content.subarray(0, at),
  "has other bytes": (content, at, bytes) =>
    Buffer.concat([content.subarray(0, at), bytes, content.subarray(at + bytes.length)]),
  "has more bytes": (content, at, bytes) => Buffer.concat([content.subarray(0, at), bytes, content.subarray(at)]),
  "lacks bytes": (content, at, bytes) => Buffer.concat([content.subarray(0, at), content.subarray(at + bytes.length)]),
  "has a part twice": (content, at) => Buffer.concat([content.subarray(0, at), content.subarray(at >> 1)]),
  "is something else": (_, __, bytes) => Buffer.from(bytes)
};

const damage = fc.record({
  how: fc.constantFrom(...Object.keys(damages)),
  at: fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true}),
  bytes: fc.oneof(
    fc.uint8Array({minLength: 1, maxLength: 30}),
    fc.constantFrom(
      ...["\0", '"', "\n", "\xff\xff\xff\xff", '","', "[[[", "1e999", "-0"].map((text) => Buffer.from(text, "latin1"))
    )
  )
});

/** The file's table, or undefined where it is refused as it should be: with the name of the file, and no other error. */
async function readOrRefused(path: string, format: object): Promise<RawResult | undefined> {
  try {
    return await readRaw(() => path, {file, format: formatSchema.parse(format)});
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    expect((error as SourceError).place.file).toBe(file);
    expect((error as SourceError).message).toMatch(/^measurement: ./);
    return undefined;
  }
}

/** Every record is a row or a reject, with a place, and every column has a cell in every row. */
function expectWhole({table, rejects, records}: RawResult): void {
  expect(table.rows + rejects.length).toBe(records);
  for (const name of table.columns) expect(table.column(name)).toHaveLength(table.rows);
  for (const {row, reason} of rejects) {
    expect(row).toBeGreaterThan(0);
    expect(reason).not.toBe("");
  }
}

describe.each(kinds)("a file of kind %s", (kind) => {
  const {format, content, lines = false} = delivered[kind];

  it("is read as it is", async () => {
    const path = join(temporaryFolder(), "raw");
    writeFileSync(path, content);
    const read = (await readOrRefused(path, format))!;
    expectWhole(read);
    expect(read.table.rows).toBeGreaterThan(1);
  });

  it("that is damaged ends in a located fault, or in a whole table", async () => {
    const path = join(temporaryFolder(), "raw");
    writeFileSync(path, content);
    const sound = (await readOrRefused(path, format))!;
    await fc.assert(
      fc.asyncProperty(damage, async ({how, at, bytes}) => {
        const place = Math.floor(at * content.length);
        writeFileSync(path, damages[how](content, place, bytes));
        const read = await readOrRefused(path, format);
        if (read === undefined) return;
        expectWhole(read);
        if (!lines || how === "is something else") return;
        // The rows on lines before the damage are there, and as they were.
        const before = content.subarray(0, place).toString("latin1").split("\n").length - 1 - headLines(kind);
        for (let row = 0; row < before; ++row)
          for (const name of sound.table.columns)
            expect(read.table.column(name)[row]).toBe(sound.table.column(name)[row]);
      }),
      {numRuns: 120}
    );
  });

  it("that is of another kind ends in a located fault, or in a whole table", async () => {
    const path = join(temporaryFolder(), "raw");
    for (const other of kinds.filter((name) => name !== kind)) {
      writeFileSync(path, delivered[other].content);
      const read = await readOrRefused(path, format);
      if (read !== undefined) expectWhole(read);
    }
  });
});

/** Lines before the first row. */
function headLines(kind: string): number {
  return kind === "cbioportal" ? 5 : 1;
}

describe("a define.xml", () => {
  it("that is damaged ends in a located fault, or in datasets", async () => {
    const path = join(temporaryFolder(), "define.xml");
    const content = Buffer.from(define);
    writeFileSync(path, content);
    expect((await readDefine(path, "define.xml")).datasets.get("ADSL")?.columns.size).toBe(3);
    await fc.assert(
      fc.asyncProperty(damage, async ({how, at, bytes}) => {
        writeFileSync(path, damages[how](content, Math.floor(at * content.length), bytes));
        try {
          expect((await readDefine(path, "define.xml")).datasets.size).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
          expect((error as SourceError).place.file).toBe("define.xml");
        }
      }),
      {numRuns: 150}
    );
  });

  it("of elements without end, or of entities, is refused before it takes all time", async () => {
    const path = join(temporaryFolder(), "define.xml");
    writeFileSync(path, `<?xml version="1.0"?>${"<a>".repeat(200_000)}`);
    await expect(readDefine(path, "define.xml")).rejects.toThrow("define.xml: elements nested too deep");
    writeFileSync(path, `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>`);
    await expect(readDefine(path, "define.xml")).rejects.toThrow(/^define\.xml: no XML: .*entity/);
  });
});

describe("lists of JSON inside each other without end", () => {
  const deep = "[".repeat(50_000) + "]".repeat(50_000);
  const one = {...attributes, records: 1};

  it("are a row of the wrong type", async () => {
    const path = join(temporaryFolder(), "raw");
    for (const row of [deep, `[${deep},"F",1]`]) {
      writeFileSync(path, `${JSON.stringify(one)}\n${row}\n`);
      expect((await readDatasetNdjson(path, {name: "raw"})).rejects).toHaveLength(1);
      writeFileSync(path, `${JSON.stringify(one).slice(0, -1)},"rows":[${row}]}`);
      expect((await readDatasetJson(path, {name: "raw"})).rejects).toHaveLength(1);
    }
  });
});
