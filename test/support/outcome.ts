import {endpointDefinitions} from "../../loaders/harmonise/endpoints.js";
import {histories} from "../../loaders/harmonise/histories.js";

/** The endpoint of one patient with these events: start, time, status, event. */
export function outcome(definition: string, events: readonly (readonly [string, number])[], landmark = NaN) {
  const history = histories(
    {patient: events.map(() => 0), event: events.map((d) => d[0]), day: events.map((d) => d[1])},
    1
  );
  const result = endpointDefinitions[definition].outcome(history, 0, landmark);
  return result && [result.start, result.time, result.status, result.event];
}
