import {numberCell, optionalRows, textCell} from "../../extract/optionalRows.js";
import {counts, type FactsMaker, words} from "./factsTable.js";

const treated = ["generalise", "aggregate"];

/** What was generalised, blanked and left out when the release of a tier was made, by table; of an exact release that nothing was. */
export const suppression: FactsMaker = ({release}) => {
  const rows = optionalRows(release, "disclosure_decisions");
  const tables = rows.filter((row) => textCell(row, "column") === null);
  const sum = (name: string, column: "n_changed" | "n_blanked") =>
    rows.reduce((total: number | null, row) => {
      const n = textCell(row, "table") === name && textCell(row, "column") !== null ? numberCell(row, column) : null;
      return n === null ? total : (total ?? 0) + n;
    }, null);
  const {tier} = release.manifest;
  const exact = tables.length === 0;
  return {
    subtitle: exact
      ? "An exact release: nothing is generalised, blanked or left out"
      : `What was done to make the release of the tier ${tier}, by table`,
    caption: exact
      ? "Releases of the other tiers say here what was done to which table."
      : "A dash where rows were not compared, as of raw files and of tables that were made again from the released rows. The rule for each column is on the page on privacy.",
    columns: [
      words("Table"),
      words("Decision"),
      counts("Rows before"),
      counts("Rows after"),
      counts("Values shown otherwise"),
      counts("Values blanked")
    ],
    rows: exact
      ? [["all tables", "keep", null, null, 0, 0]]
      : tables
          .filter((row) => treated.includes(textCell(row, "decision") ?? "") || changedRows(row))
          .map((row) => {
            const name = textCell(row, "table") ?? "";
            return [
              name,
              textCell(row, "decision"),
              numberCell(row, "rows_before"),
              numberCell(row, "rows_after"),
              sum(name, "n_changed"),
              sum(name, "n_blanked")
            ];
          }),
    page: "privacy",
    records: true
  };
};

function changedRows(row: Parameters<typeof numberCell>[0]): boolean {
  return numberCell(row, "rows_before") !== numberCell(row, "rows_after");
}
