import {formatNumber, formatP} from "../../charts/format.js";
import {type LedgerEntry, qValues} from "../../cohort/ledger/ledger.js";
import type {FigureTable} from "../plainTable.js";
import {nowrap} from "../controls.js";
import {reflowTable, type ReflowRow} from "../reflowTable.js";

/** The looks for reading, in the order of first views. */
export function ledgerTable(entries: readonly LedgerEntry[]): HTMLElement {
  const q = qValues(entries);
  const columns = [
    {label: "Look", number: true},
    {label: "Question"},
    {label: "Test"},
    {label: "p", number: true},
    {label: "q", number: true},
    {label: "Viewed", number: true},
    {label: "Declared"}
  ];
  const rows = entries.map((entry, i): ReflowRow => ({
    cells: [
      formatNumber(i + 1),
      entry.question,
      entry.method,
      entry.p === null ? "not shown" : nowrap(formatP(entry.p)),
      q[i] === null ? "–" : nowrap(formatP(q[i])),
      entry.times === 1 ? "once" : `${formatNumber(entry.times)} times`,
      entry.prespecified === null ? "exploration" : `pre-specified (${entry.prespecified})`
    ],
    data: {look: i + 1, p: entry.p ?? "", q: q[i] ?? ""}
  }));
  return reflowTable(columns, rows, "Contrasts that have been viewed");
}

/** The looks as rows of a file. */
export function ledgerRows(entries: readonly LedgerEntry[]): FigureTable {
  const q = qValues(entries);
  return {
    columns: ["look", "question", "method", "p", "q", "times", "prespecified", "key"],
    rows: entries.map(({question, method, p, times, prespecified, key}, i) => [
      i + 1,
      question,
      method,
      p,
      q[i],
      times,
      prespecified,
      key
    ])
  };
}
