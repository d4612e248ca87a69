/**
 * Finds names that a tier may not tell, as words of their own, in any case, their parts joined by spaces, hyphens or
 * underscores; null without names.
 */
export function namesPattern(names: readonly string[]): RegExp | null {
  if (names.length === 0) return null;
  const words = names.map((name) =>
    name
      .trim()
      .split(/[\s_-]+/u)
      .map((part) => part.replaceAll(/[^\p{L}\p{N}]/gu, "\\$&"))
      .join("[\\s_-]+")
  );
  return new RegExp(`(?<![\\p{L}\\d])(?:${words.join("|")})(?![\\p{L}\\d])`, "iu");
}

/** What a find of such a name is called. */
export const withheldName = "name of a source that may not be told";
