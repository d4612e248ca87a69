import {canonicalFilter} from "./canonicalFilter.js";
import type {Catalogue} from "./catalogue.js";
import type {CohortDatabase} from "./cohortDatabase.js";
import {cohortRows} from "./cohortRows.js";
import type {Query} from "./cohortQueries.js";
import {columnStore} from "./columnStore.js";
import {createSelection} from "./createSelection.js";
import {filterSql} from "./filterSql.js";
import {resultColumn, type ResultTable, type SqlConnection} from "./sqlConnection.js";
import {SupersededError} from "./supersededError.js";

/**
 * The cohort database on an open connection whose table `cohort` holds the cohort extract.
 *
 * A selection materialises one Boolean per patient, in the order of the table, and reads the cohort through it. That
 * costs a fraction of copying the selected rows with all their columns, and the charts still pay only for the columns
 * they name.
 */
export function createDatabase(connection: SqlConnection, catalogue: Catalogue): CohortDatabase {
  let calls = 0;
  let kept: string | undefined;
  const columns = columnStore(connection, catalogue);
  return {
    async select(wanted) {
      const mine = ++calls;
      const filter = canonicalFilter(wanted, catalogue);
      const {where, parameters} = filterSql(filter, catalogue);
      const mask = `selected_${mine}`;
      await connection.query(`CREATE TEMP TABLE ${mask} AS SELECT ${where} AS selected FROM cohort`, parameters);
      const counts = await connection.query(`SELECT count_if(selected)::INT AS n, count(*)::INT AS total FROM ${mask}`);
      const obsolete = mine === calls ? kept : mask;
      if (mine === calls) kept = mask;
      if (obsolete !== undefined) await connection.query(`DROP TABLE ${obsolete}`);
      if (mine !== calls) throw new SupersededError();
      const current = () => {
        if (kept !== mask) throw new SupersededError();
      };
      const run = async ({sql, parameters: bound}: Query): Promise<ResultTable> => {
        current();
        try {
          return await connection.query(sql, bound);
        } catch (error) {
          // A later selection may have dropped the mask between the preparation of a statement and its run.
          throw kept === mask ? error : new SupersededError();
        }
      };
      return createSelection({
        catalogue,
        filter,
        n: Number(resultColumn(counts, "n").get(0)),
        total: Number(resultColumn(counts, "total").get(0)),
        from: `(SELECT * EXCLUDE selected FROM cohort POSITIONAL JOIN ${mask} WHERE selected)`,
        run,
        current,
        columns,
        members: async () => maskOf(await run({sql: `SELECT selected::UTINYINT AS x FROM ${mask}`, parameters: []}))
      });
    },
    async membersOf(wanted) {
      const {where, parameters} = filterSql(canonicalFilter(wanted, catalogue), catalogue);
      return maskOf(await connection.query(`SELECT (${where})::UTINYINT AS x FROM cohort`, parameters));
    },
    async allRows(names) {
      const arrays = await columns.fetch(names);
      const [first] = arrays.values();
      return cohortRows(catalogue, arrays, null, first?.length ?? catalogue.patients);
    },
    close: () => connection.close()
  };
}

function maskOf(table: ResultTable): Uint8Array {
  return Uint8Array.from(resultColumn(table, "x").toArray());
}
