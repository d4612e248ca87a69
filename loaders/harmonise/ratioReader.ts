import type {MappedColumn} from "../study/mappingSchema.js";
import type {RawTable} from "../sources/rawTable.js";
import type {MissingTokens} from "../study/mappingSchema.js";
import type {CellReader} from "./readColumn.js";
import type {ReadColumn} from "./tokenReader.js";
import {numberFinisher, tokenReader} from "./tokenReader.js";

const combine: Readonly<Record<NonNullable<MappedColumn["ratio"]>["as"], (x: number, y: number) => number>> = {
  share: (x, y) => x / y,
  part: (x, y) => x / (x + y),
  odds: (x, y) => x / (y - x)
};

const plain: Pick<ReadColumn, "name" | "type" | "min"> = {name: "count", type: "f64", min: 0};

/**
 * The reader of a variable that is the ratio of two raw columns in the same row: x / y (`share`), x / (x + y) (`part`)
 * or x / (y − x) (`odds`). Unknown where one of them is; 0 of 0 is unknown, and anything else of 0 is refused.
 *
 * @param missing tokens that mean "no value", by raw column
 */
export function ratioReader(
  raw: RawTable,
  [name, declared]: readonly [string, MappedColumn],
  column: ReadColumn,
  {missing, decimal}: {missing: (column: string) => MissingTokens; decimal: string}
): CellReader {
  const {with: other, as} = declared.ratio!;
  const {missing: own, repairs, transform} = declared;
  const upper = tokenReader(plain, {missing: own, repairs, transform}, {missing: missing(name), decimal});
  const lower = tokenReader(plain, {}, {missing: missing(other), decimal});
  const [cells, others] = [raw.column(name), raw.column(other)];
  const {round, unit} = declared;
  const constantUnit = typeof unit === "string" ? unit : undefined;
  const finish = numberFinisher(column, {round, unit: constantUnit}, /^i\d/.test(column.type));
  return (row) => {
    const x = upper(cells[row]);
    if (typeof x.value !== "number") return x;
    const y = lower(others[row]);
    if (typeof y.value !== "number") {
      const refusal = y.refusal && {...y.refusal, reason: `${y.refusal.reason} in ${other}`};
      return {value: null, reason: y.reason, refusal, repaired: x.repaired};
    }
    const ratio = combine[as](x.value, y.value);
    if (Number.isNaN(ratio)) return {value: null, reason: "UNKNOWN", repaired: x.repaired};
    const {value, refusal} = finish(ratio);
    return {value, reason: refusal ? "INVALID" : "UNKNOWN", refusal, repaired: x.repaired};
  };
}
