import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import type * as Blocking from "@duckdb/duckdb-wasm/blocking";
import {lockedSettings} from "../../src/cohort/duckDbConnection.js";
import type {SqlConnection} from "../../src/cohort/sqlConnection.js";

/** The very DuckDB that pages run, in Node and without a worker: statements run as they come, one after the other. */
export async function nodeDuckDb(table: string, stream: Uint8Array): Promise<SqlConnection> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs");
  const duckdb = require(entry) as typeof Blocking;
  const bundle = (name: string) => ({
    mainModule: join(dirname(entry), `duckdb-${name}.wasm`),
    mainWorker: "unused"
  });
  const database = await duckdb.createDuckDB(
    {mvp: bundle("mvp"), eh: bundle("eh")},
    new duckdb.VoidLogger(),
    duckdb.NODE_RUNTIME
  );
  await database.instantiate(() => undefined);
  database.open({});
  const connection = database.connect();
  for (const setting of lockedSettings) connection.query(setting);
  connection.insertArrowFromIPCStream(stream, {name: table, create: true});
  return {
    async query(sql, parameters = []) {
      // As in the browser, an answer never comes before the next tick.
      await Promise.resolve();
      if (parameters.length === 0) return connection.query(sql);
      const statement = connection.prepare(sql);
      try {
        return statement.query(...parameters);
      } finally {
        statement.close();
      }
    },
    close() {
      connection.close();
      return Promise.resolve();
    }
  };
}
