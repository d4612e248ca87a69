import type {GroupLevel} from "../../cohort/catalogue.js";
import type {CohortRows} from "../../cohort/cohortRows.js";
import {endpointStart} from "../../cohort/guards/endpointStart.js";
import type {ModelSpec} from "./fitModel.js";

/** The columns of a cohort that a model reads, as plain data: rows in the form in which they are sent to a worker. */
export interface SentRows {
  /** Patients. */
  readonly n: number;
  /** By column; NaN = not known. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** By column: positions in `levels`, −1 = not known. */
  readonly categories: ReadonlyMap<string, {readonly codes: Int16Array; readonly levels: readonly GroupLevel[]}>;
  /** By key of the endpoint: days (NaN = not in its population) and status. */
  readonly endpoints: ReadonlyMap<string, {readonly days: Float64Array; readonly status: Uint8Array}>;
}

/** What a model reads of the rows of a cohort. */
export function packRows(rows: CohortRows, spec: ModelSpec): SentRows {
  const {endpoint, endpointCode, transplant, terms, strata, filteredLater} = spec;
  const {dayColumn} = endpointStart(endpointCode);
  const later = terms.flatMap((d) => (d.later === null ? [] : [d.later.day]));
  const used = [...terms.map(({variable}) => variable), ...strata];
  const columnsOf = (kind: "number" | "category") =>
    used.filter((variable) => (variable.kind === "number") === (kind === "number")).map(({column}) => column);
  const days = [...later, ...filteredLater, ...[dayColumn, transplant].filter((d) => d !== null)];
  return {
    n: rows.n,
    numbers: new Map([...columnsOf("number"), ...days].map((column) => [column, rows.number(column)])),
    categories: new Map(columnsOf("category").map((column) => [column, rows.category(column)])),
    endpoints: new Map([[endpoint, rows.endpoint(endpoint)]])
  };
}

/** Rows that were packed. Every method throws a `RangeError` on a column that was not sent. */
export function unpackRows({n, numbers, categories, endpoints}: SentRows): CohortRows {
  const from =
    <T>(columns: ReadonlyMap<string, T>) =>
    (column: string): T => {
      const found = columns.get(column);
      if (found === undefined) throw new RangeError(`column not sent: ${column}`);
      return found;
    };
  return {n, number: from(numbers), category: from(categories), endpoint: from(endpoints)};
}
