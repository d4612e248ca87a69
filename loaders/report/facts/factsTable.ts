import type {FactsBlock} from "../../../src/model/report.js";
import type {ReportContext} from "../reportContext.js";

/** A table of words and numbers that no variable of a patient gives. */
export interface FactsTable {
  readonly subtitle: string;
  readonly caption: string;
  /** How it is drawn; a table alone if not given. */
  readonly draw?: FactsBlock["draw"];
  readonly columns: FactsBlock["columns"];
  readonly rows: FactsBlock["rows"];
  /** Page of the site that shows more. */
  readonly page: string | null;
  /** The numbers count records or values, perhaps one for each patient: an open tier may not show them. */
  readonly records: boolean;
}

/** What a table is asked about: a class of a system, an alteration. */
export type FactsAsk = Readonly<Record<string, string>>;

/** Makes a table of facts; one without rows is not shown. */
export type FactsMaker = (context: ReportContext, ask: FactsAsk) => FactsTable;

/** A column of words. */
export function words(label: string): FactsBlock["columns"][number] {
  return {label, numeric: false};
}

/** A column that counts records, values or patients. */
export function counts(label: string): FactsBlock["columns"][number] {
  return {label, numeric: true, counts: true};
}

/** A column of numbers that count none of these. */
export function numbers(label: string): FactsBlock["columns"][number] {
  return {label, numeric: true};
}
