import {readdirSync} from "node:fs";
import {join} from "node:path";
import * as model from "../../src/model/tables.js";
import type {TableSchema} from "../../src/model/column.js";
import {allowedCodes} from "./checkColumn.js";
import type {DictionaryCodes} from "./dictionarySchema.js";
import {dictionarySchema} from "./dictionarySchema.js";
import {diseaseSchema} from "./diseaseSchema.js";
import type {DeclarationIssue} from "./readDeclaration.js";
import {readDeclaration} from "./readDeclaration.js";

const folder = "data/dictionary";

/**
 * Reads the codes of the variables, whatever the disease, from `data/dictionary`.
 *
 * @throws {HarmoniseError} naming file, line and key of a fault: an unknown variable, value or gene, or a wrong code
 */
export function readDictionary(root: string): DictionaryCodes {
  const alterations = readdirSync(join(root, "data/diseases"))
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => readDeclaration(root, `data/diseases/${file}`, diseaseSchema).value.alterations);
  const schemas: TableSchema[] = [
    ...Object.values(model).filter((d): d is TableSchema => typeof d === "object"),
    model.patientFeaturesTable([...new Set(alterations.map((d) => d.name))])
  ];
  const genes = new Set(alterations.map((d) => d.gene));
  const read = readdirSync(join(root, folder))
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => {
      const declaration = readDeclaration(root, `${folder}/${file}`, dictionarySchema);
      const issues = faultsOf(declaration.value, schemas, genes);
      if (issues.length > 0) throw declaration.fault(issues);
      return declaration.value;
    });
  return {
    version: read.map(({version}) => version).join("+"),
    variables: Object.assign({}, ...read.map((d) => d.variables)) as DictionaryCodes["variables"],
    genes: Object.assign({}, ...read.map((d) => d.genes)) as DictionaryCodes["genes"]
  };
}

function faultsOf(
  {variables, genes}: DictionaryCodes,
  schemas: readonly TableSchema[],
  known: ReadonlySet<string>
): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  for (const [variable, {concepts}] of Object.entries(variables)) {
    const [table, column] = [variable.slice(0, variable.indexOf(".")), variable.slice(variable.indexOf(".") + 1)];
    const found = schemas.find(({name}) => name === table)?.columns.find(({name}) => name === column);
    const path = ["variables", variable];
    if (!found) issues.push({path, message: `unknown variable: ${variable}`});
    const allowed = found && allowedCodes(found);
    for (const value of Object.keys(concepts ?? {}))
      if (allowed?.includes(value) !== true)
        issues.push({path: [...path, "concepts", value], message: `unknown value of ${variable}: ${value}`});
  }
  for (const gene of Object.keys(genes))
    if (!known.has(gene)) issues.push({path: ["genes", gene], message: `no alteration is named after gene ${gene}`});
  return issues;
}
