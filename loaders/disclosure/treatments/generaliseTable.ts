import type {Cell, TableData} from "../../release/tableData.js";
import {columnTreatment} from "../inventory.js";
import type {TablePolicy} from "../policySchema.js";
import type {Pseudonymise} from "../pseudonyms.js";
import {binsWithin, pooledTails, roundedShare, significant} from "./coarseNumbers.js";
import {patientsPerValue} from "./patientsPerValue.js";
import {type ReleasedClasses, rareClasses} from "./rareClasses.js";
import {blankFlag, blankRare, rareValues} from "./rareValues.js";
import {rareVariants} from "./rareVariants.js";

/** What a table is generalised with. */
export interface GeneraliseContext {
  readonly k: number;
  /** The day shown for a day of a patient, who is a number. */
  day(person: number, day: number): number;
  readonly pseudonymise: Pseudonymise;
  /** The patient of every row, as a number. */
  persons(table: TableData): Int32Array;
}

/** What became of a column. */
export interface ColumnChange {
  readonly column: string;
  readonly treatment: string;
  /** Cells of the released rows that show another value, and those that show none any more. */
  readonly changed: number;
  readonly blanked: number;
}

/** A table as released, and what was done to it. */
export interface GeneralisedTable {
  readonly table: TableData;
  readonly changes: readonly ColumnChange[];
  readonly rowsLeftOut: number;
}

/**
 * A table of patients' rows as its policy says, column by column. Columns that were treated before (`ladder`) are taken as
 * they are. Rows with values of few patients are left out first, so that all counts are of the rows that stay.
 */
export function generaliseTable(table: TableData, policy: TablePolicy, context: GeneraliseContext): GeneralisedTable {
  const kept = withoutRareRows(table, policy, context);
  const persons = context.persons(kept);
  // Columns that are decided together.
  const variants = once(() => rareVariants(kept, persons, context.k));
  const classes = once(() => rareClasses(kept, persons, context.k));
  const shown: Record<string, Cell[]> = {};
  const changes: ColumnChange[] = [];
  const columns = kept.schema.columns.filter(({name}) => columnTreatment(policy, name) !== "drop");
  for (const {name, type} of kept.schema.columns) {
    const treatment = columnTreatment(policy, name)!;
    const cells = kept.columns[name];
    if (treatment === "drop") {
      changes.push({column: name, treatment, changed: 0, blanked: known(cells)});
      continue;
    }
    shown[name] ??= treated(name, treatment, {
      whole: type.startsWith("i"),
      cells,
      kept,
      persons,
      context,
      variants,
      classes
    });
    const [changed, blanked] = treatment === "pseudonym" ? [kept.rows, 0] : difference(cells, shown[name]);
    changes.push({column: name, treatment, changed, blanked});
  }
  const sortBy = kept.schema.sortBy.filter((key) => Object.hasOwn(shown, key));
  return {
    table: {schema: {...kept.schema, columns, sortBy}, rows: kept.rows, columns: shown},
    changes,
    rowsLeftOut: table.rows - kept.rows
  };
}

interface ColumnInHand {
  readonly whole: boolean;
  readonly cells: ArrayLike<Cell>;
  readonly kept: TableData;
  readonly persons: Int32Array;
  readonly context: GeneraliseContext;
  readonly variants: () => ReturnType<typeof rareVariants>;
  readonly classes: () => ReleasedClasses;
}

function treated(name: string, treatment: string, column: ColumnInHand): Cell[] {
  const {whole, cells, kept, persons, context} = column;
  const {k} = context;
  const [verb, ...rest] = treatment.split(" ");
  switch (verb) {
    case "pseudonym":
      return context.pseudonymise(name, cells);
    case "months":
      // The days of outcomes were rounded together, by their ends.
      return kept.schema.name === "outcomes" || kept.schema.name === "events"
        ? Array.from(cells)
        : Array.from(cells, (cell, row) => (typeof cell === "number" ? context.day(persons[row], cell) : cell));
    case "bins":
      return binsWithin(cells, persons, {bins: Number(rest[0]), k, whole}, kept.columns[rest[2]]);
    case "round":
      return Array.from(cells, (cell) => roundedShare(cell, Number(rest[0])));
    case "significant":
      return Array.from(cells, (cell) => significant(cell, Number(rest[0])));
    case "tail":
      return pooledTails(cells, persons, k);
    case "rare":
      return blankRare(cells, persons, k, rest.length > 0 ? kept.columns[rest[1]] : undefined);
    case "flag":
      return blankFlag(cells, persons, k);
    case "variant":
      return column.variants()[name as "hgvs_p" | "protein_start"];
    case "class":
      return column.classes()[name as keyof ReleasedClasses];
    case "keep":
    case "ladder":
    case "rows":
      return Array.from(cells);
    default:
      throw new RangeError(`not a treatment of patients' rows: ${treatment} (${kept.schema.name}.${name})`);
  }
}

/** The rows whose values in columns with the treatment `rows` each are of at least k patients. */
function withoutRareRows(table: TableData, policy: TablePolicy, context: GeneraliseContext): TableData {
  let kept = table;
  for (const {name} of table.schema.columns) {
    if (columnTreatment(policy, name) !== "rows") continue;
    const rare = rareValues(patientsPerValue(kept.columns[name], context.persons(kept)), context.k);
    if (rare.size > 0) kept = rowsWhere(kept, (row) => !rare.has(kept.columns[name][row]));
  }
  return kept;
}

/** The rows of a table that fulfil a condition, in their order. */
export function rowsWhere(table: TableData, keep: (row: number) => boolean): TableData {
  const rows = Array.from({length: table.rows}, (_, row) => row).filter(keep);
  if (rows.length === table.rows) return table;
  const columns = Object.fromEntries(
    Object.entries(table.columns).map(([name, cells]) => [name, rows.map((row) => cells[row])])
  );
  return {...table, rows: rows.length, columns};
}

/** A function that computes its value when first asked for it. */
function once<T>(compute: () => T): () => T {
  let value: {readonly of: T} | undefined;
  return () => (value ??= {of: compute()}).of;
}

function known(cells: ArrayLike<Cell>): number {
  let n = 0;
  for (let row = 0; row < cells.length; ++row) if (cells[row] !== null) ++n;
  return n;
}

function difference(before: ArrayLike<Cell>, after: ArrayLike<Cell>): [changed: number, blanked: number] {
  let [changed, blanked] = [0, 0];
  for (let row = 0; row < before.length; ++row) {
    if (before[row] === after[row]) continue;
    if (after[row] === null) ++blanked;
    else ++changed;
  }
  return [changed, blanked];
}
