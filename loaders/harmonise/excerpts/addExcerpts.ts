import {open} from "node:fs/promises";
import {join} from "node:path";
import {recordTexts} from "../../sources/recordTexts.js";
import type {OpenFile} from "../openSource.js";
import type {Cohort} from "../patients.js";
import type {SourceContext} from "../sourceContext.js";
import {choosePatients, recordsOf, rowsOfPatients} from "./choosePatients.js";
import {cutRecord} from "./cutRecord.js";

/** Patients per source. */
const defaultPatients = 3;
/** Records of one patient in one file. */
const mostRecords = 60;
/** Records of a file that has no row of its own for any of the patients, such as a matrix. */
const sampleRecords = 3;

/**
 * Appends records of the raw files of a simulated source as they are written: the header, and those of a few patients; of
 * a file without rows of patients, its first records. Of a source with real patients nothing is ever kept, whatever is
 * asked for.
 *
 * @param keys the partner's patient id of every row of every file
 */
export async function addExcerpts(
  cohort: Cohort,
  files: readonly OpenFile[],
  keys: ReadonlyMap<OpenFile, readonly string[]>,
  folder: string,
  {source, tables, surrogate}: Pick<SourceContext, "source" | "tables" | "surrogate">,
  patients = defaultPatients
): Promise<void> {
  if (!source.simulated) return;
  const chosen = new Set(choosePatients(cohort, files, keys, tables.rejects, patients));
  for (const file of files) {
    const {spec} = file;
    const {format} = spec;
    // Of a file that is not text there is no record to show as it is written.
    if (format.kind !== "tabular") continue;
    const owners = ownersOf(file, rowsOfPatients(file, keys), chosen);
    const wanted = owners.size > 0 ? owners.keys() : Array.from({length: sampleRecords}, (_, i) => i + 1);
    const path = join(folder, spec.file);
    const texts = await recordTexts(path, format, new Set([0, ...wanted]));
    const encoding = `${format.encoding}${(await hasMark(path)) ? " with byte-order mark" : ""}`;
    for (const [record, text] of [...texts].sort(([a], [b]) => a - b)) {
      const owner = owners.get(record);
      tables.raw_excerpts.push(
        {
          source_id: source.id,
          file: spec.file,
          record,
          patient_id: owner === undefined ? null : surrogate(owner),
          text: cutRecord(text, format.delimiter, format.quote),
          delimiter: format.delimiter,
          quote: format.quote,
          line_end: format.lineEnd,
          encoding
        },
        "NOT_APPLICABLE"
      );
    }
  }
}

/** The chosen patients' records of a file, by number, each with the partner's id of its patient. */
function ownersOf(file: OpenFile, keys: readonly string[], chosen: ReadonlySet<string>): Map<number, string> {
  const owners = new Map<number, string>();
  const counts = new Map<string, number>();
  keys.forEach((key, row) => {
    if (!chosen.has(key)) return;
    for (const record of recordsOf(file, row)) {
      const n = (counts.get(key) ?? 0) + 1;
      counts.set(key, n);
      if (n <= mostRecords) owners.set(record, key);
    }
  });
  return owners;
}

/** True if a file begins with a byte-order mark of UTF-8 or UTF-16. */
async function hasMark(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(3), 0, 3, 0);
    const start = buffer.subarray(0, bytesRead).toString("hex");
    return start === "efbbbf" || start.startsWith("fffe") || start.startsWith("feff");
  } finally {
    await file.close();
  }
}
