import type {Catalogue} from "./catalogue.js";
import {cohortRows, memberRows} from "./cohortRows.js";
import * as queries from "./cohortQueries.js";
import type {CohortSelection} from "./cohortSelection.js";
import type {ColumnStore} from "./columnStore.js";
import {countCodes} from "./facetCounts.js";
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
  readonly members: () => Promise<Uint8Array>;
  readonly columns: ColumnStore;
  /** Throws if the selection has been superseded. */
  readonly current: () => void;
}

/** The aggregates of a filtered cohort. */
export function createSelection({
  catalogue,
  filter,
  n,
  total,
  from,
  run,
  ...context
}: SelectionContext): CohortSelection {
  let members: Promise<Uint8Array> | undefined;
  let rowsOf: Promise<Uint32Array> | undefined;
  const membersOnce = () => (members ??= context.members());
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
    },
    async rows(columns) {
      const [arrays, rows] = await Promise.all([
        context.columns.fetch(columns),
        n === total ? null : (rowsOf ??= membersOnce().then(memberRows))
      ]);
      context.current();
      return cohortRows(catalogue, arrays, rows, n);
    },
    async counts(requests) {
      const [coded, mask] = await Promise.all([
        Promise.all(requests.map((request) => context.columns.codes(request))),
        n === total ? null : membersOnce()
      ]);
      context.current();
      return new Map(
        requests.map(({column}, i) => [column, countCodes(coded[i].codes, coded[i].levels, mask)] as const)
      );
    },
    members: membersOnce
  };
}
