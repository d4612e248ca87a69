import {vocabularies} from "../../src/model/vocabulary.js";
import type {Disease} from "./diseaseSchema.js";
import type {MappedFile} from "./mappingSchema.js";
import type {DeclarationIssue} from "./readDeclaration.js";

type Path = readonly (string | number)[];

/** Events and reported endpoints must be ones that the model or the disease pack knows. */
export function checkCourse(file: MappedFile, {events, declaredEndpoints}: Disease, path: Path): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  const check = (what: "event" | "endpoint", code: string, added: readonly string[], at: Path): void => {
    const known = [...vocabularies[what].map((term) => term.code), ...added];
    if (!known.includes(code))
      issues.push({
        path: [...path, ...at, what],
        message: `unknown ${what} "${code}", expected one of ${known.join(", ")}`
      });
  };
  const endpoints = declaredEndpoints.map(({id}) => id);
  file.events.forEach(({event}, i) => check("event", event, Object.keys(events), ["events", i]));
  file.reported.forEach(({endpoint}, i) => check("endpoint", endpoint, endpoints, ["reported", i]));
  return issues;
}
