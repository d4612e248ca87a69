import type {Catalogue} from "./catalogue.js";
import * as queries from "./cohortQueries.js";
import type {CohortSelection} from "./cohortSelection.js";
import type {CohortFilter} from "./filter.js";
import * as read from "./readResults.js";
import type {ResultTable} from "./sqlConnection.js";

/** What a selection stands on. */
export interface SelectionContext {
  readonly catalogue: Catalogue;
  readonly filter: CohortFilter;
  readonly n: number;
  readonly total: number;
  /** The filtered cohort as an SQL table expression. */
  readonly from: string;
  /** Runs a query, or rejects if the selection has been superseded. */
  readonly run: (query: queries.Query) => Promise<ResultTable>;
}

/** The aggregates of a filtered cohort. */
export function createSelection({catalogue, filter, n, total, from, run}: SelectionContext): CohortSelection {
  return {
    filter,
    n,
    total,
    async levels(variable, groupBy) {
      const table = await run(queries.levelsQuery(catalogue, from, variable, groupBy));
      return read.readLevels(table, catalogue, variable, groupBy);
    },
    async values(variable, groupBy) {
      return read.readValues(await run(queries.valuesQuery(catalogue, from, variable, groupBy)), catalogue, groupBy);
    },
    async histogram(variable, edges) {
      return read.readHistogram(await run(queries.histogramQuery(catalogue, from, variable, edges)), edges);
    },
    async alterations(groupBy) {
      return read.readAlterations(await run(queries.alterationsQuery(catalogue, from, groupBy)), catalogue, groupBy);
    },
    async survival(endpoint, groupBy) {
      return read.readSurvival(
        await run(queries.survivalQuery(catalogue, from, endpoint, groupBy)),
        catalogue,
        groupBy
      );
    }
  };
}
