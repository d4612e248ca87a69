import {classify, type Classification} from "../../loaders/classify/classify.js";
import {compileRuleTable, type CompiledTable} from "../../loaders/classify/compileRuleTable.js";
import {encodeFact, type Known} from "../../loaders/classify/encodeFact.js";
import {factVocabulary} from "../../loaders/classify/factVocabulary.js";
import {readRuleTables} from "../../loaders/classify/readRuleTables.js";
import {diseaseSchema} from "../../loaders/study/diseaseSchema.js";
import {readDeclaration} from "../../loaders/study/readDeclaration.js";
import {root} from "../support/sharedData.js";

/** The rule tables of the repository, in order of publication. */
export const systems = ["eln2010", "nejm2016", "eln2017", "eln2022", "icc2022", "who2022"] as const;
export type System = (typeof systems)[number];

export const disease = readDeclaration(root, "data/diseases/aml.yaml", diseaseSchema).value;
const facts = factVocabulary(disease);
const compiled = new Map(
  readRuleTables(root, systems, disease).map((table) => [table.id, compileRuleTable(table, facts)])
);

export function compiledTable(system: System): CompiledTable {
  return compiled.get(system)!;
}

/** What is known of an invented patient: facts by name. */
export type Patient = Readonly<Record<string, Known>>;

/**
 * Classifies a patient of whom everything is known: what is not given was looked for and not found, numbers are not
 * known. `karyotype: null` stands for a karyotype that could not be evaluated.
 */
export function classifyBy(system: System, patient: Patient): Classification {
  const table = compiled.get(system)!;
  for (const name of Object.keys(patient))
    if (name !== "karyotype" && !facts.has(name)) throw new RangeError(`unknown fact: ${name}`);
  return classify(
    table,
    table.variables.map((variable) => {
      const {name, group, type} = variable.fact;
      if (Object.hasOwn(patient, name)) return encodeFact(variable, patient[name]);
      if (group === "karyotype" && patient.karyotype === null) return encodeFact(variable, null);
      return encodeFact(variable, type === "number" ? null : false);
    })
  );
}

/** Class of a patient of whom everything is known, blasts 60 % unless said otherwise. */
export function classOf(system: System, patient: Patient): string | null {
  return classifyBy(system, {bm_blasts: 60, pb_blasts: 30, ...patient}).value;
}
