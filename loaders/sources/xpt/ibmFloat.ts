/** First byte of a missing number: `.`, `._`, `.A` to `.Z`. The others are zero. */
const missingMarks = new Map<number, string>([
  [0x2e, "."],
  [0x5f, "._"],
  ...Array.from({length: 26}, (_, i) => [0x41 + i, `.${String.fromCharCode(0x41 + i)}`] as const)
]);

/**
 * The missing value that a numeric field stands for, as SAS writes it (`.`, `._`, `.A` …); undefined if it holds a number.
 *
 * @param length bytes of the field
 */
export function missingMark(bytes: Uint8Array, offset: number, length: number): string | undefined {
  const mark = missingMarks.get(bytes[offset]);
  if (mark === undefined) return undefined;
  for (let i = 1; i < length; ++i) if (bytes[offset + i] !== 0) return undefined;
  return mark;
}

/**
 * The number in a field of IBM System/360 hexadecimal floating point: a sign bit, a power of 16 with excess 64, and a
 * fraction of up to 56 bits. Fields shorter than 8 bytes have lost the last bytes of the fraction, which count as zero.
 * Rounded once, to the nearest double; every such number lies within the range of doubles.
 *
 * @param length bytes of the field, 2 to 8
 */
export function ibmFloat(bytes: Uint8Array, offset: number, length: number): number {
  let high = 0;
  let low = 0;
  for (let i = 1; i < 4; ++i) high = high * 256 + (i < length ? bytes[offset + i] : 0);
  for (let i = 4; i < 8; ++i) low = low * 256 + (i < length ? bytes[offset + i] : 0);
  const fraction = high * 2 ** 32 + low;
  if (fraction === 0) return 0;
  const first = bytes[offset];
  const value = fraction * 2 ** (4 * ((first & 0x7f) - 64) - 56);
  return first & 0x80 ? -value : value;
}
