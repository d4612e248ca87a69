import {FileAttachment} from "observablehq:stdlib";
import {withHidden} from "../model/hiddenCounts.js";
import type {SiteData} from "../model/siteData.js";
import {afterPaint} from "./afterPaint.js";
import {catalogueOf} from "./catalogue.js";
import type {CohortDatabase} from "./cohortDatabase.js";

let opened: Promise<CohortDatabase> | undefined;

/**
 * The patients of the release in DuckDB, opened on the first call, after the page has been painted, and kept. A failure
 * is not kept: the next call tries again. All that is loaded comes from the site's own origin.
 *
 * @throws {Error} if WebAssembly is not to be had or a file does not load
 */
export function openCohortDatabase(): Promise<CohortDatabase> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(): Promise<CohortDatabase> {
  await afterPaint();
  const site = FileAttachment("../data/site.json").json() as Promise<SiteData>;
  const stream = FileAttachment("../data/cohort.arrow").arrayBuffer();
  // Both are awaited below, after the library; until then a failure must not count as unhandled.
  site.catch(() => undefined);
  stream.catch(() => undefined);
  // Imported here, so that neither the library nor the 34 MB of wasm delay the first figures.
  const [{duckDbConnection}, {createDatabase}] = await Promise.all([
    import("./duckDbConnection.js"),
    import("./createDatabase.js")
  ]);
  const connection = await duckDbConnection(
    {
      worker: FileAttachment("../duckdb/duckdb-browser-eh.worker.js").href,
      wasm: FileAttachment("../duckdb/duckdb-eh.wasm").href
    },
    "cohort",
    stream
  );
  const database = await site.then(
    (data) => createDatabase(connection, catalogueOf(withHidden(data))),
    async (error: unknown) => {
      await connection.close();
      throw error;
    }
  );
  return {
    ...database,
    async close() {
      opened = undefined;
      await database.close();
    }
  };
}
