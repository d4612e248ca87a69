import type {Catalogue} from "./catalogue.js";
import type {ColumnArray} from "./cohortRows.js";
import {type ColumnRequest, columnRequests} from "./columnRequests.js";
import {resultColumn, type SqlConnection} from "./sqlConnection.js";

const arrays = {number: Float64Array, days: Float64Array, category: Int16Array, status: Uint8Array} as const;

/** Columns of the whole release in memory. */
export interface ColumnStore {
  /**
   * The arrays behind the named variables and endpoints; each is fetched once.
   *
   * @throws {RangeError} on a name that the catalogue does not have
   */
  fetch(names: readonly string[]): Promise<ReadonlyMap<string, ColumnArray>>;
}

/** Columns of the table `cohort`, fetched when they are first asked for and kept. A failure is not kept. */
export function columnStore(connection: SqlConnection, catalogue: Catalogue): ColumnStore {
  const known = new Map<string, Promise<ColumnArray>>();
  const load = ({key, kind, expression, parameters}: ColumnRequest): Promise<ColumnArray> => {
    const loading =
      known.get(key) ??
      connection.query(`SELECT ${expression} AS x FROM cohort`, parameters).then((table) => {
        return arrays[kind].from(resultColumn(table, "x").toArray());
      });
    known.set(key, loading);
    loading.catch(() => known.delete(key));
    return loading;
  };
  return {
    async fetch(names) {
      const requests = names.flatMap((name) => columnRequests(catalogue, name));
      const columns = await Promise.all(requests.map(async (request) => [request.key, await load(request)] as const));
      return new Map(columns);
    }
  };
}
