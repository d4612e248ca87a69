import type {Catalogue} from "./catalogue.js";
import {
  type AlterationState,
  categoricalConditions,
  type CohortFilter,
  type CytogeneticState,
  unknownLevel
} from "./filter.js";
import {identifier, type SqlParameter} from "./sqlConnection.js";

const alterationTests: Record<AlterationState, string> = {mutated: "= 1", wild_type: "= 0", not_tested: "IS NULL"};
const cytogeneticTests: Record<CytogeneticState, string> = {
  present: "= true",
  absent: "= false",
  not_evaluable: "IS NULL"
};

/**
 * A filter as an SQL condition over the cohort extract. The text is made of fixed words and of column names that the
 * catalogue knows; every value of the filter is a bound parameter. The condition is never null.
 *
 * @throws {RangeError} on an alteration, a cytogenetic flag or a state that does not exist
 */
export function filterSql(filter: CohortFilter, catalogue: Catalogue): {where: string; parameters: SqlParameter[]} {
  const conditions: string[] = [];
  const parameters: SqlParameter[] = [];
  for (const {key, column} of categoricalConditions) {
    const values = filter[key];
    if (values.length === 0) continue;
    const known = values.filter((value) => value !== unknownLevel);
    const tests: string[] = [];
    if (known.length > 0) tests.push(`${identifier(column)} IN (${known.map(() => "?").join(", ")})`);
    if (known.length < values.length) tests.push(`${identifier(column)} IS NULL`);
    conditions.push(`(${tests.join(" OR ")})`);
    parameters.push(...known);
  }
  for (const [bound, operator] of [
    [filter.age[0], ">="],
    [filter.age[1], "<="]
  ] as const) {
    if (bound === null) continue;
    conditions.push(`"age_years" ${operator} ?`);
    parameters.push(bound);
  }
  conditions.push(...stateConditions(filter.alterations, catalogue.alterations, alterationTests, "alteration"));
  conditions.push(
    ...stateConditions(filter.cytogenetics, catalogue.cytogenetics, cytogeneticTests, "cytogenetic flag")
  );
  return {where: conditions.length === 0 ? "true" : `coalesce(${conditions.join(" AND ")}, false)`, parameters};
}

function stateConditions<State extends string>(
  wanted: Readonly<Record<string, readonly State[]>>,
  known: ReadonlyMap<string, unknown>,
  tests: Readonly<Record<State, string>>,
  noun: string
): string[] {
  return Object.entries(wanted).flatMap(([column, states]) => {
    if (!known.has(column)) throw new RangeError(`unknown ${noun}: ${column}`);
    if (states.length === 0) return [];
    const clauses = states.map((state) => {
      if (!Object.hasOwn(tests, state)) throw new RangeError(`unknown state of ${column}: ${state}`);
      return `${identifier(column)} ${tests[state]}`;
    });
    return [`(${clauses.join(" OR ")})`];
  });
}
