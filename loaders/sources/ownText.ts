/** Texts of fewer characters are never parts of others in V8. */
const shortest = 13;

/**
 * The same text with memory of its own. A text that was cut out of a longer one may otherwise hold on to it: a cell of each
 * line would keep the whole file.
 */
export function ownText(text: string): string {
  if (text.length < shortest) return text;
  const copy = Buffer.from(text).toString();
  // Halves of surrogate pairs, which JSON can hold, are not in UTF-8.
  return copy === text ? copy : Buffer.from(text, "utf16le").toString("utf16le");
}
