import {mkdir, readdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {canonicalJson, sha256} from "../../release/releaseId.js";
import {claim, disclaim, isLeftOver, unfinishedName, unfinishedPrefix} from "../../unfinished.js";
import type {HarmonisedTables} from "../harmonisedTables.js";
import type {ReasonedTable} from "../reasonedTable.js";
import type {SourceResult} from "../sourceResult.js";
import type {PackedTable} from "./packTable.js";
import {packTable, unpackTable} from "./packTable.js";

/** `entry.json` of an entry: what is in it, and the check of that. */
interface Entry extends Pick<SourceResult, "source" | "inputs" | "patients"> {
  readonly key: string;
  readonly tables: readonly PackedTable[];
  readonly linkage: PackedTable;
  readonly tokens: readonly PackedTable[];
}

/**
 * Keeps a source's result in the folder `<cache>/<key>`: written beside, then renamed. Another run may have put the same
 * there meanwhile; then that one stays.
 */
export async function keepResult(cache: string, key: string, result: SourceResult): Promise<void> {
  await mkdir(cache, {recursive: true});
  const work = claim(join(cache, unfinishedName(key)));
  try {
    await mkdir(work);
    const pack = (table: ReasonedTable): Promise<PackedTable> =>
      packTable(table, join(work, fileOf(table.schema.name)));
    const tables: PackedTable[] = [];
    for (const table of Object.values(result.tables) as ReasonedTable[]) tables.push(await pack(table));
    const tokens: PackedTable[] = [];
    for (const table of result.tokens) tokens.push(await pack(table));
    const {source, inputs, patients} = result;
    const entry: Entry = {key, source, inputs, patients, tables, tokens, linkage: await pack(result.linkage)};
    await writeFile(join(work, "entry.json"), JSON.stringify({entry, sha256: sha256(canonicalJson(entry))}));
    const folder = join(cache, key);
    // An entry that was found damaged is replaced.
    await rm(folder, {recursive: true, force: true});
    await rename(work, folder).catch((error: unknown) => {
      const {code} = error as NodeJS.ErrnoException;
      if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
    });
  } finally {
    await rm(work, {recursive: true, force: true});
    disclaim(work);
  }
}

/** The result kept under a key; undefined if there is none, or one that is not whole. */
export async function keptResult(cache: string, key: string): Promise<SourceResult | undefined> {
  const folder = join(cache, key);
  try {
    const text = await readFile(join(folder, "entry.json"), "utf8");
    const {entry, sha256: expected} = JSON.parse(text) as {entry: Entry; sha256: string};
    if (sha256(canonicalJson(entry)) !== expected || entry.key !== key) return undefined;
    const unpack = (packed: PackedTable): Promise<ReasonedTable> =>
      unpackTable(packed, join(folder, fileOf(packed.schema.name)));
    const tables: Record<string, ReasonedTable> = {};
    for (const packed of entry.tables) tables[packed.schema.name] = await unpack(packed);
    const tokens: ReasonedTable[] = [];
    for (const packed of entry.tokens) tokens.push(await unpack(packed));
    const {source, inputs, patients} = entry;
    return {
      tokens,
      source,
      inputs,
      patients,
      tables: tables as unknown as HarmonisedTables,
      linkage: await unpack(entry.linkage)
    };
  } catch {
    // Absent, cut short or changed: whatever the reason, the source is harmonised again.
    return undefined;
  }
}

/** Removes what the last run of no study used, and what runs that are no more left unfinished. */
export async function pruneCache(cache: string, study: string, keys: readonly string[]): Promise<void> {
  await mkdir(cache, {recursive: true});
  const list = join(cache, "used.json");
  const used = {...(await usedKeys(list)), [study]: keys};
  const temporary = claim(join(cache, unfinishedName("used.json")));
  try {
    await writeFile(temporary, `${JSON.stringify(used)}\n`);
    await rename(temporary, list);
  } finally {
    disclaim(temporary);
  }
  const wanted = new Set(Object.values(used).flat());
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    const leftOver = name.startsWith(unfinishedPrefix) && isLeftOver(path);
    if (leftOver || (/^[0-9a-f]{64}$/.test(name) && !wanted.has(name))) await rm(path, {recursive: true, force: true});
  }
}

async function usedKeys(list: string): Promise<Record<string, readonly string[]>> {
  try {
    const value: unknown = JSON.parse(await readFile(list, "utf8"));
    const entries = Object.entries(value as object) as [string, unknown][];
    return Object.fromEntries(entries.filter((entry): entry is [string, string[]] => Array.isArray(entry[1])));
  } catch {
    // Without the list, everything that this run does not use goes.
    return {};
  }
}

function fileOf(table: string): string {
  return `${table}.bin`;
}
