import {hashOf} from "../../fileHashes.js";
import {stat} from "node:fs/promises";
import {Damage} from "../damage.js";
import type {Encoding} from "../decodeStrict.js";
import {RecordCollector} from "../recordCollector.js";
import type {SourcePlace} from "../sourceError.js";
import {clip, SourceError} from "../sourceError.js";
import type {TabularOptions, TabularResult} from "../tabular.js";
import {columnTexts} from "./columnTexts.js";
import {dataFrame, isDataFrame} from "./dataFrame.js";
import {inflate} from "./inflate.js";
import type {SavedObject} from "./savedObjects.js";
import {savedObjects} from "./savedObjects.js";

/** How a file that R has saved is read. */
export interface RDataFormat {
  /** Data frame to read; needed where the file has several. */
  readonly object?: string;
  /** Of texts that do not tell theirs; what the file tells, or else UTF-8, if not given. */
  readonly encoding?: Encoding;
  /** In which moments are written whose zone the file does not tell. */
  readonly timeZone: string;
  /** Column that the names of the rows become; they are left out if not given. */
  readonly rowNames?: string;
}

/**
 * Reads a data frame from a file of R's `save` or `saveRDS`, compressed by gzip or not at all. Missing values are blank.
 *
 * @throws {SourceError} on a file that is missing, damaged, or none, that has no such data frame, on a column that is
 * missing, or is read and holds no texts, numbers or moments
 */
export async function readRData(
  path: string,
  format: RDataFormat,
  {name: file = path, columns, optional}: TabularOptions = {}
): Promise<TabularResult> {
  try {
    const bytes = await inflate(path, file);
    const {value} = chosen(file, savedObjects(bytes, format.encoding), format.object);
    const frame = dataFrame(value, bytes.length);
    const names = format.rowNames === undefined ? frame.names : [format.rowNames, ...frame.names];
    // Only the delimiter is used, to show a record that is refused.
    const shown = {delimiter: ",", encoding: "utf-8", lineEnd: "LF", quote: null, header: 1} as const;
    const collector = new RecordCollector(file, shown, columns, optional);
    collector.holdsNul = true;
    collector.add(names);
    const wanted = new Set(columns ?? names);
    const writers = frame.columns.map((column, i) => {
      const name = frame.names[i];
      if (!wanted.has(name)) return () => "";
      const text = columnTexts(column, format.timeZone);
      if (typeof text === "string")
        throw new SourceError(text, {file, column: name, expected: "texts, numbers or moments"});
      return (row: number): string => {
        try {
          return text(row);
        } catch (error) {
          throw error instanceof Damage ? fault(error, {file, row: row + 1, column: name}) : error;
        }
      };
    });
    const {rowNames} = frame;
    if (format.rowNames !== undefined) writers.unshift((row) => rowNames?.[row] ?? String(row + 1));
    for (let row = 0; row < frame.rows; ++row) collector.add(writers.map((text) => text(row)));
    const [{size}, sha256] = await Promise.all([stat(path), hashOf(path)]);
    return {...collector.finish(), bytes: size, sha256: sha256!};
  } catch (error) {
    throw damaged(error, file);
  }
}

function chosen(file: string, objects: readonly SavedObject[], wanted: string | undefined): SavedObject {
  const named = objects.filter(({name, value}) => (wanted === undefined ? isDataFrame(value) : name === wanted));
  const frames = objects.filter(({value}) => isDataFrame(value)).map(({name}) => name ?? "(no name)");
  const expected = frames.length === 0 ? "a data frame" : `one of ${frames.map((name) => clip(name, 40)).join(", ")}`;
  if (named.length === 0)
    throw new SourceError(wanted === undefined ? "no data frame" : `no object ${clip(wanted)}`, {file, expected});
  if (named.length > 1)
    throw new SourceError("several data frames", {file, expected: `a mapping that names ${expected}`});
  if (!isDataFrame(named[0].value)) throw new SourceError(`${clip(wanted ?? "")} is no data frame`, {file, expected});
  return named[0];
}

function damaged(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return error instanceof Damage || code.startsWith("Z_") ? fault(error as Error, {file}) : error;
}

function fault(error: Error, place: SourcePlace): SourceError {
  return new SourceError(`damaged or no file of R: ${clip(error.message, 200)}`, place, {cause: error});
}
