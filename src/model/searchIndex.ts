/** The words of a site's pages, as the search page loads them. */
export interface SearchIndex {
  /** Address relative to the site's root, without extension, and title. */
  readonly pages: readonly (readonly [path: string, title: string])[];
  /** Page, id within it (empty: the page itself) and heading. */
  readonly parts: readonly (readonly [page: number, id: string, heading: string])[];
  /** Parts in which a word stands, ascending; the words by code point. */
  readonly words: Readonly<Record<string, readonly number[]>>;
}

/** The words of a text as they are looked for: lower case, without accents, at least two characters, not numbers alone. */
export function searchWords(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [])
    .flatMap((word) => (word.includes("-") ? [word, ...word.split("-")] : [word]))
    .filter((word) => word.length > 1 && /\p{L}/u.test(word));
}

/** A part of a page in which all words asked for stand. */
export interface SearchHit {
  readonly path: string;
  readonly title: string;
  readonly id: string;
  readonly heading: string;
}

/**
 * Parts in which every word of the question stands, a word also by its beginning. Those whose heading has the words come
 * first, then pages in their order.
 */
export function searchHits({pages, parts, words}: SearchIndex, question: string): SearchHit[] {
  const asked = searchWords(question);
  if (asked.length === 0) return [];
  const names = Object.keys(words);
  const sets = asked.map((word) => {
    const matching = names.filter((name) => name.startsWith(word));
    return new Set(matching.flatMap((name) => words[name]));
  });
  const [first, ...others] = sets;
  const found = [...first].filter((part) => others.every((set) => set.has(part)));
  const rank = (part: number) => {
    const [page, , heading] = parts[part];
    const own = searchWords(`${heading} ${pages[page][1]}`);
    return asked.filter((word) => own.some((name) => name.startsWith(word))).length;
  };
  return found
    .map((part) => ({part, rank: rank(part)}))
    .sort((a, b) => b.rank - a.rank || a.part - b.part)
    .map(({part}) => {
      const [page, id, heading] = parts[part];
      return {path: pages[page][0], title: pages[page][1], id, heading};
    });
}
