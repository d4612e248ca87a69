import {mentionedColumns} from "../harmonise/mappedRaw.js";
import {laterTables} from "../sources/omop/cdmTables.js";
import {conceptColumn} from "../sources/omop/conceptSets.js";
import type {MappedFile, Mapping, When} from "./mappingSchema.js";
import {pivotParts} from "./pivotSchema.js";
import type {DeclarationIssue} from "./readDeclaration.js";

/** Faults of the sets of concepts, and of tables of the common data model that use them or are not in its version. */
export function checkConceptSets(mapping: Mapping): DeclarationIssue[] {
  const {conceptSets, files} = mapping;
  const issues: DeclarationIssue[] = [];
  const setOf = new Map<string, string>();
  for (const [set, {concepts}] of Object.entries(conceptSets))
    concepts.forEach((id, i) => {
      const first = setOf.get(id);
      if (first !== undefined)
        issues.push({path: ["conceptSets", set, i], message: `duplicate concept: ${id} is already in ${first}`});
      setOf.set(id, set);
    });
  for (const [name, file] of Object.entries(files)) {
    const {format} = file;
    if (format.kind !== "omop") continue;
    const table = format.table ?? file.file;
    if (laterTables.has(table) && format.version === "5.3")
      issues.push({path: ["files", name, "format", "version"], message: `unknown table in 5.3: ${table}`});
    for (const {set, path} of namedSets(file, mapping))
      if (!Object.hasOwn(conceptSets, set))
        issues.push({path: ["files", name, ...path], message: `unknown concept set: ${set}`});
  }
  return issues;
}

/** The sets that the conditions and the pivot of a file name. */
function namedSets(file: MappedFile, mapping: Mapping): {set: string; path: (string | number)[]}[] {
  const {pivot} = file;
  const conditions: [When | undefined, (string | number)[]][] = [
    [pivot?.when, ["pivot", "when"]],
    ...(["events", "treatments", "responses"] as const).flatMap((key) =>
      file[key].map(({when}, i): [When | undefined, (string | number)[]] => [when, [key, i, "when"]])
    ),
    ...file.filters.map(({drop, keep, count}, i): [When | undefined, (string | number)[]] => [
      drop ?? keep ?? count,
      ["filters", i]
    ])
  ];
  const named = conditions.flatMap(([when, path]) =>
    Object.entries(when ?? {})
      .filter(([column]) => conceptColumn(column) !== undefined)
      .flatMap(([column, {is, not}]) => [...is, ...(not ?? [])].map((set) => ({set, path: [...path, column]})))
  );
  if (!pivot || conceptColumn(pivot.names) === undefined) return named.filter(({set}) => set !== "");
  const pivoted = mentionedColumns(file, mapping).flatMap((column) => pivotParts(column, pivot)?.name ?? []);
  return [...named.filter(({set}) => set !== ""), ...pivoted.map((set) => ({set, path: ["pivot", "names"]}))];
}
