import {z} from "zod";
import {vocabularies} from "../../src/model/vocabulary.js";
import {name, text} from "./scalars.js";
import type {DeclarationIssue} from "./readDeclaration.js";

/** An endpoint of a disease pack that the model does not know: the time from the index event to the first of some events. */
export const declaredEndpointSchema = z.strictObject({
  /** Code of the endpoint and of its only definition. */
  id: name,
  /** The reader's words. */
  label: text,
  /** The rule in words: start, events, censoring. */
  definition: text,
  /** Events that end the time; the first counts. */
  events: z.array(text).min(1),
  /** Events after which the endpoint cannot be reached any more. */
  competing: z.array(text).default([])
});

export type DeclaredEndpoint = z.output<typeof declaredEndpointSchema>;

/** Events of the model of which the day is known when endpoints are rebuilt. */
export const endpointEvents = ["death", "cr", "refractory", "relapse", "hct_allo"] as const;

/** Faults of the events and endpoints that a pack declares: codes of the model or given twice, and unknown events. */
export function endpointIssues({
  events,
  endpoints
}: {
  readonly events: Readonly<Record<string, string>>;
  readonly endpoints: readonly (string | DeclaredEndpoint)[];
}): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  for (const code of Object.keys(events))
    if (vocabularies.event.some((term) => term.code === code))
      issues.push({path: ["events", code], message: `duplicate event: ${code} is one of the model`});
  const known = [...endpointEvents, ...Object.keys(events)];
  const seen = new Set<string>();
  endpoints.forEach((endpoint, i) => {
    const id = typeof endpoint === "string" ? endpoint : endpoint.id;
    const taken =
      typeof endpoint !== "string" &&
      [...vocabularies.endpoint, ...vocabularies.endpointDefinition].some(({code}) => code === id);
    if (seen.has(id) || taken) issues.push({path: ["endpoints", i], message: `duplicate endpoint: ${id}`});
    seen.add(id);
    if (typeof endpoint === "string") return;
    const {competing} = endpoint;
    for (const [key, list] of Object.entries({events: endpoint.events, competing}))
      list.forEach((event, j) => {
        const path = ["endpoints", i, key, j];
        if (!known.includes(event))
          issues.push({path, message: `unknown event "${event}", expected one of ${known.join(", ")}`});
        else if (key === "competing" && endpoint.events.includes(event))
          issues.push({path, message: `duplicate event: ${event} ends the time already`});
      });
  });
  return issues;
}
