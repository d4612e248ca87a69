import type {Catalogue} from "./catalogue.js";

/**
 * Compares levels of a variable by their place in the catalogue; levels that it does not know follow by code point,
 * null (not known) comes last.
 */
export function levelOrder(
  catalogue: Catalogue,
  key: string | undefined
): (a: string | null, b: string | null) => number {
  const levels =
    key === undefined
      ? []
      : (catalogue.groupings.find((d) => d.key === key)?.levels ?? catalogue.facets.get(key)?.levels ?? []);
  const rank = new Map<string | null, number>(levels.map(({code}, i) => [code, i]));
  rank.set(null, levels.length + 1);
  const rankOf = (level: string | null): number => rank.get(level) ?? levels.length;
  return (a, b) => {
    const difference = rankOf(a) - rankOf(b);
    return difference !== 0 || a === b ? difference : (a ?? "") < (b ?? "") ? -1 : 1;
  };
}
