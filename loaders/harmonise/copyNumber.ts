import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import {appendSampleRows, readSampleRows, replaced} from "./sampleRows.js";
import type {SampleIds} from "./samples.js";
import type {SourceContext} from "./sourceContext.js";

const chromosomes: ReadonlySet<string> = new Set([...Array.from({length: 22}, (_, i) => String(i + 1)), "X", "Y"]);

/**
 * Appends the segments of a file. A segment on no chromosome from 1 to 22, X or Y (with or without `chr`), or one that ends
 * before it starts, is refused.
 */
export function addCopyNumber(
  file: OpenFile,
  keys: readonly string[],
  joined: Int32Array,
  cohort: Cohort,
  samples: SampleIds,
  context: SourceContext
): void {
  const {ledger} = file;
  const read = readSampleRows(file, keys, joined, samples, "copy_number", context);
  const columns = new Map(read.columns);
  const chrom = replaced(columns.get("chrom")!, (value) => String(value).replace(/^chr/iu, "").toUpperCase());
  columns.set("chrom", chrom);
  const [start, end] = ["start", "end"].map((name) => columns.get(name)!.values);
  read.rows.forEach((row, i) => {
    if (!ledger.isUsed(row)) return;
    if (!chromosomes.has(String(chrom.values[i])))
      ledger.refuse(row, keys[row], {reason: "unknown chromosome", expected: "a chromosome from 1 to 22, X or Y"});
    else if (Number(start[i]) > Number(end[i]))
      ledger.refuse(row, keys[row], {reason: "segment ends before it starts", expected: "a start up to the end"});
  });
  appendSampleRows(file, joined, cohort, samples, "copy_number", {rows: read.rows, columns}, context);
}
