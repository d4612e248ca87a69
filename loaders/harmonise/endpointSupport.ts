import {labelOf} from "../../src/model/vocabulary.js";
import type {Mapping} from "../study/mappingSchema.js";
import type {EndpointDefinition} from "./endpoints.js";
import {eventDays, type Histories} from "./histories.js";

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
  readonly found: ReadonlySet<string>;
  /** Endpoints that the source sends ready-made. */
  readonly reported: ReadonlySet<string>;
}

/** Looks up what the mapping declares and what came of it. */
export function deliveredEvents({files}: Pick<Mapping, "files">, histories: Histories): DeliveredEvents {
  const kinds = ["death", "last_contact", "cr", "refractory", "relapse", "hct_allo", ...histories.declared.keys()];
  const specs = Object.values(files);
  return {
    declared: new Set(specs.flatMap((file) => file.events.map(({event}) => event))),
    found: new Set(kinds.filter((kind) => eventDays(histories, kind).some((day) => !Number.isNaN(day)))),
    reported: new Set(specs.flatMap((file) => file.reported.map(({endpoint}) => endpoint)))
  };
}

/**
 * Judges whether a definition can be rebuilt. None: an event it needs is not told by the source at all. Partial: one that
 * it needs is declared but never found, one that it wants is missing, or it takes something for granted in any source.
 *
 * @param landmark day of the landmark; NaN for definitions without
 * @param labels words for the events that the disease pack declares
 */
export function supportOf(
  {endpoint, needs, wants, assumes}: EndpointDefinition,
  {declared, found, reported}: DeliveredEvents,
  landmark: number,
  labels: Readonly<Record<string, string>> = {}
): Support {
  const words = (kind: string): string =>
    (Object.hasOwn(labels, kind) ? labels[kind] : labelOf("event", kind)).toLowerCase();
  const lacking = needs.filter((kind) => !declared.has(kind));
  if (lacking.length > 0) {
    const readyMade = reported.has(endpoint) ? `; the source's own ${endpoint} is kept for comparison only` : "";
    return {support: "none", reason: `the source does not tell: ${lacking.map(words).join(", ")}${readyMade}`};
  }
  const reasons = needs.filter((kind) => !found.has(kind)).map((kind) => `not a single ${words(kind)} on record`);
  for (const [kind, assumption] of Object.entries(wants)) if (!found.has(kind)) reasons.push(assumption);
  if (assumes !== undefined) reasons.push(assumes);
  if (reasons.length === 0) return {support: "full", reason: null};
  return {support: "partial", reason: reasons.join("; ").replaceAll("{landmark}", String(landmark))};
}
