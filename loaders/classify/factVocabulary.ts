import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import {patientsTable} from "../../src/model/tables.js";
import type {VocabularyName} from "../../src/model/vocabulary.js";
import {vocabularies} from "../../src/model/vocabulary.js";
import type {Disease} from "../study/diseaseSchema.js";

/** What a rule table may ask about a patient: by which name, how it is called, and where the answer stands. */
export interface Fact {
  readonly name: string;
  readonly label: string;
  /** Facts of one group are usually missing together. */
  readonly group: string;
  readonly type: "truth" | "number";
  /** UCUM unit of a number. */
  readonly unit?: string;
  readonly from:
    | {readonly table: "cytogenetics" | "patient_features" | "patients"; readonly column: string}
    /** Whether the coded column has this code. */
    | {readonly table: "patients"; readonly column: string; readonly code: string}
    /** Highest variant allele frequency among the driver calls of the gene. */
    | {readonly table: "mutations"; readonly gene: string};
}

const numeric = new Set(["i8", "i16", "i32", "f32", "f64"]);

/** Short names that rule tables use for columns of patients. */
const short: Readonly<Record<string, string>> = {flt3_itd_allelic_ratio: "itd_allelic_ratio"};

/**
 * The facts that rule tables of a disease may name: cytogenetic flags and alterations by their names, numbers of the
 * patient (`bm_blasts`), `<column>.<code>` of coded columns (`aml_type.secondary`), and `<gene>.vaf`.
 */
export function factVocabulary({alterations}: Pick<Disease, "alterations">): ReadonlyMap<string, Fact> {
  const facts: Fact[] = cytogeneticFlags.map(({name, label}) => ({
    name,
    label,
    group: "karyotype",
    type: "truth",
    from: {table: "cytogenetics", column: name}
  }));
  for (const {name} of alterations)
    facts.push({name, label: name, group: name, type: "truth", from: {table: "patient_features", column: name}});
  for (const gene of new Set(alterations.map((d) => d.gene)))
    facts.push({
      name: `${gene}.vaf`,
      label: `${gene} variant allele frequency`,
      group: `${gene}.vaf`,
      type: "number",
      from: {table: "mutations", gene}
    });
  for (const {name: column, label, type, vocabulary, unit} of patientsTable.columns) {
    const from = {table: "patients", column} as const;
    const name = short[column] ?? column;
    if (numeric.has(type)) facts.push({name, label, group: name, type: "number", unit, from});
    else if (type === "bool") facts.push({name, label, group: name, type: "truth", from});
    else if (vocabulary !== undefined && vocabulary !== "open")
      for (const {code, label: term} of vocabularies[vocabulary as VocabularyName])
        facts.push({
          name: `${name}.${code}`,
          label: `${label}: ${term}`,
          group: name,
          type: "truth",
          from: {...from, code}
        });
  }
  return new Map(facts.map((fact) => [fact.name, fact]));
}
