import {copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {
  type Data,
  Field,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC
} from "apache-arrow";
import type {SiteData} from "../../src/model/siteData.js";

/**
 * Makes a site like another with every patient several times: copies are patients of their own, with days of follow-up
 * moved by up to two weeks. Pages, code and addresses stay as they are; only the extracts grow.
 *
 * @param from folder of a built site
 * @param to folder to make
 */
export function enlargeSite(from: string, to: string, copies: number): void {
  copyTree(from, to);
  const data = join(to, "_file/data");
  for (const name of readdirSync(data)) {
    const source = join(from, "_file/data", name);
    if (/^(cohort|mutations)\..*arrow$/.test(name)) {
      write(join(data, name), enlargeTable(readFileSync(source), copies, patientsOf(from)));
    } else if (/^site\..*json$/.test(name)) {
      const site = JSON.parse(readFileSync(source, "utf8")) as SiteData;
      write(join(data, name), JSON.stringify(enlargeCounts(site, copies)));
    }
  }
}

/** Patients of a built site. */
export function patientsOf(site: string): number {
  const name = readdirSync(join(site, "_file/data")).find((file) => /^site\..*json$/.test(file));
  if (name === undefined) throw new Error(`no site.json below ${site}`);
  return (JSON.parse(readFileSync(join(site, "_file/data", name), "utf8")) as SiteData).counts.patients;
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, {recursive: true});
  for (const entry of readdirSync(from, {withFileTypes: true})) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target);
    // Files that grow are replaced, never written through a link.
    else if (from.endsWith("data")) copyFileSync(source, target);
    else linkSync(source, target);
  }
}

function write(path: string, content: string | Uint8Array): void {
  writeFileSync(path, content);
}

/** The rows of an Arrow stream several times, a record batch for each copy; `row` counts on, days are moved. */
function enlargeTable(bytes: Uint8Array, copies: number, patients: number): Uint8Array {
  const table = tableFromIPC(bytes);
  const [batch] = table.batches;
  if (table.batches.length !== 1) throw new Error(`expected one record batch, found ${table.batches.length}`);
  const fields = table.schema.fields.map(({name, type, nullable}) => new Field(name, type, nullable));
  const schema = new Schema(fields);
  const batches = Array.from({length: copies}, (_, copy) => {
    const children = batch.data.children.map((child, i) => {
      const {name} = fields[i];
      if (name === "row") return moved(child, (value) => value + copy * patients);
      return name.endsWith("_days") ? moved(child, (value) => Math.max(0, value + ((copy * 11) % 29) - 14)) : child;
    });
    const struct = makeData({type: new Struct(fields), length: table.numRows, nullCount: 0, children});
    return new RecordBatch(schema, struct);
  });
  return tableToIPC(new Table(schema, batches), "stream");
}

function moved(child: Data, change: (value: number) => number): Data {
  if (!(child.values instanceof Int32Array)) throw new Error("expected whole numbers of 32 bits");
  const {length, nullCount, nullBitmap} = child;
  const data = Int32Array.from(child.values, change);
  return makeData({type: new Int32(), length, nullCount, nullBitmap, data});
}

function enlargeCounts(site: SiteData, copies: number): SiteData {
  const counted = new Set(["n", "nUnknown", "nPresent", "nTested", "nMutated", "nPatients", "missing", "patients"]);
  const lists = new Set(["events", "censored"]);
  const grow = (value: unknown, key: string): unknown => {
    if (typeof value === "number") return counted.has(key) ? value * copies : value;
    if (Array.isArray(value)) return value.map((item) => (lists.has(key) ? (item as number) * copies : grow(item, "")));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, grow(item, name)]));
  };
  return grow(site, "") as SiteData;
}
