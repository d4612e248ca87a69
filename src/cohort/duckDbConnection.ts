import {AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger} from "@duckdb/duckdb-wasm";
import type {SqlConnection} from "./sqlConnection.js";
import {unlessStalled} from "./unlessStalled.js";

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

/** Longest time in milliseconds without a byte of the wasm module, or of compiling it. */
const patience = 30_000;

/**
 * Instantiates DuckDB. A wasm module that does not load leaves the library waiting for ever, so it is asked for first,
 * and watched then.
 */
async function connect(database: AsyncDuckDB, wasm: string): Promise<AsyncDuckDBConnection> {
  if (typeof WebAssembly === "undefined") throw new Error("missing WebAssembly: this browser does not run it");
  const answer = await fetch(wasm, {method: "HEAD"});
  // Read to its (empty) end, or the browser takes the request for one that was given up.
  await answer.arrayBuffer();
  const {ok, status} = answer;
  // Some servers know no HEAD (405, 501): the module may be there all the same.
  if (!ok && status !== 405 && status !== 501) throw new Error(`missing DuckDB module: status ${status}`);
  await unlessStalled((alive) => database.instantiate(wasm, null, alive), patience);
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
