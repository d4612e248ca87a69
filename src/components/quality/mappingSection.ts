import {formatNumber} from "../../charts/format.js";
import {sumOfCounts} from "../../model/hiddenCounts.js";
import type {MappingColumn, QualityData} from "../../model/siteQuality.js";
import {el} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";
import {emptySection} from "../reportPage.js";

/** One raw file: its columns by what the mapping does with them. */
interface FileCoverage {
  readonly source: string;
  readonly file: string;
  readonly columns: readonly MappingColumn[];
}

/** How much of the raw files the mappings read: columns that are not mapped, cells and tokens that could not be read. */
export function mappingSection(data: QualityData): HTMLElement {
  const id = "mapping";
  const title = "How much of the raw files is used";
  const {mapping} = data;
  if (mapping.length === 0) return emptySection(id, title, "This release does not say which raw columns were read.");
  const files = filesOf(mapping);
  const frame = figureFrame(id, data);
  frame.update({
    title,
    subtitle: "Columns of each raw file that the mapping reads, and what became of their cells.",
    caption: `${formatNumber(files.length)} files, ${formatNumber(mapping.length)} columns, ${formatNumber(mapping.filter(({mapped}) => !mapped).length)} of them not mapped. Cells are counted in the rows that were used.`,
    table: {
      columns: ["source", "file", "column", "mapped", "cells", "values", "missing", "refused", "unread_tokens"],
      rows: mapping.map((d) => [
        d.source,
        d.file,
        d.column,
        d.mapped ? "yes" : "no",
        d.cells,
        d.values,
        d.missing,
        d.refused,
        d.unreadTokens
      ])
    },
    draw: () =>
      reflowTable(
        [
          {label: "File"},
          {label: "Source"},
          {label: "Columns", number: true},
          {label: "Not mapped", number: true},
          {label: "Cells", number: true},
          {label: "With a value", number: true},
          {label: "Declared missing", number: true},
          {label: "Not readable", number: true}
        ],
        files.map(({source, file, columns}) => ({
          cells: [
            file,
            source,
            columns.length,
            columns.filter(({mapped}) => !mapped).length,
            total(columns, "cells"),
            total(columns, "values"),
            total(columns, "missing"),
            total(columns, "refused")
          ],
          data: {file}
        })),
        title
      ),
    aside: el("div", {}, unmapped(files), unread(mapping))
  });
  return frame.element;
}

function filesOf(mapping: readonly MappingColumn[]): FileCoverage[] {
  const files = new Map<string, {source: string; file: string; columns: MappingColumn[]}>();
  for (const column of mapping) {
    const key = JSON.stringify([column.source, column.file]);
    const file = files.get(key) ?? {source: column.source, file: column.file, columns: []};
    files.set(key, file);
    file.columns.push(column);
  }
  return [...files.values()];
}

function total(columns: readonly MappingColumn[], count: "cells" | "values" | "missing" | "refused"): number {
  return sumOfCounts(columns.map((column) => column[count]));
}

function unmapped(files: readonly FileCoverage[]): HTMLElement | null {
  const some = files.filter(({columns}) => columns.some(({mapped}) => !mapped));
  if (some.length === 0) return el("p", {class: "note"}, "Every column of every file is mapped.");
  return el(
    "details",
    {class: "more"},
    el("summary", {}, "Columns that are not mapped"),
    el(
      "dl",
      {class: "definitions"},
      ...some.flatMap(({source, file, columns}) => [
        el("dt", {}, `${source}, ${file}`),
        el(
          "dd",
          {},
          columns
            .filter(({mapped}) => !mapped)
            .map(({column}) => column)
            .join(", ")
        )
      ])
    )
  );
}

function unread(mapping: readonly MappingColumn[]): HTMLElement | null {
  const some = mapping.filter(({refused, unreadTokens}) => refused !== 0 || unreadTokens !== 0);
  if (some.length === 0) return el("p", {class: "note"}, "Every cell of the mapped columns could be read.");
  return el(
    "details",
    {class: "more"},
    el("summary", {}, `Columns with cells that could not be read (${formatNumber(some.length)})`),
    reflowTable(
      [
        {label: "Column"},
        {label: "Source"},
        {label: "File"},
        {label: "Cells", number: true},
        {label: "Different tokens", number: true}
      ],
      some.map((d) => ({cells: [d.column, d.source, d.file, d.refused, d.unreadTokens], data: {column: d.column}})),
      "Columns with cells that could not be read"
    )
  );
}
