import {fileChunks} from "../fileChunks.js";
import type {RawReject} from "../rawTable.js";
import {SourceError} from "../sourceError.js";
import type {TabularOptions, TabularResult} from "../tabular.js";
import type {StudyNotes} from "./studyNotes.js";
import {type MatrixHeader, matrixHeader} from "./matrixHeader.js";
import {sampleColumn} from "./studyFormat.js";
import {studyRecords} from "./studyRecords.js";

/** More names than these are counted, not listed: a matrix of genes has thousands. */
const mostListed = 500;

/**
 * Reads a matrix, or its long form, the other way round: one row a sample, one column an entity (a generic assay, a gene). Only the entities
 * that are asked for are held; the others are counted. A second row of an entity, and a row with too few or too many
 * cells, is refused.
 *
 * @param properties columns that describe the entities, besides the usual ones
 * @throws {SourceError} on a missing file or entity, an undecodable byte, a line that is too long, or no header
 */
export async function readEntities(
  path: string,
  properties: readonly string[] | undefined,
  {name: file = path, columns, optional, maxRecord}: TabularOptions = {}
): Promise<TabularResult & StudyNotes> {
  const chunks = fileChunks(path, file);
  const wanted = columns && new Set(columns);
  const samples = new Map<string, number>();
  const entities = new Map<string, string[]>();
  const others = new Set<string>();
  const rejects: RawReject[] = [];
  const put = (entity: string, sample: string, value: string): boolean => {
    const at = samples.get(sample) ?? samples.size;
    samples.set(sample, at);
    const cells = entities.get(entity) ?? [];
    entities.set(entity, cells);
    if (Object.hasOwn(cells, at)) return false;
    cells[at] = value;
    return true;
  };
  let header: MatrixHeader | undefined;
  let width = 0;
  let row = 0;
  for await (const {kind, cells} of studyRecords(file, chunks, maxRecord)) {
    if (kind === "comment") continue;
    if (header === undefined) {
      header = matrixHeader(file, cells, properties);
      width = cells.length;
      for (const {name} of header.samples) samples.set(name, samples.size);
      continue;
    }
    ++row;
    const refuse = (reason: string, expected: string): void =>
      void rejects.push({file, row, column: null, value: null, reason, expected});
    if (cells.length !== width) {
      refuse(`${cells.length} cells`, `${width} cells`);
      continue;
    }
    const entity = cells[header.entity].trim();
    const {long} = header;
    if (wanted && !wanted.has(entity)) {
      others.add(entity);
      if (long) put("", cells[long.sample], "");
    } else if (long) {
      if (!put(entity, cells[long.sample], cells[long.value]))
        refuse(`duplicate value: ${entity}`, "one row an entity and sample");
    } else if (entities.has(entity)) refuse(`duplicate entity: ${entity}`, "one row an entity");
    else for (const {name, index} of header.samples) put(entity, name, cells[index]);
  }
  if (header === undefined) throw new SourceError("empty file", {file, expected: "a header"});
  entities.delete("");
  for (const name of wanted ?? [])
    if (name !== sampleColumn && !entities.has(name) && !optional?.has(name))
      throw new SourceError("missing column", {file, column: name, expected: "a row of that name"});
  const ids = [...samples.keys()];
  const listed = others.size > mostListed ? [] : [...others];
  return {
    table: {
      file,
      columns: [sampleColumn, ...entities.keys(), ...listed],
      rows: ids.length,
      column(name) {
        if (name === sampleColumn) return ids;
        const cells = entities.get(name);
        if (cells === undefined) throw new RangeError(`unknown column: ${name}`);
        return Array.from(ids, (_, i) => cells[i] ?? "");
      },
      recordNumber: (index) => index + 1
    },
    rejects,
    records: ids.length + rejects.length,
    notes: [
      {
        rule: "entities_unmapped",
        severity: "info",
        n: others.size,
        checked: others.size + entities.size,
        description: "Rows of the matrix that the mapping does not read"
      }
    ],
    ...chunks.digest()
  };
}
