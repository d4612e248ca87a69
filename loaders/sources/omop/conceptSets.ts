import type {RawTable} from "../rawTable.js";
import type {UnlistedConcept} from "./omopNotes.js";

/** Concept ids by the name of their set; no concept is in two. */
export type ConceptSets = Readonly<Record<string, readonly string[]>>;

const [idEnding, setEnding] = ["_concept_id", "_concept_set"];

/** The column with concept ids of which another has the names of the sets; undefined if it is no such column. */
export function conceptColumn(column: string): string | undefined {
  return column.endsWith(setEnding) ? column.slice(0, -setEnding.length) + idEnding : undefined;
}

/**
 * Columns `<name>_concept_set` that hold, for the concept in `<name>_concept_id`, the name of its set; "" for a concept
 * that is in none.
 *
 * @returns the columns to read for those wanted, and what gives a table the others
 */
export function withConceptSets(
  wanted: readonly string[] | undefined,
  sets: ConceptSets
): {
  readonly columns: readonly string[] | undefined;
  apply(table: RawTable): {readonly table: RawTable; readonly unlisted: readonly UnlistedConcept[]};
} {
  const derived = (wanted ?? []).filter((column) => conceptColumn(column) !== undefined);
  const setOf = new Map(Object.entries(sets).flatMap(([name, ids]) => ids.map((id) => [id, name] as const)));
  return {
    columns: wanted && [...new Set(wanted.map((column) => conceptColumn(column) ?? column))],
    apply(table) {
      const unlisted: UnlistedConcept[] = [];
      const cells = new Map<string, readonly string[]>();
      for (const column of derived) {
        const ids = conceptColumn(column)!;
        const concepts = table.column(ids);
        cells.set(
          column,
          concepts.map((id) => setOf.get(id) ?? "")
        );
        unlisted.push(
          ...countsOf(
            concepts.filter((id) => id !== "" && !setOf.has(id)),
            ids
          )
        );
      }
      const columns = [...table.columns, ...derived];
      return {table: {...table, columns, column: (name) => cells.get(name) ?? table.column(name)}, unlisted};
    }
  };
}

/** Concepts by how often they stand, the most frequent first. */
function countsOf(concepts: readonly string[], column: string): UnlistedConcept[] {
  const counts = new Map<string, number>();
  for (const concept of concepts) counts.set(concept, (counts.get(concept) ?? 0) + 1);
  return [...counts]
    .map(([concept, n]) => ({column, concept, n}))
    .sort((a, b) => b.n - a.n || Number(a.concept) - Number(b.concept));
}
