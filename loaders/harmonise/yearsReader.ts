import type {RawTable} from "../sources/rawTable.js";
import type {MappedColumn, MissingTokens} from "../study/mappingSchema.js";
import {dateReader} from "./dates/dateFormat.js";
import type {CellReader} from "./readColumn.js";
import type {ReadColumn} from "./tokenReader.js";
import {numberFinisher, tokenReader} from "./tokenReader.js";

const plainYear: ReadColumn = {name: "year", type: "i16", min: 1800, max: 2199};
const msPerDay = 86_400_000;

/**
 * The reader of years from a raw column with a year (of birth) to the year of a date in another column of the row. Unknown
 * where one of them is; tokens that cannot be read are refused and not shown.
 *
 * @param missing tokens that mean "no value", by raw column
 */
export function yearsReader(
  raw: RawTable,
  [name, declared]: readonly [string, MappedColumn],
  column: ReadColumn,
  missing: (column: string) => MissingTokens
): CellReader {
  const {column: other, format} = declared.yearsTo!;
  const {repairs, transform} = declared;
  const readYear = tokenReader(
    plainYear,
    {repairs, transform},
    {missing: declared.missing ?? missing(name), decimal: "."}
  );
  const readDate = dateReader(format);
  const absent = new Map(Object.entries(missing(other)));
  const [cells, dates] = [raw.column(name), raw.column(other)];
  const finish = numberFinisher(column, {unit: "a"}, true);
  return (row) => {
    const {value: year, reason, refusal, repaired} = readYear(cells[row]);
    if (typeof year !== "number")
      return {value: null, reason, repaired, refusal: refusal && {...refusal, hidden: true}};
    const token = dates[row].trim();
    if (absent.has(token)) return {value: null, reason: "UNKNOWN", repaired};
    const date = readDate(token);
    const refuse = (why: string, expected: string) =>
      ({value: null, reason: "INVALID", repaired, refusal: {reason: why, expected, hidden: true}}) as const;
    if (!date) return refuse(`not a date in ${other}`, `a date as ${format.join(" or ")}`);
    const {value, refusal: outside} = finish(new Date(date.day * msPerDay).getUTCFullYear() - year);
    return outside ? refuse(outside.reason, outside.expected) : {value, reason: "UNKNOWN", repaired};
  };
}
