import type {RawTable} from "../sources/rawTable.js";
import type {MappedColumn, MissingTokens} from "../study/mappingSchema.js";
import {dateReader} from "./dates/dateFormat.js";
import {dateColumn} from "./dates/withLinkedDates.js";
import type {CellReader} from "./readColumn.js";
import type {ReadColumn} from "./tokenReader.js";
import {numberFinisher, tokenReader} from "./tokenReader.js";

const plainYear: ReadColumn = {name: "year", type: "i16", min: 1800, max: 2199};
const msPerDay = 86_400_000;

/**
 * The reader of years from a raw column with a year (of birth) to the year of a date, less one where the month and day of
 * birth, as far as they are known, come later in the year. Unknown where year or date is; tokens that cannot be read are
 * refused and not shown.
 *
 * @param missing tokens that mean "no value", by raw column
 */
export function yearsReader(
  raw: RawTable,
  [name, declared]: readonly [string, MappedColumn],
  column: ReadColumn,
  missing: (column: string) => MissingTokens
): CellReader {
  const {format, file, month, day} = declared.yearsTo!;
  const other = dateColumn(declared.yearsTo!);
  const {repairs, transform} = declared;
  const readYear = tokenReader(
    plainYear,
    {repairs, transform},
    {missing: declared.missing ?? missing(name), decimal: "."}
  );
  const readDate = dateReader(format);
  // In a date of another file, what is missing is blank already.
  const absent = new Set(file === undefined ? Object.keys(missing(other)) : [""]);
  const [cells, dates] = [raw.column(name), raw.column(other)];
  const [months, days] = [month, day].map((column) => (column === undefined ? undefined : raw.column(column)));
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
    const on = new Date(date.day * msPerDay);
    const early = isBefore(on, months?.[row], days?.[row]) ? 1 : 0;
    const {value, refusal: outside} = finish(on.getUTCFullYear() - year - early);
    return outside ? refuse(outside.reason, outside.expected) : {value, reason: "UNKNOWN", repaired};
  };
}

/** Whether a day lies before the birthday of its year; false where month or day leave that open. */
function isBefore(date: Date, month: string | undefined, day: string | undefined): boolean {
  const [m, d] = [Number(month?.trim() || "NaN"), Number(day?.trim() || "NaN")];
  const now = date.getUTCMonth() + 1;
  return now < m || (now === m && date.getUTCDate() < d);
}
