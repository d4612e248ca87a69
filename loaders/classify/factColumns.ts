import type {Variable} from "./compileRuleTable.js";
import {encodeFact} from "./encodeFact.js";
import type {FactTables} from "./factReader.js";
import {factReader} from "./factReader.js";

/** What a variable may be in every patient, as bits of its values, in the order of the table `patients`. */
export type FactColumns = (variable: Variable) => Uint16Array;

/** Reads variables column by column; what several rule tables ask for is read once. */
export function factColumns(tables: FactTables): FactColumns {
  const read = factReader(tables);
  const columns = new Map<string, Uint16Array>();
  return (variable) => {
    const key = `${variable.fact.name}:${variable.limits.join()}`;
    let column = columns.get(key);
    if (!column) {
      const reader = read(variable.fact);
      column = new Uint16Array(tables.patients.rows);
      for (let row = 0; row < column.length; ++row) column[row] = encodeFact(variable, reader(row));
      columns.set(key, column);
    }
    return column;
  };
}
