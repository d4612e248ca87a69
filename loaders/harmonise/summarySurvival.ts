import {summarySurvivalTable} from "../../src/model/tables.js";
import {drawnEndpoints} from "../release/drawnEndpoints.js";
import type {TableData} from "../release/tableData.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {duplicateIds} from "./overlap/uniquePatients.js";
import {ReasonedTable} from "./reasonedTable.js";

/**
 * Events and censored patients per endpoint and distinct day, ascending, over all persons: the default definition of an
 * endpoint under the endpoint's own name, every other one under its own.
 */
export function summarySurvival({outcomes, patients, endpoint_support: support}: HarmonisedTables): TableData {
  const result = new ReasonedTable(summarySurvivalTable);
  const duplicates = duplicateIds({patients});
  const ids = outcomes.column("patient_id").values;
  const definitions = outcomes.column("definition").values;
  const times = outcomes.column("time_days").values;
  const status = outcomes.column("status").values;
  for (const [name, definition] of namedDefinitions(support)) {
    const days = new Map<number, {events: number; censored: number}>();
    for (let i = 0; i < definitions.length; ++i) {
      if (definitions[i] !== definition || duplicates.has(ids[i])) continue;
      const day = Number(times[i]);
      let counts = days.get(day);
      if (!counts) days.set(day, (counts = {events: 0, censored: 0}));
      if (status[i] === 1) ++counts.events;
      else ++counts.censored;
    }
    for (const [time_days, counts] of [...days].sort(([a], [b]) => a - b))
      result.push({endpoint: name, time_days, ...counts});
  }
  return result.data();
}

/** Every definition of a drawn endpoint by the name under which it is offered. */
function namedDefinitions(support: ReasonedTable): Map<string, string> {
  const [endpoints, definitions, isDefault, competing] = ["endpoint", "definition", "is_default", "n_competing"].map(
    (name) => support.column(name).values
  );
  const names = new Map<string, string>();
  for (const endpoint of drawnEndpoints(endpoints, competing))
    definitions.forEach((definition, i) => {
      if (endpoints[i] === endpoint)
        names.set(isDefault[i] === true ? endpoint : String(definition), String(definition));
    });
  return names;
}
