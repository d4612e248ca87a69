import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {type Table, tableFromIPC} from "apache-arrow";
import {z} from "zod";
import {type ReleaseManifest, schemaVersion} from "../../src/model/release.js";
import {releaseId, sha256} from "./releaseId.js";
import {ReleaseError} from "./releaseError.js";
import {refuseWithdrawn} from "./tombstone.js";

const text = z.string();
const count = z.number().int().nonnegative();
const manifestShape = z.strictObject({
  schemaVersion: text,
  id: text.regex(/^[0-9a-f]{16}$/),
  study: z.strictObject({id: text, title: text, disease: text, contact: text.optional()}),
  tier: z.enum(["internal", "consortium", "public"]),
  simulated: z.boolean(),
  simulatedNotice: text.nullable(),
  sources: z.array(z.strictObject({id: text, name: text, version: text, simulated: z.boolean(), patients: count})),
  inputs: z.array(z.strictObject({source: text, file: text, bytes: count, sha256: text, rows: count})),
  versions: z.strictObject({
    dictionary: text,
    mappings: z.record(text, text),
    rules: z.union([text, z.record(text, text)]),
    hemiola: text
  }),
  tables: z.array(
    z.strictObject({
      name: text,
      file: text.regex(/^tables\/[a-z0-9_]+\.arrow$/),
      rows: count,
      columns: z.array(text),
      bytes: count,
      sha256: text
    })
  ),
  analyses: z
    .array(
      z.strictObject({
        id: text,
        question: text,
        endpoint: text,
        groupBy: text,
        filter: z.record(text, z.array(text))
      })
    )
    .optional(),
  audit: z.strictObject({patients: count, rejects: count, findings: count}),
  disclosure: z
    .strictObject({
      from: text.regex(/^[0-9a-f]{16}$/),
      policy: text,
      version: text,
      k: count,
      minCurve: count,
      signOff: z.array(text).optional(),
      draft: z.boolean().optional()
    })
    .optional(),
  vocabularies: z.record(text, z.array(text)),
  terms: z.record(text, z.record(text, text)).optional()
});

/** A release whose every byte has been checked. */
export interface Release {
  readonly folder: string;
  readonly manifest: ReleaseManifest;
  /**
   * A table by name.
   * @throws {ReleaseError} if the release has no such table
   */
  table(name: string): Table;
  /** The table's bytes, an Arrow IPC stream. */
  bytes(name: string): Uint8Array;
  /** Keys of patients whom the maker of a tier does not count; their records are in the tables still. */
  readonly leftOut?: ReadonlySet<string>;
}

/**
 * Reads a release and checks it: the manifest's form and version, its id against its content, and the size, checksum,
 * columns and rows of every table. Nothing of a damaged, truncated or unknown release is used.
 *
 * @throws {ReleaseError} one line that names the file
 */
export async function readRelease(folder: string): Promise<Release> {
  const manifest = await readManifest(folder);
  await refuseStrangers(folder, manifest);
  const contents = new Map<string, Uint8Array>();
  const tables = new Map<string, Table>();
  for (const {name, file, bytes, sha256: expected, rows, columns} of manifest.tables) {
    const path = join(folder, file);
    const content = await read(path);
    if (content.byteLength !== bytes) throw new ReleaseError(path, `${content.byteLength} bytes, expected ${bytes}`);
    const actual = sha256(content);
    if (actual !== expected) throw new ReleaseError(path, `damaged: sha256 ${actual}, expected ${expected}`);
    const table = decode(path, content);
    const names = table.schema.fields.map((field) => field.name);
    if (table.numRows !== rows || names.join() !== columns.join()) {
      throw new ReleaseError(path, "rows or columns differ from release.json");
    }
    contents.set(name, content);
    tables.set(name, table);
  }
  const get = <T>(map: Map<string, T>, name: string): T => {
    const found = map.get(name);
    if (found === undefined) throw new ReleaseError(join(folder, "release.json"), `missing table: ${name}`);
    return found;
  };
  return {folder, manifest, table: (name) => get(tables, name), bytes: (name) => get(contents, name)};
}

/**
 * Reads and checks `release.json` alone.
 *
 * @throws {ReleaseError} if it is withdrawn, absent, malformed, of an unknown version, or not what its id says
 */
export async function readManifest(folder: string): Promise<ReleaseManifest> {
  await refuseWithdrawn(folder);
  const path = join(folder, "release.json");
  const raw = new TextDecoder().decode(await read(path));
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    throw new ReleaseError(path, "damaged: not JSON", {cause: error});
  }
  const version = (value as {schemaVersion?: unknown} | null)?.schemaVersion;
  if (typeof version !== "string" || version.split(".")[0] !== schemaVersion.split(".")[0]) {
    throw new ReleaseError(path, `unknown schema version: ${String(version)}, this Hemiola reads ${schemaVersion}`);
  }
  const parsed = manifestShape.safeParse(value);
  if (!parsed.success) {
    const {path: key, message} = parsed.error.issues[0];
    throw new ReleaseError(path, `damaged: ${key.join(".")}: ${message}`);
  }
  const {id, ...body} = parsed.data as ReleaseManifest;
  const actual = releaseId(body);
  if (actual !== id) throw new ReleaseError(path, `damaged: content has id ${actual}, expected ${id}`);
  return {id, ...body};
}

async function refuseStrangers(folder: string, {tables}: ReleaseManifest): Promise<void> {
  const declared = new Set(tables.map(({file}) => file));
  const present = await readdir(join(folder, "tables")).catch(() => [] as string[]);
  for (const name of present.sort()) {
    if (!declared.has(`tables/${name}`))
      throw new ReleaseError(join(folder, "tables", name), "not part of the release");
  }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    throw new ReleaseError(path, code === "ENOENT" ? "missing" : message, {cause: error});
  }
}

function decode(path: string, content: Uint8Array): Table {
  try {
    return tableFromIPC(content);
  } catch (error) {
    throw new ReleaseError(path, "not an Arrow IPC stream", {cause: error});
  }
}
