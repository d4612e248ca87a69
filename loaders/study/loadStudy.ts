import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {readRuleTables} from "../classify/readRuleTables.js";
import type {RuleTable} from "../classify/ruleTableSchema.js";
import {HarmoniseError} from "../harmonise/harmoniseError.js";
import {alterationNamer} from "./alterationName.js";
import {checkAnalyses} from "./checkAnalyses.js";
import {checkMapping} from "./checkMapping.js";
import type {DictionaryCodes} from "./dictionarySchema.js";
import type {Disease} from "./diseaseSchema.js";
import {diseaseSchema} from "./diseaseSchema.js";
import type {Mapping} from "./mappingSchema.js";
import {mappingSchema} from "./mappingSchema.js";
import type {Panel} from "./panelSchema.js";
import {panelSchema} from "./panelSchema.js";
import type {Declaration, DeclarationIssue} from "./readDeclaration.js";
import {readDeclaration} from "./readDeclaration.js";
import {readDictionary} from "./readDictionary.js";
import type {Study, StudySource} from "./studySchema.js";
import {studySchema} from "./studySchema.js";
import type {Synonyms} from "./synonymsSchema.js";
import {synonymsSchema} from "./synonymsSchema.js";

/** A source of a study with the mapping of its files. */
export interface LoadedSource {
  readonly source: StudySource;
  readonly mapping: Mapping;
}

/** Everything declared for one study, checked and consistent. */
export interface LoadedStudy {
  readonly study: Study;
  readonly disease: Disease;
  readonly synonyms: Synonyms;
  /** Codes of the variables in other standards. */
  readonly dictionary: DictionaryCodes;
  /** By panel id, only those the mappings name, in order of id. */
  readonly panels: ReadonlyMap<string, Panel>;
  /** The disease pack's rule tables, in its order. */
  readonly rules: readonly RuleTable[];
  readonly sources: readonly LoadedSource[];
}

/** Names of the studies under `data/studies`, in order. */
export function studyNames(root: string): string[] {
  return readdirSync(join(root, "data/studies"))
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
}

/**
 * Reads `data/studies/<name>.yaml` and all it refers to, and checks them against each other.
 *
 * @throws {HarmoniseError} on an unknown study or any fault in a declaration
 */
export function loadStudy(root: string, name: string): LoadedStudy {
  const path = `data/studies/${name}.yaml`;
  if (!/^[A-Za-z0-9_-]+$/.test(name) || !existsSync(join(root, path))) {
    const expected = studyNames(root).join(", ");
    throw new HarmoniseError(`unknown study: ${name}, expected one of ${expected}`, {value: name, expected});
  }
  const declared = readDeclaration(root, path, studySchema);
  const study = declared.value;
  const disease = readDeclaration(root, `data/diseases/${study.disease}.yaml`, diseaseSchema).value;
  const synonyms = readDeclaration(root, "data/genes/synonyms.yaml", synonymsSchema).value;
  const dictionary = readDictionary(root);
  const declaredPanels = readPanels(root);
  const panelNames = new Set(declaredPanels.keys());
  const rules = readRuleTables(root, disease.classifications, disease);
  const geneName = alterationNamer(disease, synonyms);
  const sources = study.sources.map((source, i) => {
    const declaration = readDeclaration(root, source.mapping, mappingSchema);
    const undeclared = Object.keys(source.delivered ?? {}).filter((file) => !(file in declaration.value.files));
    if (undeclared.length > 0)
      throw declared.fault(
        undeclared.map((file) => ({path: ["sources", i, "delivered", file], message: `unknown file: ${file}`}))
      );
    const mapping = asDelivered(declaration.value, source);
    const context = {source: source.id, disease, panels: panelNames, geneName};
    const issues = checkMapping(mapping, context);
    if (issues.length > 0) throw declaration.fault(issues);
    return {source, mapping};
  });
  const unknown = [...checkOverlap(study, sources), ...checkAnalyses(study.analyses, disease)];
  if (unknown.length > 0) throw declared.fault(unknown);
  const used = new Set(sources.flatMap(({mapping}) => Object.values(mapping.assays).map((assay) => assay.panel)));
  const panels = new Map<string, Panel>();
  for (const [id, declaration] of declaredPanels) {
    if (!used.has(id)) continue;
    const issues = checkPanel(declaration.value, disease);
    if (issues.length > 0) throw declaration.fault(issues);
    panels.set(id, declaration.value);
  }
  return {study, disease, synonyms, dictionary, panels, rules, sources};
}

/** The mapping with the files as this source delivers them. */
function asDelivered(mapping: Mapping, {delivered = {}}: StudySource): Mapping {
  const files = Object.entries(mapping.files).map(([name, file]) => [name, {...file, ...delivered[name]}] as const);
  return {...mapping, files: Object.fromEntries(files)};
}

/** An identifier that joins sources must be declared by two of their mappings at least. */
function checkOverlap({overlap}: Study, sources: readonly LoadedSource[]): DeclarationIssue[] {
  return (overlap?.keys ?? []).flatMap((key, i) => {
    const having = sources.filter(({mapping}) =>
      Object.values(mapping.files).some((file) => Object.hasOwn(file.identifiers, key))
    );
    if (having.length > 1) return [];
    return [
      {path: ["overlap", "keys", i], message: `unknown identifier "${key}", expected one of two mappings at least`}
    ];
  });
}

/** All panels, whatever their disease, in order of id. */
function readPanels(root: string): Map<string, Declaration<Panel>> {
  const panels = new Map<string, Declaration<Panel>>();
  for (const file of readdirSync(join(root, "data/panels")).sort()) {
    if (!file.endsWith(".yaml")) continue;
    const declaration: Declaration<Panel> = readDeclaration(root, `data/panels/${file}`, panelSchema);
    const {id} = declaration.value;
    if (`${id}.yaml` !== file)
      throw declaration.fault([{path: ["id"], message: `unknown panel "${id}", expected the name of the file`}]);
    panels.set(id, declaration);
  }
  return panels;
}

/** What an assay of a source decides must be alterations of the study's disease. */
function checkPanel(panel: Panel, disease: Disease): DeclarationIssue[] {
  const alterations = new Set(disease.alterations.map((d) => d.name));
  return panel.alterations.flatMap((name, i) =>
    alterations.has(name) ? [] : [{path: ["alterations", i], message: `unknown alteration: ${name}`}]
  );
}
