/** The times that Chromium writes, of one length whatever they are. */
const time = /(\/(?:CreationDate|ModDate) ?\(D:)\d{14}/g;
/** Names of the parts of a tagged document, numbered by Chromium as it happens to meet them, of one length too. */
const partName = /\(node(\d{8})\)/g;
/** The list of these names with the objects that bear them, which must be in order. */
const nameList = /(\/Names \[)((?:\(node\d{8}\) \d+ 0 R ?)+)/g;

/**
 * A PDF of Chromium's without what differs from one printing of a page to the next: times, and the numbers in the names of
 * its parts, which become those of their order in the file. Nothing changes its length, so that the addresses within the
 * file stay right.
 */
export function reproduciblePdf(pdf: Uint8Array): Uint8Array {
  // Latin 1 keeps every byte as it is.
  const text = Buffer.from(pdf).toString("latin1").replace(time, "$120000101000000");
  const numbers = new Map<string, string>();
  const renamed = text.replace(partName, (_, old: string) => {
    if (!numbers.has(old)) numbers.set(old, String(numbers.size + 1).padStart(8, "0"));
    return `(node${numbers.get(old)})`;
  });
  const sorted = renamed.replace(nameList, (_, head: string, list: string) => {
    const end = list.endsWith(" ") ? " " : "";
    const entries = list.trimEnd().split(/(?<=R) /);
    return head + entries.sort().join(" ") + end;
  });
  return Buffer.from(sorted, "latin1");
}
