import pg from "pg";
import Cursor from "pg-cursor";
import {SourceError} from "../sourceError.js";
import {cdmTables} from "./cdmTables.js";
import type {OmopBatch, OmopConnection} from "./omopConnection.js";

/** A PostgreSQL database and who may read it. */
export interface PostgresPlace {
  /** `postgresql://user@host:port/database`. */
  readonly url: string;
  readonly schema: string;
  readonly password?: string;
}

const batchRows = 10_000;
const connectMilliseconds = 15_000;

/** All values as text, so that no calendar date passes through a time zone. */
const texts = {getTypeParser: () => (value: unknown) => value};

/**
 * Gives the tables of a database as they are at one moment: all are read in one transaction that may only read. Rows come
 * through a cursor, a batch at a time, in the order of the table's key. The connection ends with `use`.
 *
 * @throws {SourceError} without the password, whatever the database or its driver says
 */
export async function withPostgres<T>(
  {url, schema, password}: PostgresPlace,
  use: (connection: OmopConnection) => Promise<T>
): Promise<T> {
  const failed = faultsOf(url, password);
  const pool = await failed(schema, async () => {
    const made = new pg.Pool({
      connectionString: password === undefined ? url : withPassword(url, password),
      max: 1,
      connectionTimeoutMillis: connectMilliseconds,
      application_name: "hemiola"
    });
    // An idle connection that breaks is told to whoever asks next; an unheard event would end the process.
    made.on("error", () => undefined);
    return Promise.resolve(made);
  });
  try {
    const client = await failed(schema, () => pool.connect());
    client.on("error", () => undefined);
    let broken = true;
    try {
      await failed(schema, async () => {
        await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        await client.query("SET LOCAL DateStyle TO 'ISO, YMD'");
        await client.query("SET LOCAL TimeZone TO 'UTC'");
      });
      const result = await use(tablesOf(client, schema, failed));
      await failed(schema, () => client.query("COMMIT"));
      broken = false;
      return result;
    } finally {
      client.release(broken);
    }
  } finally {
    await pool.end();
  }
}

/** A connection string with a password, because one in it takes precedence, even a blank one. */
function withPassword(url: string, password: string): string {
  const full = new URL(url);
  full.password = encodeURIComponent(password);
  return full.href;
}

type Failed = <T>(file: string, run: () => Promise<T>) => Promise<T>;

function tablesOf(client: pg.PoolClient, schema: string, failed: Failed): OmopConnection {
  const found = new Map<string, {name: string; columns: string[]}>();
  async function described(table: string): Promise<{name: string; columns: string[]}> {
    const known = found.get(table);
    if (known) return known;
    const {rows} = await failed(table, () =>
      client.query<[string, string]>({
        text: `SELECT table_name, column_name FROM information_schema.columns
          WHERE table_schema = $1 AND lower(table_name) = $2 ORDER BY table_name, ordinal_position`,
        values: [schema, table],
        rowMode: "array"
      })
    );
    if (rows.length === 0)
      throw new SourceError("missing table", {file: table, expected: `it in the schema ${schema}`});
    const [[name]] = rows;
    if (rows.some(([other]) => other !== name))
      throw new SourceError("several tables of the name in different letter case", {file: table});
    const description = {name, columns: rows.map(([, column]) => column)};
    found.set(table, description);
    return description;
  }
  return {
    columns: async (table) => (await described(table)).columns,
    async *rows(table, columns): AsyncGenerator<OmopBatch> {
      const {name, columns: all} = await described(table);
      const key = (cdmTables.get(table)?.key ?? []).flatMap((column) => all.filter((d) => d.toLowerCase() === column));
      const order = key.length === 0 ? "" : ` ORDER BY ${key.map(quoted).join(", ")}`;
      const text = `SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(schema)}.${quoted(name)}${order}`;
      const cursor = client.query(new Cursor<unknown[]>(text, [], {rowMode: "array", types: texts} as object));
      try {
        for (;;) {
          const rows = await failed(table, () => cursor.read(batchRows));
          if (rows.length === 0) return;
          yield {rows: rows.length, cells: columns.map((_, i) => rows.map((row) => row[i]))};
        }
      } finally {
        await cursor.close().catch(() => undefined);
      }
    }
  };
}

/** An identifier as SQL writes it. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Turns what goes wrong into faults of the source that hold neither the password nor the driver's error. */
function faultsOf(url: string, password: string | undefined): Failed {
  const secrets = [password, ...passwordsIn(url)].filter((d): d is string => d !== undefined && d !== "");
  const redact = (text: string): string =>
    [...secrets, ...secrets.map(encodeURIComponent)].reduce((said, secret) => said.replaceAll(secret, "•••"), text);
  return async (file, run) => {
    try {
      return await run();
    } catch (error) {
      if (error instanceof SourceError) throw error;
      const {message, code} = error as {readonly message?: string; readonly code?: string};
      const said = [message, code].find((d) => d !== undefined && d !== "") ?? "no reason given";
      // Without the cause, which may hold what is taken out here.
      throw new SourceError(redact(`the database says: ${said}`), {file});
    }
  };
}

/** Passwords that a connection string holds, as written and decoded. */
function passwordsIn(url: string): string[] {
  if (!URL.canParse(url)) return [url];
  const {password, searchParams} = new URL(url);
  const found = [password, searchParams.get("password") ?? ""];
  return found.flatMap((written) => [written, safelyDecoded(written)]);
}

function safelyDecoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
