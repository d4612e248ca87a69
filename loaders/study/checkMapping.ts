import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import {checkConceptSets} from "./checkConceptSets.js";
import {checkFile} from "./checkFile.js";
import {checkAssays, checkSamples} from "./checkSamples.js";
import type {Disease} from "./diseaseSchema.js";
import type {Mapping} from "./mappingSchema.js";
import type {DeclarationIssue} from "./readDeclaration.js";

/** What a mapping is checked against. */
export interface MappingContext {
  readonly source: string;
  readonly disease: Disease;
  readonly panels: ReadonlySet<string>;
  /** Alteration that a raw column named by gene stands for. */
  readonly geneName: (raw: string) => string | null;
}

/** Faults of a mapping that need other declarations to be seen: unknown variables, units, codes, panels, files. */
export function checkMapping(
  mapping: Mapping,
  {source, disease, panels, geneName}: MappingContext
): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  const alterations = disease.alterations.map((d) => d.name);
  if (mapping.source !== source)
    issues.push({path: ["source"], message: `unknown source "${mapping.source}", expected ${source}`});
  const cohorts = Object.entries(mapping.files).filter(([, file]) => file.rows === "patients");
  if (cohorts.length !== 1)
    issues.push({path: ["files"], message: `invalid files: expected one with rows: patients, found ${cohorts.length}`});
  for (const [name, file] of Object.entries(mapping.files))
    issues.push(...checkFile(file, {mapping, disease, geneName}, ["files", name]));
  for (const fixed of Object.keys(mapping.byDesign))
    if (!disease.alterations.some(({name, gene}) => fixed === name || fixed === gene))
      issues.push({path: ["byDesign", fixed], message: `unknown alteration or gene: ${fixed}`});
  issues.push(...checkIdentifiers(mapping), ...checkSamples(mapping), ...checkConceptSets(mapping));
  return [...issues, ...checkAssays(mapping, panels), ...checkFedOnce(mapping), ...checkResolve(mapping, alterations)];
}

/** A patient has one value of an identifier. */
function checkIdentifiers({files}: Mapping): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  const seen = new Map<string, string>();
  for (const [file, {rows, identifiers}] of Object.entries(files))
    for (const name of Object.keys(identifiers)) {
      const path = ["files", file, "identifiers", name];
      const first = seen.get(name);
      if (rows !== "patients" && rows !== "details") issues.push({path, message: `invalid key for rows: ${rows}`});
      if (first !== undefined) issues.push({path, message: `duplicate identifier: ${name} is already in ${first}`});
      seen.set(name, file);
    }
  return issues;
}

/**
 * A variable of a patient comes from one raw column, and from others only where they are declared to fill what it leaves
 * open; cytogenetic flags and alterations may have several, the latter put in order by `resolve`.
 */
function checkFedOnce(mapping: Mapping): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  const seen = new Map<string, string>();
  for (const [file, {columns}] of Object.entries(mapping.files))
    for (const [raw, specs] of Object.entries(columns))
      specs.forEach(({to, fallback}, i) => {
        const key = /^(mutations|mrd|copy_number|cna_gene)\./u.test(to) ? `${file} ${to}` : to;
        const first = seen.get(key);
        if (fallback && (first === undefined || !to.startsWith("patients.")))
          issues.push({
            path: ["files", file, "columns", raw, i, "fallback"],
            message: "invalid key: expected a variable of patients that a column above feeds"
          });
        else if (first !== undefined && !fallback && !to.startsWith("alterations.") && !isFlag(to))
          issues.push({
            path: ["files", file, "columns", raw, i, "to"],
            message: `duplicate variable: ${to} is already fed by ${first}`
          });
        seen.set(key, `${file}.${raw}`);
      });
  return issues;
}

function isFlag(to: string): boolean {
  return cytogeneticFlags.some(({name}) => to === `cytogenetics.${name}`);
}

function checkResolve(mapping: Mapping, alterations: readonly string[]): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  for (const [name, {decide, compare}] of Object.entries(mapping.resolve)) {
    if (!alterations.includes(name)) issues.push({path: ["resolve", name], message: `unknown alteration: ${name}`});
    for (const [key, list] of Object.entries({decide, compare}))
      list.forEach((evidence, i) => {
        if (!knownEvidence(evidence, name, mapping))
          issues.push({
            path: ["resolve", name, key, i],
            message: `unknown evidence "${evidence}", expected calls or <file>.<column> of a column that feeds ${name}`
          });
      });
  }
  return issues;
}

function knownEvidence(evidence: string, alteration: string, {files}: Mapping): boolean {
  if (evidence === "calls") return Object.values(files).some((file) => file.rows === "mutations");
  const dot = evidence.indexOf(".");
  const file = files[evidence.slice(0, dot)] as Mapping["files"][string] | undefined;
  const raw = evidence.slice(dot + 1);
  if (file?.genes?.columns.includes(raw)) return true;
  return file?.columns[raw]?.some((spec) => spec.to === `alterations.${alteration}`) ?? false;
}
