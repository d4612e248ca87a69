import {AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger} from "@duckdb/duckdb-wasm";
import type {SqlConnection} from "./sqlConnection.js";

/** Settings that keep DuckDB from ever asking another origin for an extension; then none can be changed any more. */
export const lockedSettings: readonly string[] = [
  "SET autoinstall_known_extensions = false",
  "SET autoload_known_extensions = false",
  "SET lock_configuration = true"
];

/** Addresses, on the site's own origin, of DuckDB's parts. */
export interface DuckDbParts {
  readonly worker: string;
  readonly wasm: string;
}

/**
 * Starts DuckDB in a worker, in memory, and loads an Arrow IPC stream as a table. A failure on the way ends the worker,
 * so that nothing is left behind and the call can be made again.
 *
 * @throws {Error} if the worker or the wasm module does not load, or the stream is not one
 */
export async function duckDbConnection(
  {worker: workerAddress, wasm}: DuckDbParts,
  table: string,
  stream: Promise<ArrayBuffer>
): Promise<SqlConnection> {
  const worker = new Worker(workerAddress);
  // A worker that fails to start never answers: its error event must end the wait.
  const failure = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      reject(new Error(`DuckDB worker failed: ${event.message || workerAddress}`));
    });
  });
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  try {
    const connection = await Promise.race([connect(database, wasm), failure]);
    for (const setting of lockedSettings) await connection.query(setting);
    await connection.insertArrowFromIPCStream(new Uint8Array(await stream), {name: table, create: true});
    return asSqlConnection(database, connection);
  } catch (error) {
    await database.terminate();
    throw error;
  }
}

async function connect(database: AsyncDuckDB, wasm: string): Promise<AsyncDuckDBConnection> {
  // The worker never answers if it cannot fetch its module. Fetched here first, a failure is noticed, and the worker
  // finds the module in the browser's cache.
  const response = await fetch(wasm);
  if (!response.ok) throw new Error(`DuckDB did not load: status ${response.status}`);
  await response.arrayBuffer();
  await database.instantiate(wasm);
  return await database.connect();
}

function asSqlConnection(database: AsyncDuckDB, connection: AsyncDuckDBConnection): SqlConnection {
  return {
    async query(sql, parameters = []) {
      if (parameters.length === 0) return await connection.query(sql);
      const statement = await connection.prepare(sql);
      try {
        return await statement.query(...parameters);
      } finally {
        await statement.close();
      }
    },
    async close() {
      await connection.close();
      await database.terminate();
    }
  };
}
