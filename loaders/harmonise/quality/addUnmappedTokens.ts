import type {SourceContext} from "../sourceContext.js";

/** Appends every token that could not be read, by file and column, with the reason and in how many cells it stood. */
export function addUnmappedTokens({source, tables}: Pick<SourceContext, "source" | "tables">): void {
  const {rejects, unmapped_tokens: table} = tables;
  const [files, columns, tokens, reasons] = ["file", "column", "value", "reason"].map(
    (name) => rejects.column(name).values
  );
  const found = new Map<string, {at: number; n: number}>();
  columns.forEach((column, at) => {
    if (column === null || tokens[at] === null) return;
    const key = JSON.stringify([files[at], column, tokens[at], reasons[at]]);
    const known = found.get(key);
    if (known) ++known.n;
    else found.set(key, {at, n: 1});
  });
  for (const {at, n} of found.values())
    table.push({
      source_id: source.id,
      file: files[at],
      column: columns[at],
      token: tokens[at],
      meaning: null,
      reason: reasons[at],
      n
    });
}
