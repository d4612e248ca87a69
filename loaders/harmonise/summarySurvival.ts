import {summarySurvivalTable} from "../../src/model/tables.js";
import type {TableData} from "../release/tableData.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {duplicateIds} from "./overlap/uniquePatients.js";
import {ReasonedTable} from "./reasonedTable.js";

/** Events and censored patients per endpoint, by its default definition, and distinct day, ascending, over all persons. */
export function summarySurvival({outcomes, patients, endpoint_support: support}: HarmonisedTables): TableData {
  const result = new ReasonedTable(summarySurvivalTable);
  const duplicates = duplicateIds({patients});
  const ids = outcomes.column("patient_id").values;
  const definitions = outcomes.column("definition").values;
  const isDefault = support.column("is_default").values;
  const defaults = support.column("definition").values.filter((_, i) => isDefault[i] === true);
  const endpoints = outcomes.column("endpoint").values.map((d, i) => (defaults.includes(definitions[i]) ? d : null));
  const times = outcomes.column("time_days").values;
  const status = outcomes.column("status").values;
  for (const endpoint of ["OS", "EFS", "RFS"]) {
    const days = new Map<number, {events: number; censored: number}>();
    for (let i = 0; i < endpoints.length; ++i) {
      if (endpoints[i] !== endpoint || duplicates.has(ids[i])) continue;
      const day = Number(times[i]);
      let counts = days.get(day);
      if (!counts) days.set(day, (counts = {events: 0, censored: 0}));
      if (status[i] === 1) ++counts.events;
      else ++counts.censored;
    }
    for (const [time_days, counts] of [...days].sort(([a], [b]) => a - b))
      result.push({endpoint, time_days, ...counts});
  }
  return result.data();
}
