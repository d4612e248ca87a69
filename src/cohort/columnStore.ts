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
   * A numeric variable, NaN where it is not known.
   *
   * @throws {RangeError} on a variable that the catalogue does not have
   */
  numbers(variable: string): Promise<ColumnArray>;
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
  const binned = new Map<string, Int8Array>();
  /** One query for all columns that are not there yet. */
  const load = (requests: readonly ColumnRequest[]): void => {
    const fresh = requests.filter(({key}, i) => !known.has(key) && requests.findIndex((d) => d.key === key) === i);
    if (fresh.length === 0) return;
    const select = fresh.map(({expression}, i) => `${expression} AS x${i}`).join(", ");
    const answer = connection.query(
      `SELECT ${select} FROM cohort`,
      fresh.flatMap(({parameters}) => parameters)
    );
    fresh.forEach(({key, kind}, i) => {
      const column = answer.then((table) => arrays[kind].from(resultColumn(table, `x${i}`).toArray()));
      column.catch(() => known.delete(key));
      known.set(key, column);
    });
  };
  const fetch = async (names: readonly string[]): Promise<ReadonlyMap<string, ColumnArray>> => {
    const requests = names.flatMap((name) => columnRequests(catalogue, name));
    load(requests);
    const columns = await Promise.all(requests.map(async ({key}) => [key, await known.get(key)!] as const));
    return new Map(columns);
  };
  const single = async (name: string): Promise<ColumnArray> => (await fetch([name])).get(name)!;
  return {
    fetch,
    async numbers(variable) {
      if (!catalogue.numbers.has(variable)) throw new RangeError(`unknown numeric variable: ${variable}`);
      return await single(variable);
    },
    async codes({column, edges}) {
      if (edges === undefined)
        return {codes: await single(column), levels: groupingOf(catalogue, column).levels.length};
      const key = `${column} ${edges.join(" ")}`;
      const codes = binned.get(key) ?? binCodes(await single(column), edges);
      binned.set(key, codes);
      return {codes, levels: edges.length - 1};
    }
  };
}
