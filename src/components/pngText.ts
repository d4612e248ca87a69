const table = Uint32Array.from({length: 256}, (_, byte) => {
  let code = byte;
  for (let bit = 0; bit < 8; ++bit) code = code & 1 ? 0xedb88320 ^ (code >>> 1) : code >>> 1;
  return code;
});

/** Signature and header of a PNG file, after which further chunks may come. */
const headLength = 33;

/**
 * A PNG file with an international text (chunk `iTXt`, UTF-8, not compressed) under a keyword of Latin letters.
 *
 * Source: PNG specification, third edition, 11.3.3.4.
 *
 * @throws {RangeError} on bytes which are no PNG file
 */
export function withPngText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  if (png.length < headLength || png[0] !== 0x89 || png[1] !== 0x50) {
    throw new RangeError(`invalid PNG file: ${png.length} bytes`);
  }
  // After the keyword: end, not compressed, method 0, no language, no translated keyword.
  const body = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  view.setUint32(body.length + 4, checksum(body));
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, headLength));
  whole.set(chunk, headLength);
  whole.set(png.subarray(headLength), headLength + chunk.length);
  return whole;
}

/** CRC-32 as PNG asks for it. */
function checksum(bytes: Uint8Array): number {
  let code = 0xffffffff;
  for (const byte of bytes) code = table[(code ^ byte) & 255] ^ (code >>> 8);
  return (code ^ 0xffffffff) >>> 0;
}
