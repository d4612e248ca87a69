import type {EndpointDefinition, Outcome} from "./endpoints.js";
import {endpointDefinitions} from "./endpoints.js";
import type {Histories} from "./histories.js";
import type {Cohort} from "./patients.js";
import type {SourceContext} from "./sourceContext.js";

/** Outcomes by endpoint, one per patient; null where the patient is not in the population. */
export type SourceOutcomes = ReadonlyMap<EndpointDefinition["endpoint"], readonly (Outcome | null)[]>;

/** Rebuilds every endpoint of the disease pack from events and appends the rows. */
export function addOutcomes(cohort: Cohort, history: Histories, {study, tables}: SourceContext): SourceOutcomes {
  const table = tables.outcomes;
  const result = new Map<EndpointDefinition["endpoint"], (Outcome | null)[]>();
  for (const definition of study.disease.endpoints) {
    const {endpoint, outcome} = endpointDefinitions[definition];
    const outcomes = cohort.ids.map((_, i) => outcome(history, i));
    result.set(endpoint, outcomes);
    const columns = ["patient_id", "start_day", "time_days", "status", "event"].map((name) => table.column(name));
    const [patient, start, time, status, event] = columns;
    let rows = 0;
    outcomes.forEach((d, i) => {
      if (!d) return;
      ++rows;
      patient.push(cohort.ids[i]);
      start.push(d.start);
      time.push(d.time);
      status.push(d.status);
      event.push(d.event, "NOT_APPLICABLE");
    });
    table.column("endpoint").fill(endpoint, rows);
    table.column("definition").fill(definition, rows);
  }
  return result;
}
