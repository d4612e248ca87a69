import {dirname, basename, join} from "node:path";
import type {DeclarationIssue} from "../study/readDeclaration.js";
import {readDeclaration} from "../study/readDeclaration.js";
import {type Policy, policySchema} from "./policySchema.js";

/** Where the policies of the tiers are declared, below the project's root. */
export const policyFolder = "data/disclosure";

/**
 * Reads a policy: the project's own of a tier, or a file.
 *
 * @throws {HarmoniseError} one line a fault, naming file, line and key
 */
export function readPolicy(root: string, tier: string, file?: string): Policy {
  const declaration =
    file === undefined
      ? readDeclaration(root, join(policyFolder, `${tier}.yaml`), policySchema)
      : readDeclaration(dirname(file), basename(file), policySchema);
  const issues = contradictions(declaration.value);
  if (issues.length > 0) throw declaration.fault(issues);
  return declaration.value;
}

/** What the schema of a policy does not see: entries that do not agree with each other. */
function contradictions({k, max_risk: risk, quasi_identifiers: ladders, tables}: Policy): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  if (1 / k > risk + 1e-12) issues.push({path: ["k"], message: `1/k is ${(1 / k).toFixed(3)}, above max_risk ${risk}`});
  const patients = tables.patients?.columns ?? {};
  for (const [name, {from = 0, levels}] of Object.entries(ladders)) {
    if (patients[name] !== "ladder")
      issues.push({path: ["quasi_identifiers", name], message: "not a column of patients with the treatment ladder"});
    if (from >= levels.length)
      issues.push({path: ["quasi_identifiers", name, "from"], message: `expected less than ${levels.length}`});
  }
  for (const [name, treatment] of Object.entries(patients))
    if (treatment === "ladder" && name !== "age_band" && !Object.hasOwn(ladders, name))
      issues.push({path: ["tables", "patients", "columns", name], message: "no ladder among the quasi_identifiers"});
  return issues;
}
