import type {Cell} from "../../release/tableData.js";
import type {AssayColumn} from "./assayColumns.js";
import type {ExportedRelease} from "./exportedRelease.js";

/** A sample as a mapping declares it, and the patients of the source who have it. */
export interface ReturnSample {
  readonly name: string;
  readonly ids: ReadonlySet<string>;
  readonly timepoint: Cell;
  /** Every patient of the source has it. */
  readonly all: boolean;
}

/** What a mapping for one source of an exported folder is made of. */
export interface ReturnSource {
  readonly id: string;
  readonly samples: readonly ReturnSample[];
  /** Assays by the name of their sample. */
  readonly assays: readonly {readonly sample: ReturnSample; readonly name: string; readonly column: AssayColumn}[];
}

/** What the samples and assays of a source are. */
export function returnSource(id: string, exported: ExportedRelease, assays: readonly AssayColumn[]): ReturnSource {
  const own = exported.samples.filter(({source}) => source === id);
  const patients = [...exported.patients.values()].filter((source) => source === id).length;
  const samples = [...new Set(own.map(({name}) => name))].sort().map((name): ReturnSample => {
    const named = own.filter((d) => d.name === name);
    const ids = new Set(named.map((d) => d.id));
    return {name, ids, timepoint: named[0].row.timepoint, all: ids.size === patients};
  });
  return {
    id,
    samples,
    assays: samples.flatMap((sample) =>
      assays
        .filter(({rows}) => [...rows.keys()].some((key) => sample.ids.has(key)))
        .map((column) => ({sample, column, name: `${sample.name}_${column.attribute.toLowerCase()}`}))
    )
  };
}

/** The name in the mapping of the file of samples, read for one of them. */
export function sampleFile(name: string): string {
  return `samples_${name}`;
}

/** A code list in which the codes found mean themselves. */
export function identity(cells: Iterable<Cell | undefined>): Record<string, string> {
  const found = [...new Set(cells)].filter((cell) => cell !== null && cell !== undefined).map(String);
  return Object.fromEntries(found.sort().map((code) => [code, code]));
}
