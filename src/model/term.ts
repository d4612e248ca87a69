/** One term of a code list: the stored code and the words a reader sees. */
export interface Term {
  readonly code: string;
  readonly label: string;
}

/** A closed code list in its fixed order: the order of dictionaries in Arrow files, of legends and of tables. */
export type Vocabulary = readonly Term[];

/** A code list from its codes and labels, in their order. */
export function terms(list: Readonly<Record<string, string>>): Vocabulary {
  return Object.entries(list).map(([code, label]) => ({code, label}));
}
