import type {Disease} from "../study/diseaseSchema.js";
import {endpointRule} from "./endpointRule.js";
import type {EndpointDefinition} from "./endpoints.js";
import type {Outcome} from "./endpoints/outcome.js";
import {deliveredEvents, supportOf} from "./endpointSupport.js";
import type {Histories} from "./histories.js";
import type {Cohort} from "./patients.js";
import type {SourceContext} from "./sourceContext.js";

/** Outcomes by definition, one per patient; null where the patient is not in the population. */
export type SourceOutcomes = ReadonlyMap<string, readonly (Outcome | null)[]>;

/**
 * Rebuilds every endpoint definition of the disease pack from events, appends the rows, and says whether the source's
 * events suffice for it. A definition that the source does not support has no rows.
 */
export function addOutcomes(cohort: Cohort, history: Histories, context: SourceContext): SourceOutcomes {
  const {study, mapping, source, tables} = context;
  const result = new Map<string, (Outcome | null)[]>();
  const delivered = deliveredEvents(mapping, history);
  for (const definition of study.disease.endpoints) {
    const rule = endpointRule(study.disease, definition);
    const landmark = landmarkOf(definition, context);
    const {support, reason} = supportOf(rule, delivered, landmark ?? NaN, study.disease.events);
    const outcomes = support === "none" ? [] : cohort.ids.map((_, i) => rule.outcome(history, i, landmark ?? NaN));
    if (support !== "none") {
      result.set(definition, outcomes);
      addRows(definition, rule, cohort, outcomes, context);
    }
    const count = (status: number): number => outcomes.reduce((n, d) => n + (d?.status === status ? 1 : 0), 0);
    tables.endpoint_support.push(
      {
        source_id: source.id,
        endpoint: rule.endpoint,
        definition,
        support,
        reason,
        is_default: defaultDefinition(rule.endpoint, study.disease) === definition,
        landmark_day: landmark,
        n: count(0) + count(1) + count(2),
        n_events: count(1),
        n_competing: count(2)
      },
      "NOT_APPLICABLE"
    );
  }
  return result;
}

/** The definition of an endpoint that is shown where none is asked for: the first in the disease pack. */
export function defaultDefinition(
  endpoint: string,
  disease: Pick<Disease, "endpoints" | "declaredEndpoints">
): string | undefined {
  return disease.endpoints.find((definition) => endpointRule(disease, definition).endpoint === endpoint);
}

function landmarkOf(definition: string, {mapping, study}: SourceContext): number | null {
  if (!endpointRule(study.disease, definition).landmark) return null;
  return Object.hasOwn(mapping.landmarks, definition)
    ? mapping.landmarks[definition]
    : study.disease.landmarks[definition];
}

function addRows(
  definition: string,
  {endpoint}: EndpointDefinition,
  {ids}: Cohort,
  outcomes: readonly (Outcome | null)[],
  {tables}: SourceContext
): void {
  const table = tables.outcomes;
  const columns = ["patient_id", "start_day", "time_days", "status", "event"].map((name) => table.column(name));
  const [patient, start, time, status, event] = columns;
  let rows = 0;
  outcomes.forEach((d, i) => {
    if (!d) return;
    ++rows;
    patient.push(ids[i]);
    start.push(d.start);
    time.push(d.time);
    status.push(d.status);
    event.push(d.event, "NOT_APPLICABLE");
  });
  table.column("endpoint").fill(endpoint, rows);
  table.column("definition").fill(definition, rows);
}
