import {fileChunks} from "../fileChunks.js";
import {RecordCollector} from "../recordCollector.js";
import type {TabularOptions, TabularResult} from "../tabular.js";
import {type MatrixHeader, matrixHeader} from "./matrixHeader.js";
import {sampleColumn, studyFormat} from "./studyFormat.js";
import type {StudyNotes} from "./studyNotes.js";
import {studyRecords} from "./studyRecords.js";

/** The columns of gene-wise copy number, whether its file is a matrix or long. */
const columnNames = [sampleColumn, "Hugo_Symbol", "Entrez_Gene_Id", "Value"] as const;

/**
 * Reads gene-wise copy number into one row a gene and sample, from a matrix or from its long form, streaming. A row of the file with too
 * few or too many cells is refused with its reason.
 *
 * @param genes symbols of the rows that are read; of all others only the number is told
 * @throws {SourceError} on a missing file, an undecodable byte, a line that is too long, or no header
 */
export async function readGeneCalls(
  path: string,
  genes: readonly string[] | undefined,
  {name: file = path, columns, optional, maxRecord}: TabularOptions = {}
): Promise<TabularResult & StudyNotes> {
  const collector = new RecordCollector(file, studyFormat, columns, optional);
  const chunks = fileChunks(path, file);
  const wanted = genes && new Set(genes);
  const [read, others] = [new Set<string>(), new Set<string>()];
  let header: MatrixHeader | undefined;
  let width = 0;
  for await (const {kind, cells} of studyRecords(file, chunks, maxRecord)) {
    if (kind === "comment") continue;
    if (header === undefined) {
      header = matrixHeader(file, cells);
      width = cells.length;
      collector.add(columnNames);
      continue;
    }
    if (cells.length !== width) {
      collector.refuse(`${cells.length} cells`, `${width} cells`, null, null);
      continue;
    }
    collector.holdsNul ||= cells.some((cell) => cell.includes("\0"));
    const {entity, entrez, samples, long} = header;
    const symbol = cells[entity].trim();
    if (wanted && !wanted.has(symbol)) {
      others.add(symbol);
      continue;
    }
    read.add(symbol);
    const gene = [cells[entity], entrez < 0 ? "" : cells[entrez]] as const;
    if (long) collector.add([cells[long.sample], ...gene, cells[long.value]]);
    else for (const {name, index} of samples) collector.add([name, ...gene, cells[index]]);
  }
  const note = {
    rule: "entities_unmapped",
    severity: "info",
    n: others.size,
    checked: others.size + read.size,
    description: "Rows of the matrix that the mapping does not read"
  } as const;
  return {...collector.finish(), notes: [note], ...chunks.digest()};
}
