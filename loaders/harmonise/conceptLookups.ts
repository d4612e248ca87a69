import {existsSync} from "node:fs";
import {join} from "node:path";
import type {ReadFile} from "../sources/define/datasetDefinition.js";
import {conceptInput, conceptTables, readConcepts} from "../sources/omop/conceptTables.js";
import {ancestorsOf, codesOf, isCode, withDescendants, withIds} from "../sources/omop/declaredSets.js";
import type {OmopRows} from "../sources/omop/omopConnection.js";
import {conceptColumn, type ConceptSets} from "../sources/omop/conceptSets.js";
import type {CsvTableFormat} from "../sources/omop/csvTables.js";
import type {MappedFile, Mapping} from "../study/mappingSchema.js";
import type {FindingLog} from "./findingLog.js";
import {columnsToRead} from "./mappedRaw.js";

type Concepts = Pick<Mapping, "files" | "samples" | "assays" | "conceptSets" | "vocabulary">;

/** The columns with concepts that a file's mapping reads by their sets. */
export function conceptColumns(spec: MappedFile, mapping: Concepts): string[] {
  if (spec.format.kind !== "omop") return [];
  return (columnsToRead(spec, mapping) ?? []).flatMap((column) => conceptColumn(column) ?? []);
}

/** The tables of concepts that a mapping looks things up in, where its source has them, and how they are written. */
export function lookupTables(mapping: Concepts): Map<string, CsvTableFormat> {
  const reading = Object.values(mapping.files).find((spec) => conceptColumns(spec, mapping).length > 0);
  if (reading?.format.kind !== "omop") return new Map();
  const format = mapping.vocabulary?.format ?? reading.format;
  const wanted = Object.values(mapping.conceptSets).some(({descendants}) => descendants);
  const names = [conceptTables.names, ...(wanted ? [conceptTables.ancestors] : [])];
  return new Map(names.map((name) => [name, format]));
}

/** What the concepts of a source are called and from which they descend, as its own tables say. */
export class ConceptLookups {
  /** The tables that were read. */
  readonly inputs: ReadFile[] = [];
  private readonly tables: ReadonlyMap<string, CsvTableFormat>;

  constructor(
    private readonly folder: string,
    private readonly mapping: Concepts,
    private readonly findings: FindingLog
  ) {
    this.tables = lookupTables(mapping);
  }

  /**
   * The concept sets of the mapping, with ids for codes and with the descendants asked for. Findings count codes and
   * descendants that the source's tables do not tell.
   *
   * @throws {SourceError} on a damaged table, and on a concept that would be in two sets
   */
  async sets(): Promise<ConceptSets> {
    const sets = withIds(this.mapping.conceptSets, await this.ids());
    const wanted = Object.values(sets).filter(({descendants}) => descendants).length;
    const pairs = await this.read(conceptTables.ancestors, ["ancestor_concept_id", "descendant_concept_id"], {
      column: "ancestor_concept_id",
      values: ancestorsOf(sets),
      type: "integer"
    });
    if (wanted > 0)
      this.findings.add({
        file: conceptTables.ancestors,
        rule: "concept_ancestor_missing",
        severity: "warning",
        n: pairs === undefined ? wanted : 0,
        checked: wanted,
        description: "Concept sets whose descendants are asked for, without a table that tells them"
      });
    return withDescendants(sets, pairs ?? []);
  }

  /** Names of concepts, as far as the source has the table with them. */
  async names(values: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    const only = {column: "concept_id", values, type: "integer"} as const;
    const rows = await this.read(conceptTables.names, ["concept_id", "concept_name"], only);
    return new Map(rows?.map(([id, name]) => [id, name]));
  }

  /** The ids of the concepts that the sets name by vocabulary and code. */
  private async ids(): Promise<ReadonlyMap<string, string>> {
    const codes = Object.values(this.mapping.conceptSets).flatMap(({concepts}) => concepts.filter(isCode));
    if (codes.length === 0) return new Map();
    const only = {column: "concept_code", values: codesOf(this.mapping.conceptSets), type: "text"} as const;
    const rows = await this.read(conceptTables.names, ["concept_id", "vocabulary_id", "concept_code"], only);
    const ids = new Map(rows?.map(([id, vocabulary, code]) => [`${vocabulary}:${code}`, id]));
    const unknown = codes.filter((code) => !ids.has(code));
    const named = unknown.length === 0 ? "" : `: ${unknown.slice(0, 5).join(", ")}${unknown.length > 5 ? " …" : ""}`;
    this.findings.add({
      file: conceptTables.names,
      rule: "concept_code_unknown",
      severity: "error",
      n: unknown.length,
      checked: codes.length,
      description: `Codes of concept sets that no concept of the source has${named}`
    });
    return ids;
  }

  private async read(table: string, fields: readonly string[], only: OmopRows): Promise<string[][] | undefined> {
    const format = this.tables.get(table);
    const path = join(this.folder, table);
    if (format === undefined || !existsSync(path)) return undefined;
    const rows = await readConcepts({path, table, format}, fields, only);
    if (!this.inputs.some(({file}) => file === table)) this.inputs.push(await conceptInput({path, table}));
    return rows;
  }
}
