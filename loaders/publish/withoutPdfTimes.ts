/** The times that Chromium writes, of one length whatever they are. */
const time = /(\/(?:CreationDate|ModDate) ?\(D:)\d{14}/g;

/** A PDF without the time at which it was made, in places of the same length: the addresses within the file stay right. */
export function withoutPdfTimes(pdf: Uint8Array): Uint8Array {
  // Latin 1 keeps every byte as it is.
  return Buffer.from(Buffer.from(pdf).toString("latin1").replace(time, "$120000101000000"), "latin1");
}
