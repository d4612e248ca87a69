import {labelOf} from "../../src/model/vocabulary.js";
import type {Mapping} from "../study/mappingSchema.js";
import type {EndpointDefinition, EventKind} from "./endpoints.js";
import type {Histories} from "./histories.js";

/** Whether the events of a source suffice for an endpoint, and if not fully, why. */
export interface Support {
  readonly support: "full" | "partial" | "none";
  /** In words; null if fully supported. */
  readonly reason: string | null;
}

/** What a source tells of the course of its patients. */
export interface DeliveredEvents {
  /** Kinds of events that the mapping declares. */
  readonly declared: ReadonlySet<string>;
  /** Those of which at least one patient has a usable day. */
  readonly found: ReadonlySet<EventKind>;
  /** Endpoints that the source sends ready-made. */
  readonly reported: ReadonlySet<string>;
}

/** Looks up what the mapping declares and what came of it. */
export function deliveredEvents({files}: Pick<Mapping, "files">, histories: Histories): DeliveredEvents {
  const days: Readonly<Record<EventKind, Float64Array>> = {
    death: histories.death,
    last_contact: histories.lastContact,
    cr: histories.remission,
    refractory: histories.refractory,
    relapse: histories.relapse,
    hct_allo: histories.transplant
  };
  const kinds = Object.keys(days) as EventKind[];
  const specs = Object.values(files);
  return {
    declared: new Set(specs.flatMap((file) => file.events.map(({event}) => event))),
    found: new Set(kinds.filter((kind) => days[kind].some((day) => !Number.isNaN(day)))),
    reported: new Set(specs.flatMap((file) => file.reported.map(({endpoint}) => endpoint)))
  };
}

/**
 * Judges whether a definition can be rebuilt. None: an event it needs is not told by the source at all. Partial: one that
 * it needs is declared but never found, one that it wants is missing, or it takes something for granted in any source.
 *
 * @param landmark day of the landmark; NaN for definitions without
 */
export function supportOf(
  {endpoint, needs, wants, assumes}: EndpointDefinition,
  {declared, found, reported}: DeliveredEvents,
  landmark: number
): Support {
  const lacking = needs.filter((kind) => !declared.has(kind));
  if (lacking.length > 0) {
    const readyMade = reported.has(endpoint) ? `; the source's own ${endpoint} is kept for comparison only` : "";
    return {support: "none", reason: `the source does not tell: ${lacking.map(words).join(", ")}${readyMade}`};
  }
  const reasons = needs.filter((kind) => !found.has(kind)).map((kind) => `not a single ${words(kind)} on record`);
  for (const [kind, assumption] of Object.entries(wants)) if (!found.has(kind as EventKind)) reasons.push(assumption);
  if (assumes !== undefined) reasons.push(assumes);
  if (reasons.length === 0) return {support: "full", reason: null};
  return {support: "partial", reason: reasons.join("; ").replaceAll("{landmark}", String(landmark))};
}

function words(kind: EventKind): string {
  return labelOf("event", kind).toLowerCase();
}
