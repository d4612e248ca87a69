import type {SurvivalEndpoint} from "../model/cohortResults.js";
import type {Catalogue} from "./catalogue.js";
import {groupExpression, levelExpression} from "./groupExpression.js";
import {identifier, type SqlParameter} from "./sqlConnection.js";

/** A statement and its bound parameters. */
export interface Query {
  readonly sql: string;
  readonly parameters: readonly SqlParameter[];
}

// Every aggregate is cast: counts come as 64-bit and sums as 128-bit integers, which arrive in JavaScript as words.

/** Columns `g`, `level`, `n`: patients by group and level. */
export function levelsQuery(catalogue: Catalogue, from: string, variable: string, groupBy?: string): Query {
  const group = groupExpression(catalogue, groupBy);
  const level = levelExpression(catalogue, variable);
  return {
    sql: `SELECT ${group} AS g, ${level} AS level, count(*)::INT AS n FROM ${from} GROUP BY 1, 2`,
    parameters: []
  };
}

/** Columns `g`, `n`, `missing`, `minimum`, `q1`, `median`, `q3`, `maximum`; `quantile_cont` is R's type 7. */
export function valuesQuery(catalogue: Catalogue, from: string, variable: string, groupBy?: string): Query {
  const value = numericExpression(catalogue, variable);
  const sql = `
    SELECT g, n, missing, minimum, q[1]::DOUBLE AS q1, q[2]::DOUBLE AS median, q[3]::DOUBLE AS q3, maximum
    FROM (
      SELECT g, count(x)::INT AS n, (count(*) - count(x))::INT AS missing, min(x)::DOUBLE AS minimum,
        quantile_cont(x, [0.25, 0.5, 0.75]) AS q, max(x)::DOUBLE AS maximum
      FROM (SELECT ${groupExpression(catalogue, groupBy)} AS g, ${value} AS x FROM ${from})
      GROUP BY g
    )`;
  return {sql, parameters: []};
}

/**
 * Columns `bin` (from 0) and `n`; bins are [lower, upper), the last one closed.
 *
 * @throws {RangeError} unless there are two or more finite, ascending edges
 */
export function histogramQuery(catalogue: Catalogue, from: string, variable: string, edges: readonly number[]): Query {
  if (edges.length < 2 || edges.some((edge, i) => !Number.isFinite(edge) || (i > 0 && edge <= edges[i - 1]))) {
    throw new RangeError(`invalid edges: ${edges.join(", ")}`);
  }
  const last = edges.length - 1;
  const cases = edges.map((_, i) => {
    if (i === 0) return "WHEN x < ? THEN NULL";
    return i === last ? `WHEN x <= ? THEN ${i - 1}` : `WHEN x < ? THEN ${i - 1}`;
  });
  const value = numericExpression(catalogue, variable);
  const sql = `
    SELECT bin::INT AS bin, count(*)::INT AS n
    FROM (SELECT CASE ${cases.join(" ")} END AS bin FROM (SELECT ${value} AS x FROM ${from}))
    WHERE bin IS NOT NULL
    GROUP BY bin`;
  return {sql, parameters: edges};
}

/**
 * Columns `g`, `n` (patients), and for the i-th alteration of the catalogue `t<i>` (tested) and `m<i>` (mutated). Unless
 * the groups are the sources, patients of a source whose eligibility fixes the gene are not counted for it; `n<i>` then
 * are the patients left.
 */
export function alterationsQuery(catalogue: Catalogue, from: string, groupBy?: string): Query {
  const parameters: string[] = [];
  const counts = [...catalogue.alterations.values()].flatMap(({name, byDesign = []}, i) => {
    const column = identifier(name);
    const left = groupBy === "source_id" ? [] : byDesign;
    if (left.length === 0) return [`count(${column})::INT AS t${i}`, `coalesce(sum(${column}::INT), 0)::INT AS m${i}`];
    const only = `FILTER (WHERE source_id NOT IN (${left.map(() => "?").join(", ")}))`;
    parameters.push(...left, ...left, ...left);
    return [
      `(count(*) ${only})::INT AS n${i}`,
      `(count(${column}) ${only})::INT AS t${i}`,
      `coalesce(sum(${column}::INT) ${only}, 0)::INT AS m${i}`
    ];
  });
  const columns = [`${groupExpression(catalogue, groupBy)} AS g`, "count(*)::INT AS n", ...counts];
  return {sql: `SELECT ${columns.join(", ")} FROM ${from} GROUP BY 1`, parameters};
}

/**
 * Columns `g`, `day`, `events`, `n` in ascending order; day −1 holds the patients without follow-up for the endpoint.
 *
 * @throws {RangeError} if the catalogue does not have the endpoint
 */
export function survivalQuery(catalogue: Catalogue, from: string, endpoint: SurvivalEndpoint, groupBy?: string): Query {
  if (!catalogue.endpoints.has(endpoint)) throw new RangeError(`unknown endpoint: ${endpoint}`);
  const days = identifier(`${endpoint}_days`);
  const status = identifier(`${endpoint}_status`);
  const sql = `
    SELECT g, coalesce(day, -1)::DOUBLE AS day, events::DOUBLE AS events, n::DOUBLE AS n
    FROM (
      SELECT ${groupExpression(catalogue, groupBy)} AS g, ${days} AS day, count_if(${status} = 1) AS events, count(*) AS n
      FROM ${from}
      GROUP BY 1, 2
    )
    ORDER BY g, 2`;
  return {sql, parameters: []};
}

function numericExpression(catalogue: Catalogue, variable: string): string {
  if (!catalogue.numbers.has(variable)) throw new RangeError(`unknown numeric variable: ${variable}`);
  return `${identifier(variable)}::DOUBLE`;
}
