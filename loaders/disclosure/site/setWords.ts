/** The words for patients with a value of a variable, of one source or all; null = without a value. */
export function valueOf(variable: string, value: string | null, source: string | null = null): string {
  const own = `${variable}=${value ?? "?"}`;
  return source === null ? own : `${own} & ${sourceOf(source)}`;
}

/** The words for the patients of a source. */
export function sourceOf(id: string): string {
  return `source_id=${id}`;
}
