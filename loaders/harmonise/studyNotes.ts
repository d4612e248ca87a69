import type {RawResult} from "../sources/readRaw.js";
import type {FindingLog} from "./findingLog.js";
import type {HarmonisedTables} from "./harmonisedTables.js";

/** Records what was noticed while a file of a study folder was read, and lists the contents that the mapping does not read. */
export function studyNotes(
  source: string,
  {table: {file}, notes = [], unread = []}: RawResult,
  findings: FindingLog,
  {unmapped_tokens: table}: Pick<HarmonisedTables, "unmapped_tokens">
): void {
  for (const note of notes) findings.add({file, ...note});
  for (const {column, token, n} of unread)
    table.push({source_id: source, file, column, token, reason: "not read by the mapping", n});
}
