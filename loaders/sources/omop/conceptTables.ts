import {stat} from "node:fs/promises";
import {hashOf} from "../../fileHashes.js";
import type {ReadFile} from "../define/datasetDefinition.js";
import {SourceError} from "../sourceError.js";
import {canonicalOmop} from "./canonicalOmop.js";
import type {ConceptSets, DeclaredSet} from "./conceptSets.js";
import type {CsvTableFormat} from "./csvTables.js";
import {openTables} from "./openTables.js";

/** Tables that say what concepts are, of which only the rows about some concepts are read. */
export const conceptTables = {names: "concept", ancestors: "concept_ancestor"} as const;

/** Field of each by which rows are picked, and the field that is wanted. */
const picked: Readonly<Record<string, readonly [string, string]>> = {
  concept: ["concept_id", "concept_name"],
  concept_ancestor: ["ancestor_concept_id", "descendant_concept_id"]
};

/** The field of one of the tables of concepts by which its rows are picked. */
export function pickedBy(table: string): string {
  return picked[table][0];
}

/**
 * Reads from a file with one of the tables of concepts what it says of some of them: pairs of the concept and its name, or
 * the concept and a descendant of it, in the order of the file.
 *
 * @throws {SourceError} on a file that cannot be read, or without the two columns
 */
export async function readConcepts(
  path: string,
  table: string,
  format: CsvTableFormat,
  ids: ReadonlySet<string>
): Promise<{pairs: [string, string][]; read: ReadFile}> {
  const connection = await openTables(path, table, format);
  const [by, wanted] = picked[table];
  const header = await connection.columns(table);
  const columns = [by, wanted].map((name) => {
    const found = header.find(
      (column) =>
        column
          .trim()
          .replace(/^\ufeff/u, "")
          .toLowerCase() === name
    );
    if (found === undefined) throw new SourceError("missing column", {file: table, column: name});
    return found;
  });
  const pairs: [string, string][] = [];
  for await (const {rows, cells} of connection.rows(table, columns, {column: columns[0], ids}))
    for (let row = 0; row < rows; ++row) {
      const id = canonicalOmop(cells[0][row], "integer");
      const told = canonicalOmop(cells[1][row], wanted === "concept_name" ? "text" : "integer");
      if (id !== null && ids.has(id) && told !== null && told !== "") pairs.push([id, told]);
    }
  const [{size}, sha256] = await Promise.all([stat(path), hashOf(path)]);
  return {pairs, read: {file: table, bytes: size, sha256: sha256!}};
}

/** The concepts of whose descendants a mapping wants to know. */
export function ancestorsOf(sets: Readonly<Record<string, DeclaredSet>>): Set<string> {
  return new Set(Object.values(sets).flatMap(({concepts, descendants}) => (descendants ? concepts : [])));
}

/**
 * The sets with their descendants. A concept that a set names itself is in that one, whoever its ancestors are.
 *
 * @param pairs ancestor and descendant
 * @throws {SourceError} if a concept descends from concepts of two sets and neither names it
 */
export function withDescendants(
  sets: Readonly<Record<string, DeclaredSet>>,
  pairs: readonly (readonly [string, string])[]
): ConceptSets {
  const setOf = new Map<string, string>();
  for (const [name, {concepts}] of Object.entries(sets)) for (const id of concepts) setOf.set(id, name);
  const named = new Set(setOf.keys());
  const result = new Map(Object.entries(sets).map(([name, {concepts}]) => [name, [...concepts]]));
  for (const [ancestor, descendant] of pairs) {
    const name = setOf.get(ancestor)!;
    if (named.has(descendant) || !sets[name].descendants) continue;
    const other = setOf.get(descendant);
    if (other === name) continue;
    if (other !== undefined)
      throw new SourceError(`concept ${descendant} descends from concepts of two sets: ${other} and ${name}`, {
        file: conceptTables.ancestors,
        expected: "one of the sets to name it"
      });
    setOf.set(descendant, name);
    result.get(name)!.push(descendant);
  }
  return Object.fromEntries(result);
}
