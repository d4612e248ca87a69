import type {Catalogue} from "./catalogue.js";
import {
  type AlterationClause,
  type AlterationState,
  type Bounds,
  type CohortFilter,
  type CytogeneticState,
  unknownLevel
} from "./filter.js";
import {identifier, type SqlParameter} from "./sqlConnection.js";

/** A condition of a filter over the cohort extract and its bound parameters. */
export interface SqlCondition {
  readonly where: string;
  readonly parameters: SqlParameter[];
}

const alterationTests: Record<AlterationState, string> = {mutated: "= 1", wild_type: "= 0", not_tested: "IS NULL"};
const cytogeneticTests: Record<CytogeneticState, string> = {
  present: "= true",
  absent: "= false",
  not_evaluable: "IS NULL"
};
const clauseTests: Record<AlterationClause["kind"], {readonly test: string; readonly join: string}> = {
  any: {test: "= 1", join: " OR "},
  all: {test: "= 1", join: " AND "},
  none: {test: "= 0", join: " AND "}
};

/**
 * A filter as an SQL condition over the cohort extract. The text is made of fixed words and of column names that the
 * catalogue knows; every value of the filter is a bound parameter. The condition is never null.
 *
 * @throws {RangeError} on a variable, an alteration, a cytogenetic flag, a state or a kind of clause that does not exist
 */
export function filterSql(filter: CohortFilter, catalogue: Catalogue): SqlCondition {
  const conditions = [
    ...Object.entries(filter.levels).flatMap(([column, levels]) => levelCondition(column, levels, catalogue)),
    ...Object.entries(filter.ranges).flatMap(([column, bounds]) => rangeConditions(column, bounds, catalogue)),
    ...stateConditions(filter.alterations, catalogue.alterations, alterationTests, "alteration"),
    ...stateConditions(filter.cytogenetics, catalogue.cytogenetics, cytogeneticTests, "cytogenetic flag"),
    ...filter.clauses.flatMap((clause) => clauseCondition(clause, catalogue))
  ];
  const where = conditions.map((condition) => condition.where).join(" AND ");
  return {
    where: conditions.length === 0 ? "true" : `coalesce(${where}, false)`,
    parameters: conditions.flatMap(({parameters}) => parameters)
  };
}

function levelCondition(column: string, levels: readonly string[], catalogue: Catalogue): SqlCondition[] {
  if (!catalogue.facets.has(column)) throw new RangeError(`unknown variable: ${column}`);
  if (levels.length === 0) return [];
  const known = levels.filter((level) => level !== unknownLevel);
  const tests: string[] = [];
  if (known.length > 0) tests.push(`${identifier(column)}::VARCHAR IN (${known.map(() => "?").join(", ")})`);
  if (known.length < levels.length) tests.push(`${identifier(column)} IS NULL`);
  return [{where: `(${tests.join(" OR ")})`, parameters: known}];
}

// Values are stored in single precision, and so must the bounds be: 10.1 is within "up to 10.1".
function rangeConditions(column: string, [from, to]: Bounds, catalogue: Catalogue): SqlCondition[] {
  if (!catalogue.numbers.has(column)) throw new RangeError(`unknown numeric variable: ${column}`);
  const bounds = [
    {bound: from, operator: ">="},
    {bound: to, operator: "<="}
  ];
  return bounds.flatMap(({bound, operator}) =>
    bound === null ? [] : [{where: `${identifier(column)} ${operator} ?`, parameters: [Math.fround(bound)]}]
  );
}

function stateConditions<State extends string>(
  wanted: Readonly<Record<string, readonly State[]>>,
  known: ReadonlyMap<string, unknown>,
  tests: Readonly<Record<State, string>>,
  noun: string
): SqlCondition[] {
  return Object.entries(wanted).flatMap(([column, states]) => {
    if (!known.has(column)) throw new RangeError(`unknown ${noun}: ${column}`);
    if (states.length === 0) return [];
    const clauses = states.map((state) => {
      if (!Object.hasOwn(tests, state)) throw new RangeError(`unknown state of ${column}: ${state}`);
      return `${identifier(column)} ${tests[state]}`;
    });
    return [{where: `(${clauses.join(" OR ")})`, parameters: []}];
  });
}

function clauseCondition({kind, alterations}: AlterationClause, catalogue: Catalogue): SqlCondition[] {
  if (!Object.hasOwn(clauseTests, kind)) throw new RangeError(`unknown kind of clause: ${kind}`);
  const {test, join} = clauseTests[kind];
  const unknown = alterations.find((name) => !catalogue.alterations.has(name));
  if (unknown !== undefined) throw new RangeError(`unknown alteration: ${unknown}`);
  if (alterations.length === 0) return [];
  return [{where: `(${alterations.map((name) => `${identifier(name)} ${test}`).join(join)})`, parameters: []}];
}
