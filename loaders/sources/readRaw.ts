import type {FileFormat} from "../study/formatSchema.js";
import {readStudyFile} from "./cbioportal/readStudyFile.js";
import type {StudyNotes} from "./cbioportal/studyNotes.js";
import {readDatasetCsv} from "./dataset/readDatasetCsv.js";
import {readDatasetJson} from "./dataset/readDatasetJson.js";
import {readDatasetNdjson} from "./dataset/readDatasetNdjson.js";
import {datasetDefinition} from "./define/datasetDefinition.js";
import type {ReadFile} from "./define/datasetDefinition.js";
import type {OmopOptions, OmopResult} from "./omop/readOmop.js";
import {readOmop} from "./omop/readOmop.js";
import {readParquet} from "./parquet/readParquet.js";
import {readRData} from "./rdata/readRData.js";
import type {TabularResult} from "./tabular.js";
import {readTabular} from "./tabular.js";
import {readXpt} from "./xpt/readXpt.js";

/** A file of a source as its mapping declares it. */
export interface DeclaredFile {
  readonly file: string;
  readonly format: FileFormat;
}

/** A file as read, with those that were read to understand it. */
export interface RawResult extends TabularResult, Partial<Pick<OmopResult, "unlisted">>, StudyNotes {
  readonly beside: readonly ReadFile[];
}

/**
 * Reads one file of a source by its declared kind into text cells. Messages name the file as the mapping does.
 *
 * @param pathOf where a file of the source is
 * @throws {SourceError} on a file, or one that it needs, that is missing or not written as declared
 */
export async function readRaw(
  pathOf: (file: string) => string,
  {file, format}: DeclaredFile,
  options: Omit<OmopOptions, "name"> = {}
): Promise<RawResult> {
  const path = pathOf(file);
  if (format.kind === "omop") return {...(await readOmop(path, format, {...options, name: file})), beside: []};
  if (format.kind === "tabular") return {...(await readTabular(path, format, {...options, name: file})), beside: []};
  if (format.kind === "parquet") return {...(await readParquet(path, {...options, name: file})), beside: []};
  if (format.kind === "rdata") return {...(await readRData(path, format, {...options, name: file})), beside: []};
  if (format.kind === "cbioportal") return {...(await readStudyFile(pathOf, file, format, options)), beside: []};
  const {definition, beside} = await datasetDefinition(pathOf, file, format);
  const known = {...options, name: file, definition};
  switch (format.kind) {
    case "xpt":
      return {...(await readXpt(path, format, known)), beside};
    case "dataset-json":
      return {...(await readDatasetJson(path, known)), beside};
    case "dataset-ndjson":
      return {...(await readDatasetNdjson(path, known)), beside};
    case "dataset-csv":
      return {...(await readDatasetCsv(path, format, known)), beside};
  }
}
