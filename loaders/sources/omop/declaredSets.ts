import {SourceError} from "../sourceError.js";
import type {ConceptSets} from "./conceptSets.js";
import {conceptTables} from "./conceptTables.js";

/** A set as declared: ids of concepts, or codes as `LOINC:718-7`, and whether those that descend from them belong to it. */
export interface DeclaredSet {
  readonly concepts: readonly string[];
  readonly descendants: boolean;
}

/** Sets as declared, by name. */
export type DeclaredSets = Readonly<Record<string, DeclaredSet>>;

/** Whether a concept is declared by a vocabulary and its code there, not by its id. */
export function isCode(concept: string): boolean {
  return concept.includes(":");
}

/** The codes of a vocabulary that sets name, without the vocabularies. */
export function codesOf(sets: DeclaredSets): Set<string> {
  const codes = Object.values(sets).flatMap(({concepts}) => concepts.filter(isCode));
  return new Set(codes.map((code) => code.slice(code.indexOf(":") + 1)));
}

/** The concepts, by id, of whose descendants sets want to know. */
export function ancestorsOf(sets: DeclaredSets): Set<string> {
  const wanted = Object.values(sets).flatMap(({concepts, descendants}) => (descendants ? concepts : []));
  return new Set(wanted.filter((concept) => !isCode(concept)));
}

/**
 * The sets with ids in the stead of codes; a code that no concept has is left out.
 *
 * @param ids of concepts by `<vocabulary>:<code>`
 * @throws {SourceError} if two sets name one concept
 */
export function withIds(sets: DeclaredSets, ids: ReadonlyMap<string, string>): DeclaredSets {
  const setOf = new Map<string, string>();
  const result: Record<string, DeclaredSet> = {};
  for (const [name, {concepts, descendants}] of Object.entries(sets)) {
    const found = concepts.flatMap((concept) => (isCode(concept) ? (ids.get(concept) ?? []) : concept));
    for (const id of found) {
      const other = setOf.get(id);
      if (other !== undefined && other !== name)
        throw new SourceError(`concept ${id} is in two sets: ${other} and ${name}`, {file: conceptTables.names});
      setOf.set(id, name);
    }
    result[name] = {concepts: [...new Set(found)], descendants};
  }
  return result;
}

/**
 * The sets with their descendants. A concept that a set names itself is in that one, whoever its ancestors are.
 *
 * @param sets without codes ({@link withIds})
 * @param pairs ancestor and descendant
 * @throws {SourceError} if a concept descends from concepts of two sets and neither names it
 */
export function withDescendants(sets: DeclaredSets, pairs: readonly (readonly string[])[]): ConceptSets {
  const setOf = new Map<string, string>();
  for (const [name, {concepts}] of Object.entries(sets)) for (const id of concepts) setOf.set(id, name);
  const named = new Set(setOf.keys());
  const result = new Map(Object.entries(sets).map(([name, {concepts}]) => [name, [...concepts]]));
  for (const [ancestor, descendant] of pairs) {
    const name = setOf.get(ancestor);
    if (name === undefined || named.has(descendant) || !sets[name].descendants) continue;
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
