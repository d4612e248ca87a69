import type {RawTable} from "../sources/rawTable.js";
import type {MappedColumn, MissingTokens, UnitColumn} from "../study/mappingSchema.js";
import type {NullReason} from "./nullReasons.js";
import type {CellReader} from "./readColumn.js";
import type {ReadColumn} from "./tokenReader.js";
import {tokenReader} from "./tokenReader.js";

/** Why a number is refused whose unit is blank or not declared. */
export const unknownUnit = "unit not known";

/**
 * The reader of a raw column whose unit another column of the row tells. A number with a unit that is blank or not declared
 * is refused, and one in a unit that cannot be converted is missing; where there is no value, the unit does not matter.
 *
 * @param missing tokens of the file, used where the column declares none of its own
 */
export function unitColumnReader(
  raw: RawTable,
  [name, declared]: readonly [string, MappedColumn],
  {column: unitColumn, codes, missing = {}}: UnitColumn,
  column: ReadColumn,
  format: {missing: MissingTokens; decimal: string}
): CellReader {
  const [cells, units] = [raw.column(name), raw.column(unitColumn)];
  const readers = new Map(
    Object.entries(codes).map(([token, unit]) => [token, tokenReader(column, {...declared, unit}, format)])
  );
  const readPlain = tokenReader({name: column.name, type: "f64"}, {...declared, unit: undefined}, format);
  const expected = `one of ${[...readers.keys()].join(", ")} in ${unitColumn}`;
  return (row) => {
    const read = readers.get(units[row].trim());
    if (read) return read(cells[row]);
    const plain = readPlain(cells[row]);
    if (plain.value === null) return plain;
    const reason = missing[units[row].trim()] as NullReason | undefined;
    if (reason !== undefined) return {value: null, reason, repaired: plain.repaired};
    return {value: null, reason: "INVALID", refusal: {reason: unknownUnit, expected}, repaired: plain.repaired};
  };
}
