/** Characters beyond the basic plane, or sorted after surrogates in it: only among these do the two orders differ. */
const beyond = /[\ud800-\uffff]/;

/** True if comparing the text with `<` gives its order by code point, whatever the other text is. */
export function sortsByUnit(text: string): boolean {
  return !beyond.test(text);
}

/**
 * Compares two texts by code point, the same on every machine, unlike an order by locale. JavaScript's `<` compares
 * UTF-16 units, which puts characters beyond the basic plane before U+E000 to U+FFFF.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (beyond.test(a) && beyond.test(b)) {
    const n = Math.min(a.length, b.length);
    for (let i = 0; i < n; ++i) {
      const x = a.codePointAt(i)!;
      const y = b.codePointAt(i)!;
      if (x !== y) return x - y;
      if (x > 0xffff) ++i;
    }
    return a.length - b.length;
  }
  return a < b ? -1 : 1;
}
