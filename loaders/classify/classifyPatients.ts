import type {Classification} from "./classify.js";
import {classifier} from "./classify.js";
import type {CompiledTable} from "./compileRuleTable.js";
import {encodeFact} from "./encodeFact.js";
import type {FactTables} from "./factReader.js";
import {factReader} from "./factReader.js";

/** What a rule table says of every patient of the harmonised tables, in the order of the table `patients`. */
export function classifyPatients(compiled: CompiledTable, tables: FactTables): Classification[] {
  const read = factReader(tables);
  const readers = compiled.variables.map(({fact}) => read(fact));
  const classify = classifier(compiled);
  const values = new Uint16Array(compiled.variables.length);
  return Array.from({length: tables.patients.rows}, (_, row) => {
    compiled.variables.forEach((variable, v) => (values[v] = encodeFact(variable, readers[v](row))));
    return classify(values);
  });
}
