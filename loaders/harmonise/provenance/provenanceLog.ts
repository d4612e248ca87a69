import type {MappedColumn, MappedEvent, MappedResponse, MappedTreatment} from "../../study/mappingSchema.js";
import type {OpenFile} from "../openSource.js";
import type {ReasonedColumn} from "../reasonedTable.js";

/** A raw column as it was read into one variable. */
export interface ColumnRead {
  readonly file: OpenFile;
  readonly column: string;
  readonly declared: MappedColumn;
  /** One bit per row of the file: 1 where the cell gave a value. */
  readonly known: Uint8Array;
}

/** Rows that told of an event, a treatment or a response, with the day, null where not known. */
export interface FoundRows {
  readonly rows: number[];
  readonly days: (number | null)[];
}

/** Rows of a file with the keys of the harmonised rows they became. */
export interface KeyedRows {
  readonly rows: Uint32Array;
  /** One key per row. */
  readonly keys: readonly string[];
}

/** By which evidence an alteration was decided. */
export interface Decision {
  /** Names of the evidence that may decide, first known answer first. */
  readonly evidence: readonly string[];
  /** Per patient, index in `evidence` of what decided; -1 where nothing did. */
  readonly by: Int8Array;
}

/** Notes while a source is harmonised which raw cells its values came from; nothing is computed from it but the trail. */
export class ProvenanceLog {
  readonly reads: ColumnRead[] = [];
  /** By alteration. */
  readonly decisions = new Map<string, Decision>();
  /** Mutation rows that were used, by file. */
  readonly calls = new Map<OpenFile, KeyedRows>();
  private readonly foundRows = new Map<object, FoundRows>();

  /**
   * A raw column was read into a variable.
   *
   * @param values one per row in `rows`
   */
  read(file: OpenFile, column: string, declared: MappedColumn, rows: Uint32Array, {values}: ReasonedColumn): void {
    // Bits, because the values themselves need not be kept for this.
    const known = new Uint8Array((file.raw.rows + 7) >> 3);
    for (let i = 0; i < rows.length; ++i) if (values[i] !== null) known[rows[i] >> 3] |= 1 << (rows[i] & 7);
    this.reads.push({file, column, declared, known});
  }

  /** A row told of a declared event, treatment or response. */
  found(declared: MappedEvent | MappedTreatment | MappedResponse, row: number, day: number | null): void {
    let found = this.foundRows.get(declared);
    if (!found) this.foundRows.set(declared, (found = {rows: [], days: []}));
    found.rows.push(row);
    found.days.push(day);
  }

  /** What told of a declared event, treatment or response. */
  foundBy(declared: MappedEvent | MappedTreatment | MappedResponse): FoundRows {
    return this.foundRows.get(declared) ?? {rows: [], days: []};
  }
}
