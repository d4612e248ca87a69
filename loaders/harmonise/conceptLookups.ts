import {existsSync} from "node:fs";
import {join} from "node:path";
import type {ReadFile} from "../sources/define/datasetDefinition.js";
import {ancestorsOf, conceptTables, readConcepts, withDescendants} from "../sources/omop/conceptTables.js";
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
  const names = [conceptTables.names, ...(ancestorsOf(mapping.conceptSets).size > 0 ? [conceptTables.ancestors] : [])];
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
   * The concept sets of the mapping with the descendants asked for. Without the table that tells them a finding counts the sets.
   *
   * @throws {SourceError} on a damaged table, and on a concept that descends from two sets
   */
  async sets(): Promise<ConceptSets> {
    const {conceptSets} = this.mapping;
    const wanted = Object.values(conceptSets).filter(({descendants}) => descendants).length;
    const pairs = await this.read(conceptTables.ancestors, ancestorsOf(conceptSets));
    if (wanted > 0)
      this.findings.add({
        file: conceptTables.ancestors,
        rule: "concept_ancestor_missing",
        severity: "warning",
        n: pairs === undefined ? wanted : 0,
        checked: wanted,
        description: "Concept sets whose descendants are asked for, without a table that tells them"
      });
    return withDescendants(conceptSets, pairs ?? []);
  }

  /** Names of concepts, as far as the source has the table with them. */
  async names(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    return new Map(await this.read(conceptTables.names, ids));
  }

  private async read(table: string, ids: ReadonlySet<string>): Promise<[string, string][] | undefined> {
    const format = this.tables.get(table);
    const path = join(this.folder, table);
    if (format === undefined || !existsSync(path)) return undefined;
    const {pairs, read} = await readConcepts(path, table, format, ids);
    this.inputs.push(read);
    return pairs;
  }
}
