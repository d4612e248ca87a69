import type {SurvivalBlock} from "../../../src/model/report.js";
import {labelOf, vocabularies} from "../../../src/model/vocabulary.js";
import type {ReportContext} from "../reportContext.js";

/** The reader's name of an endpoint of the catalogue. */
export function endpointLabel({catalogue}: ReportContext, key: string): string {
  const endpoint = catalogue.endpoints.get(key)?.endpoint ?? key;
  return vocabularies.endpoint.some(({code}) => code === endpoint) ? labelOf("endpoint", endpoint) : key;
}

/** An endpoint that a report starts anew: from remission, relapse, a landmark or a sample. */
export function startedEndpoint(label: string, start: string, words: string): SurvivalBlock["endpoint"] {
  return {definition: "", label, start, words};
}
