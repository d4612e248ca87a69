import {fileChunks} from "../fileChunks.js";
import type {RawReject} from "../rawTable.js";
import {SourceError} from "../sourceError.js";
import type {TabularOptions, TabularResult} from "../tabular.js";
import {isAbsent} from "./dataKinds.js";
import {fusionName, isAnyPartner} from "./fusionName.js";
import {metaValue, readMetaFile, sampleList} from "./metaFile.js";
import {sampleColumn} from "./studyFormat.js";
import type {StudyNotes} from "./studyNotes.js";
import {studyRecords} from "./studyRecords.js";

/**
 * Reads a file of structural variants into one row a sample and one column a fusion that is asked for: `1` where the file has a somatic
 * variant that joins the two genes, in either order, `0` where the sample was looked at and has none. `GENE::*` is any
 * other partner of a gene. Variants that no column reads are listed with their numbers.
 *
 * @param profiled path of the case list of the samples that were looked at; without it only samples with a variant are known to be
 * @throws {SourceError} on a missing file or column, an undecodable byte, or a line that is too long
 */
export async function readFusions(
  path: string,
  profiled: string | undefined,
  {name: file = path, columns = [], maxRecord}: TabularOptions = {}
): Promise<TabularResult & StudyNotes> {
  const wanted = columns.filter((name) => name !== sampleColumn);
  const columnOf = new Map(wanted.map((name) => [fusionName(...pairOf(name)), name]));
  const listed = profiled === undefined ? [] : await listedSamples(profiled, file);
  const found = new Map<string, Set<string>>(listed.map((id) => [id, new Set()]));
  const unread = new Map<string, number>();
  const rejects: RawReject[] = [];
  const counts = {rows: 0, read: 0, germline: 0};
  const chunks = fileChunks(path, file);
  let header: readonly string[] | undefined;
  for await (const {kind, cells} of studyRecords(file, chunks, maxRecord)) {
    if (kind === "comment") continue;
    if (header === undefined) {
      header = cells;
      for (const column of ["Sample_Id", "SV_Status"])
        if (!header.includes(column))
          throw new SourceError("missing column", {file, column, expected: "it in the header"});
      continue;
    }
    const row = ++counts.rows;
    const refuse = (reason: string, expected: string): void =>
      void rejects.push({file, row, column: null, value: null, reason, expected});
    if (cells.length !== header.length) {
      refuse(`${cells.length} cells`, `${header.length} cells`);
      continue;
    }
    const cell = (column: string): string => (cells[header!.indexOf(column)] ?? "").trim();
    const genes = ["Site1_Hugo_Symbol", "Site2_Hugo_Symbol"].map(cell).filter((gene) => !isAbsent(gene));
    if (genes.length === 0) {
      refuse("no gene", "a symbol in Site1_Hugo_Symbol or Site2_Hugo_Symbol");
      continue;
    }
    if (cell("SV_Status").toUpperCase() === "GERMLINE") {
      ++counts.germline;
      continue;
    }
    const name = fusionName(genes[0], genes[1]);
    const column = columnOf.get(name) ?? genes.map((gene) => columnOf.get(fusionName(gene, "*"))).find((d) => d);
    const sample = cell("Sample_Id");
    const own = found.get(sample) ?? new Set<string>();
    found.set(sample, own);
    if (column === undefined) unread.set(name, (unread.get(name) ?? 0) + 1);
    else {
      own.add(column);
      ++counts.read;
    }
  }
  if (header === undefined) throw new SourceError("empty file", {file, expected: "a header"});
  const ids = [...found.keys()];
  const known = new Set(listed);
  const note = (rule: string, n: number, description: string, severity: "info" | "warning" = "info") =>
    ({rule, severity, n, checked: counts.rows, description}) as const;
  return {
    table: {
      file,
      columns: [sampleColumn, ...wanted],
      rows: ids.length,
      column: (name) =>
        name === sampleColumn
          ? ids
          : ids.map((id) => (found.get(id)!.has(name) ? "1" : profiled !== undefined && known.has(id) ? "0" : "")),
      recordNumber: (index) => index + 1
    },
    rejects,
    records: ids.length + rejects.length,
    notes: [
      note(
        "variants_unmapped",
        counts.rows - counts.read - counts.germline - rejects.length,
        "Structural variants that the mapping does not read"
      ),
      note("variants_germline", counts.germline, "Structural variants of the germline; not read"),
      note(
        "samples_not_profiled",
        profiled === undefined ? 0 : ids.filter((id) => !known.has(id)).length,
        "Samples with a structural variant that are not listed as looked at",
        "warning"
      )
    ],
    unread: [...unread]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([token, n]) => ({column: "Site1_Hugo_Symbol", token, n})),
    ...chunks.digest()
  };
}

function pairOf(name: string): [string, string | undefined] {
  const [first, second] = name.split("::");
  return [first, isAnyPartner(second) ? "*" : second === "" ? undefined : second];
}

async function listedSamples(path: string, file: string): Promise<string[]> {
  const meta = await readMetaFile(path, file);
  if (!meta.fields.has("case_list_ids"))
    throw new SourceError("no case list", {file: path, expected: "a line case_list_ids:"});
  return sampleList(metaValue(meta, "case_list_ids"));
}
