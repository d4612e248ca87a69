import type {Catalogue} from "./catalogue.js";
import {identifier} from "./sqlConnection.js";

/**
 * A categorical variable, an alteration or a cytogenetic flag as an SQL expression of its level, null = not known.
 *
 * @throws {RangeError} if the catalogue does not have it
 */
export function levelExpression(catalogue: Catalogue, key: string): string {
  const column = identifier(key);
  if (catalogue.alterations.has(key)) return `CASE ${column} WHEN 1 THEN 'mutated' WHEN 0 THEN 'wild_type' END`;
  if (catalogue.cytogenetics.has(key)) return `CASE ${column} WHEN true THEN 'present' WHEN false THEN 'absent' END`;
  if (catalogue.facets.has(key)) return `${column}::VARCHAR`;
  throw new RangeError(`unknown variable: ${key}`);
}
