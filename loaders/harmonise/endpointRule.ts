import type {DeclaredEndpoint} from "../study/declaredEndpointSchema.js";
import type {Disease} from "../study/diseaseSchema.js";
import type {EndpointDefinition} from "./endpoints.js";
import {endpointDefinitions} from "./endpoints.js";
import type {Ending} from "./endpoints/outcome.js";
import {firstEnding} from "./endpoints/outcome.js";
import {eventDays} from "./histories.js";

/**
 * The rule of a definition: the model's, or one that the disease pack declares.
 *
 * @throws {RangeError} on a definition that neither knows
 */
export function endpointRule(
  {declaredEndpoints}: Pick<Disease, "declaredEndpoints">,
  definition: string
): EndpointDefinition {
  const declared = declaredEndpoints.find(({id}) => id === definition);
  if (declared) return ruleOf(declared);
  if (!Object.hasOwn(endpointDefinitions, definition))
    throw new RangeError(`unknown endpoint definition: ${definition}`);
  return endpointDefinitions[definition];
}

/** From the index event to the first of the events, else censored at death or last contact, whichever is later. */
function ruleOf({id, events, competing}: DeclaredEndpoint): EndpointDefinition {
  return {
    endpoint: id,
    needs: [...events, ...competing, "last_contact"],
    wants: {},
    landmark: false,
    censorsDeath: !events.includes("death") && !competing.includes("death"),
    outcome: (histories, i) => {
      const ending = (status: 1 | 2) => (event: string) => [eventDays(histories, event)[i], event, status] as Ending;
      const ends = [histories.death[i], histories.lastContact[i]].filter((day) => !Number.isNaN(day));
      return firstEnding(
        0,
        [...events.map(ending(1)), ...competing.map(ending(2))],
        ends.length === 0 ? NaN : Math.max(...ends)
      );
    }
  };
}
