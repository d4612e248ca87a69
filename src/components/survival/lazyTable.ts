import type {FigureTable} from "../plainTable.js";

/** A table that is made when its rows are first asked for: of many patients that takes longer than the figure. */
export function lazyTable(make: () => FigureTable): FigureTable {
  let made: FigureTable | undefined;
  const table = () => (made ??= make());
  return {
    get columns() {
      return table().columns;
    },
    get rows() {
      return table().rows;
    }
  };
}
