import {canonicalFilter} from "./canonicalFilter.js";
import type {Catalogue} from "./catalogue.js";
import type {CohortDatabase} from "./cohortDatabase.js";
import {cohortRows} from "./cohortRows.js";
import {columnStore} from "./columnStore.js";
import {createSelection} from "./createSelection.js";
import type {CohortFilter} from "./filter.js";
import {filterMask} from "./filterMask.js";
import {filterSql} from "./filterSql.js";
import {resultColumn, type SqlConnection} from "./sqlConnection.js";
import {SupersededError} from "./supersededError.js";

/**
 * The cohort database on an open connection whose table `cohort` holds the cohort extract.
 *
 * A selection and its figures are counted from columns of the release that are fetched once and kept. At 200 000
 * patients a query for each figure costs more than all the counting, for every answer has to come out of the database's
 * worker.
 */
export function createDatabase(connection: SqlConnection, catalogue: Catalogue): CohortDatabase {
  let calls = 0;
  const columns = columnStore(connection, catalogue);
  let total: Promise<number> | undefined;
  const patients = () =>
    (total ??= connection
      .query("SELECT count(*)::INT AS n FROM cohort")
      .then((table) => Number(resultColumn(table, "n").get(0)))
      .catch((error: unknown) => {
        total = undefined;
        throw error;
      }));
  const maskOf = async (filter: CohortFilter): Promise<Uint8Array> => {
    const {where, parameters} = filterSql(filter, catalogue);
    const table = await connection.query(`SELECT (${where})::UTINYINT AS x FROM cohort`, parameters);
    return Uint8Array.from(resultColumn(table, "x").toArray());
  };
  return {
    async select(wanted) {
      const mine = ++calls;
      const current = () => {
        if (mine !== calls) throw new SupersededError();
      };
      const filter = canonicalFilter(wanted, catalogue);
      const mask = await filterMask(filter, await patients(), catalogue, columns);
      current();
      return createSelection({catalogue, filter, mask, columns, current});
    },
    membersOf: (wanted) => maskOf(canonicalFilter(wanted, catalogue)),
    async allRows(names) {
      const arrays = await columns.fetch(names);
      const [first] = arrays.values();
      return cohortRows(catalogue, arrays, null, first?.length ?? catalogue.patients);
    },
    close: () => connection.close()
  };
}
