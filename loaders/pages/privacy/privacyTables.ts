import {formatCount} from "../../../src/charts/format.js";
import type {Cell} from "../../release/tableData.js";

/** One table of the page, made from a table of the release. */
export interface PrivacyTable {
  readonly table: string;
  readonly id: string;
  readonly name: string;
  readonly intro: string;
  readonly columns: readonly {readonly label: string; readonly numeric: boolean}[];
  readonly rows: (rows: readonly Row[]) => string[][];
}

type Row = Readonly<Record<string, Cell>>;

const text = (label: string) => ({label, numeric: false});
const number = (label: string) => ({label, numeric: true});

/** The tables on what was done to a release, in the order of reading. */
export const privacyTables: readonly PrivacyTable[] = [
  {
    table: "disclosure_risk",
    id: "risk",
    name: "Risk before and after",
    intro:
      "What someone finds who knows the attributes named. Prosecutor: the patient is known to be in the release. Journalist: any patient of the exact release may be meant. Marketer: the share of all patients who would be linked rightly.",
    columns: [
      text("Attributes known"),
      text("Measure"),
      number("Before"),
      number("After"),
      number("Limit"),
      text("Kept")
    ],
    rows: (rows) => {
      const before = new Map(rows.filter(({stage}) => stage === "before").map((row) => [keyOf(row), row.value]));
      return rows
        .filter(({stage}) => stage === "after")
        .map((row) => [
          String(row.attributes),
          String(row.label),
          shown(before.get(keyOf(row)) ?? null),
          shown(row.value),
          shown(row.limit),
          kept(row.passed)
        ]);
    }
  },
  {
    table: "disclosure_ladders",
    id: "ladders",
    name: "How coarse each attribute is",
    intro: "The levels chosen by a search over all combinations that keep the limits, with the least loss.",
    columns: [text("Attribute"), text("Shown as"), number("Values"), number("Loss, share of entropy")],
    rows: (rows) =>
      rows
        .filter(({chosen}) => chosen === true)
        .map(({attribute, loss, n_values: n, name}) => [String(attribute), String(name), shown(n), shown(loss)])
  },
  {
    table: "disclosure_decisions",
    id: "decisions",
    name: "What was done with each table",
    intro: "Every table of the exact release has a decision; one without is refused, not passed.",
    columns: [
      text("Table"),
      text("Decision"),
      number("Rows before"),
      number("Rows after"),
      number("Values changed"),
      number("Values blanked")
    ],
    rows: (rows) => {
      const sum = (table: Cell, column: "n_changed" | "n_blanked") =>
        rows.reduce(
          (total, row) => total + (row.table === table && row.column !== null ? Number(row[column] ?? 0) : 0),
          0
        );
      return rows
        .filter(({column}) => column === null)
        .map(({decision, rows_after: after, rows_before: before, table}) => [
          String(table),
          String(decision),
          shown(before),
          shown(after),
          shown(sum(table, "n_changed")),
          shown(sum(table, "n_blanked"))
        ]);
    }
  },
  {
    table: "disclosure_utility",
    id: "utility",
    name: "What it costs: key estimates",
    intro: "The same estimates from the exact rows and from those released.",
    columns: [
      text("Estimate"),
      text("Unit"),
      number("Exact"),
      number("Released"),
      number("Difference"),
      number("Tolerance"),
      text("Within")
    ],
    rows: utilityRows
  }
];

/** The tables on what was done to a release without rows, in the order of reading. */
export const publicTables: readonly PrivacyTable[] = [
  {
    table: "disclosure_decisions",
    id: "decisions",
    name: "What was done with each table",
    intro:
      "No table of the exact release is published. “Counted” means that groups in it were counted, or it was looked at for that, and nothing else; how many rows they have is not said, since it would tell how many patients were left out.",
    columns: [text("Table"), text("Decision"), text("Of whom it must be known")],
    rows: (rows) =>
      rows
        .filter(({column}) => column === null)
        .map(({decision, table}) => {
          const own = rows.filter((row) => row.table === table && row.column !== null);
          const [treatment = ""] = own.map((row) => String(row.treatment));
          const words = own.length === 0 ? "" : `${own.map(({column}) => String(column)).join(", ")}: ${treatment}`;
          return [String(table), decision === "aggregate" ? "counted" : "not used", words];
        })
  },
  {
    table: "disclosure_utility",
    id: "utility",
    name: "What it costs",
    intro: "How far what is shown lies from the exact estimates, and how many counts are shown.",
    columns: [text("Of"), text("Unit"), number("Exact"), number("Shown"), number("Difference"), number("Tolerance"), text("Within")], // prettier-ignore
    rows: utilityRows
  }
];

function utilityRows(rows: readonly Row[]): string[][] {
  return rows.map(({difference, exact, label, released, tolerance, unit, within}) => [
    String(label),
    String(unit),
    shown(exact),
    shown(released),
    shown(difference),
    shown(tolerance),
    kept(within)
  ]);
}

function keyOf({attributes, measure}: Row): string {
  return `${String(attributes)}\n${String(measure)}`;
}

/** A number to three digits, whole ones with thousands apart; nothing for null. */
function shown(value: Cell): string {
  if (value === null) return "";
  const number = Number(value);
  return Number.isInteger(number) ? formatCount(number) : String(Number(number.toPrecision(3)));
}

function kept(value: Cell): string {
  return value === null ? "" : value === true ? "yes" : "no";
}
