import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import type {PrespecifiedAnalysis} from "../../src/model/prespecified.js";
import {patientsTable} from "../../src/model/tables.js";
import {endpointRule} from "../harmonise/endpointRule.js";
import type {Disease} from "./diseaseSchema.js";
import type {DeclarationIssue} from "./readDeclaration.js";

/** Faults of declared analyses: endpoints and variables that no release of the disease can have. */
export function checkAnalyses(analyses: readonly PrespecifiedAnalysis[], disease: Disease): DeclarationIssue[] {
  const endpoints = new Set([
    ...disease.endpoints,
    ...disease.endpoints.map((definition) => endpointRule(disease, definition).endpoint)
  ]);
  const variables = new Set([
    ...patientsTable.columns.map(({name}) => name),
    ...cytogeneticFlags.map(({name}) => `cyto_${name}`),
    ...disease.alterations.map(({name}) => name),
    ...disease.classifications
  ]);
  return analyses.flatMap(({endpoint, groupBy}, i) => {
    const issues: DeclarationIssue[] = [];
    if (!endpoints.has(endpoint))
      issues.push({
        path: ["analyses", i, "endpoint"],
        message: `unknown endpoint "${endpoint}", expected one of ${[...endpoints].join(", ")}`
      });
    if (!variables.has(groupBy))
      issues.push({path: ["analyses", i, "groupBy"], message: `unknown variable "${groupBy}"`});
    return issues;
  });
}
