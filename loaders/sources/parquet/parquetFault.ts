import {clip, SourceError} from "../sourceError.js";

/** Where in a Parquet file a fault is; row groups are counted from 1. */
export interface GroupPlace {
  readonly file: string;
  readonly column?: string;
  readonly group?: number;
  readonly row?: number;
}

/** What is wrong with a file's bytes, or what a library says of them, as a fault of the source at its place. */
export function parquetFault(error: unknown, {group, ...place}: GroupPlace): SourceError {
  if (error instanceof SourceError) return error;
  const said = error instanceof Error ? error.message : "no reason given";
  const where = group === undefined ? "" : `row group ${group}: `;
  return new SourceError(`damaged Parquet file: ${where}${clip(said, 200)}`, place, {cause: error});
}
