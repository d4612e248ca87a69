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
    outcomes.forEach((d, i) => {
      if (!d) return;
      table.column("patient_id").push(cohort.ids[i]);
      table.column("endpoint").push(endpoint);
      table.column("definition").push(definition);
      table.column("start_day").push(d.start);
      table.column("time_days").push(d.time);
      table.column("status").push(d.status);
      table.column("event").push(d.event, "NOT_APPLICABLE");
    });
  }
  return result;
}
