import pg from "pg";
import Cursor from "pg-cursor";
import {compareText} from "../../release/textOrder.js";
import {SourceError} from "../sourceError.js";
import {cdmTables} from "./cdmTables.js";
import {databaseFaults, type Failed} from "./databaseFaults.js";
import type {OmopBatch, OmopConnection, OmopRows} from "./omopConnection.js";

/** A PostgreSQL database and who may read it. */
export interface PostgresPlace {
  /** `postgresql://user@host:port/database`. */
  readonly url: string;
  readonly schema: string;
  readonly password?: string;
}

const batchRows = 10_000;
const connectMilliseconds = 15_000;
const pickedAtOnce = 1000;

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
  const failed = databaseFaults(url, password);
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
    const lost = new Promise<never>((_, reject) => {
      client.once("end", () => reject(new Error("the connection ended")));
    });
    // It is told to whoever waits for rows.
    lost.catch(() => undefined);
    let broken = true;
    try {
      await failed(schema, async () => {
        await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        await client.query("SET LOCAL DateStyle TO 'ISO, YMD'");
        await client.query("SET LOCAL TimeZone TO 'UTC'");
      });
      const result = await use(tablesOf({client, lost}, schema, failed));
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

/** A connection, and a promise that fails when it is lost. */
interface Session {
  readonly client: pg.PoolClient;
  readonly lost: Promise<never>;
}

function tablesOf(session: Session, schema: string, failed: Failed): OmopConnection {
  const {client} = session;
  const found = new Map<string, {name: string; columns: string[]}>();
  async function find(table: string): Promise<{name: string; columns: string[]} | undefined> {
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
    if (rows.length === 0) return undefined;
    const [[name]] = rows;
    if (rows.some(([other]) => other !== name))
      throw new SourceError("several tables of the name in different letter case", {file: table});
    const description = {name, columns: rows.map(([, column]) => column)};
    found.set(table, description);
    return description;
  }
  async function described(table: string): Promise<{name: string; columns: string[]}> {
    const description = await find(table);
    if (description) return description;
    const {rows} = await failed(table, () =>
      client.query("SELECT 1 FROM information_schema.tables WHERE table_schema = $1 LIMIT 1", [schema])
    );
    const readable = rows.length > 0 ? "" : ", which does not exist or has no table that may be read";
    throw new SourceError("missing table", {file: table, expected: `it in the schema ${schema}${readable}`});
  }
  return {
    has: async (table) => (await find(table)) !== undefined,
    columns: async (table) => (await described(table)).columns,
    async *rows(table, columns, only): AsyncGenerator<OmopBatch> {
      const {name, columns: all} = await described(table);
      const key = (cdmTables.get(table)?.key ?? []).flatMap((column) => all.filter((d) => d.toLowerCase() === column));
      const order = key.length === 0 ? "" : ` ORDER BY ${key.map(quoted).join(", ")}`;
      const text = `SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(schema)}.${quoted(name)}`;
      for (const {where, values} of only ? picks(only) : [{where: "", values: []}])
        yield* batches(session, {text: text + where + order, values, columns: columns.length}, (run) =>
          failed(table, run)
        );
    }
  };
}

/** A query, its parameters, and how many columns it gives. */
interface Query {
  readonly text: string;
  readonly values: readonly string[];
  readonly columns: number;
}

/** The rows of a query through a cursor. */
async function* batches(
  {client, lost}: Session,
  {text, values, columns}: Query,
  failed: <T>(run: () => Promise<T>) => Promise<T>
): AsyncGenerator<OmopBatch> {
  const cursor = client.query(new Cursor<unknown[]>(text, [...values], {rowMode: "array", types: texts} as object));
  let open = true;
  try {
    for (;;) {
      // A cursor whose connection is lost need not say so.
      const rows = await failed(() => Promise.race([cursor.read(batchRows), lost]));
      if (rows.length === 0) return;
      yield {rows: rows.length, cells: Array.from({length: columns}, (_, i) => rows.map((row) => row[i]))};
    }
  } catch (error) {
    open = false;
    throw error;
  } finally {
    if (open) await Promise.race([cursor.close(), lost]).catch(() => undefined);
  }
}

/** Conditions for the rows that are wanted, no more values in one than a query may have parameters. */
function* picks({column, values: all, type}: OmopRows): Generator<{where: string; values: string[]}> {
  const numeric = type === "integer";
  const wanted = numeric ? [...all].filter((id) => /^[0-9]{1,18}$/u.test(id)) : [...all];
  wanted.sort((a, b) => (numeric ? Number(a) - Number(b) : compareText(a, b)));
  for (let from = 0; from < wanted.length; from += pickedAtOnce) {
    const values = wanted.slice(from, from + pickedAtOnce);
    const places = values.map((_, i) => `CAST($${i + 1} AS ${numeric ? "bigint" : "varchar"})`);
    yield {where: ` WHERE ${quoted(column)} IN (${places.join(", ")})`, values};
  }
}

/** An identifier as SQL writes it. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
