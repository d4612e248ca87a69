import {type Catalogue, groupingOf} from "./catalogue.js";
import type {ColumnArray} from "./cohortRows.js";
import {type ColumnRequest, columnRequests} from "./columnRequests.js";
import {binCodes, type FacetRequest} from "./facetCounts.js";
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
  /**
   * The level or bin of every patient of the release (−1 = not known), and how many there are.
   *
   * @throws {RangeError} on a variable that the catalogue does not have
   */
  codes(request: FacetRequest): Promise<{readonly codes: ColumnArray; readonly levels: number}>;
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
  const binned = new Map<string, Int8Array>();
  const single = async (name: string): Promise<ColumnArray> => {
    const [request] = columnRequests(catalogue, name);
    return await load(request);
  };
  return {
    async codes({column, edges}) {
      if (edges === undefined)
        return {codes: await single(column), levels: groupingOf(catalogue, column).levels.length};
      const key = `${column} ${edges.join(" ")}`;
      const codes = binned.get(key) ?? binCodes(await single(column), edges);
      binned.set(key, codes);
      return {codes, levels: edges.length - 1};
    },
    async fetch(names) {
      const requests = names.flatMap((name) => columnRequests(catalogue, name));
      const columns = await Promise.all(requests.map(async (request) => [request.key, await load(request)] as const));
      return new Map(columns);
    }
  };
}
