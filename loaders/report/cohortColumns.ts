import {type Catalogue, groupingOf} from "../../src/cohort/catalogue.js";
import type {ColumnArray} from "../../src/cohort/cohortRows.js";
import {columnRequests, type ColumnRequest} from "../../src/cohort/columnRequests.js";
import type {Cell, TableData} from "../release/tableData.js";

/** Columns of the cohort extract as numbers, made when they are first asked for: what the explorer's database answers. */
export class CohortColumns extends Map<string, ColumnArray> {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly table: TableData
  ) {
    super();
  }

  /**
   * The array of a column request's key; undefined where the extract has no such column.
   *
   * @throws {RangeError} if the catalogue does not have the variable
   */
  override get(key: string): ColumnArray | undefined {
    const known = super.get(key);
    if (known !== undefined) return known;
    const made = this.make(key);
    if (made !== undefined) this.set(key, made);
    return made;
  }

  private make(key: string): ColumnArray | undefined {
    const ending = /^(.*)_(days|status)$/.exec(key);
    const ofEndpoint = ending !== null && Object.hasOwn(this.table.columns, key) && !this.catalogue.facets.has(key);
    const requests = columnRequests(this.catalogue, ofEndpoint ? ending[1] : key);
    const request = requests.find((d) => d.key === key);
    if (request === undefined || !Object.hasOwn(this.table.columns, key)) return undefined;
    return columnArray(this.catalogue, request, this.table.columns[key], this.table.rows);
  }
}

/** A column as `columnRequests` describes it: numbers with NaN, or codes with −1, where not known. */
function columnArray(
  catalogue: Catalogue,
  {key, kind}: ColumnRequest,
  cells: ArrayLike<Cell>,
  rows: number
): ColumnArray {
  switch (kind) {
    case "number":
    case "days":
      return Float64Array.from({length: rows}, (_, i) => (cells[i] === null ? NaN : Number(cells[i])));
    case "status":
      return Uint8Array.from({length: rows}, (_, i) => Number(cells[i] ?? 0));
    case "category": {
      const code = codeReader(catalogue, key);
      return Int16Array.from({length: rows}, (_, i) => code(cells[i]));
    }
  }
}

function codeReader(catalogue: Catalogue, key: string): (cell: Cell) => number {
  const {levels, kind} = groupingOf(catalogue, key);
  if (kind === "alteration") return (cell) => (cell === 1 ? 0 : cell === 0 ? 1 : -1);
  if (kind === "cytogenetics") return (cell) => (cell === true ? 0 : cell === false ? 1 : -1);
  const place = new Map(levels.map(({code}, i) => [code, i]));
  return (cell) => (cell === null ? -1 : (place.get(String(cell)) ?? -1));
}
