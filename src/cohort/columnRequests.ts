import {type Catalogue, groupingOf} from "./catalogue.js";
import {levelExpression} from "./levelExpression.js";
import {identifier} from "./sqlConnection.js";

/** A column of the release to fetch as numbers. */
export interface ColumnRequest {
  /** Stable name of what is fetched. */
  readonly key: string;
  readonly kind: "number" | "category" | "days" | "status";
  /** The number of a patient as an SQL expression that is never null. */
  readonly expression: string;
  readonly parameters: readonly string[];
}

/** Competing-risks endpoints that go by the days of another: its status has causes of its own. */
const daysOf: Readonly<Record<string, string>> = {CIR: "RFS"};

/**
 * What must be fetched for a name: a variable, an alteration, a cytogenetic flag, a day column, or an endpoint (`OS`,
 * `EFS_ELN2022`, `CIR` …), which is its days and its status.
 *
 * @throws {RangeError} if the catalogue has nothing of that name
 */
export function columnRequests(catalogue: Catalogue, name: string): ColumnRequest[] {
  const days = Object.hasOwn(daysOf, name) ? daysOf[name] : name;
  if (catalogue.endpoints.has(days)) return endpointRequests(name, days);
  if (catalogue.numbers.has(name) || catalogue.days.has(name)) return [numberRequest(name, name, "number")];
  return [categoryRequest(catalogue, name)];
}

function endpointRequests(name: string, days: string): ColumnRequest[] {
  const status = `coalesce(${identifier(`${name}_status`)}, 0)::UTINYINT`;
  return [
    numberRequest(`${days}_days`, `${days}_days`, "days"),
    {key: `${name}_status`, kind: "status", expression: status, parameters: []}
  ];
}

function numberRequest(key: string, column: string, kind: "number" | "days"): ColumnRequest {
  return {key, kind, expression: `coalesce(${identifier(column)}::DOUBLE, 'NaN'::DOUBLE)`, parameters: []};
}

function categoryRequest(catalogue: Catalogue, name: string): ColumnRequest {
  const {levels, kind} = groupingOf(catalogue, name);
  const column = identifier(name);
  const codes = levels.map(({code}) => code);
  const request = (cases: string, parameters: readonly string[] = []): ColumnRequest => {
    return {key: name, kind: "category", expression: `(CASE ${cases} ELSE -1 END)::SMALLINT`, parameters};
  };
  // Numbers and truth values are compared as they are stored; text costs ten times as much.
  if (kind === "alteration") return request(`${column} WHEN 1 THEN 0 WHEN 0 THEN 1`);
  if (kind === "cytogenetics") return request(`WHEN ${column} THEN 0 WHEN NOT ${column} THEN 1`);
  if (levels.length === 0) return request("WHEN false THEN 0");
  return request(`${levelExpression(catalogue, name)} ${codes.map((_, i) => `WHEN ? THEN ${i}`).join(" ")}`, codes);
}
