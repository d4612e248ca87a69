import type {ExcerptCell, ExcerptFile, ExcerptRecord} from "../../extract/harmonisation/excerpts.js";
import {type Markup, tag} from "../markup.js";
import {delimiterMark, lineEndMark, writtenText} from "./writtenText.js";

/** A file with more columns is shown cell by cell under the columns' names, not as a table. */
const mostTableColumns = 18;

/** Whether a cell, or its whole record, was refused. */
type Refused = (record: number, column: string) => boolean;

const delimiterNames: Readonly<Record<string, string>> = {
  "\t": "separated by tabs",
  ",": "separated by commas",
  ";": "separated by semicolons",
  "|": "separated by bars"
};

/**
 * Records of a raw file as they are written, every cell under an address of its own.
 *
 * @param whose source and number of the patient, for the name of the region
 */
export function rawFile(file: ExcerptFile, whose: string, refused: Refused): Markup {
  const {file: name, delimiter, lineEnd, encoding, header, records} = file;
  const format = [delimiterNames[delimiter] ?? `separated by ${delimiter}`, encoding, `line end ${lineEnd}`].join(", ");
  const isTable = header.length <= mostTableColumns;
  return tag(
    "div",
    {class: "raw-file"},
    tag("h5", {}, tag("span", {class: "raw-name"}, name), tag("span", {class: "note"}, ` ${format}`)),
    isTable ? table(file, whose, refused) : tag("div", {}, ...records.map((record) => wide(file, record, refused)))
  );
}

function table({file, header, records, delimiter, lineEnd}: ExcerptFile, whose: string, refused: Refused): Markup {
  const end = (i: number, n: number): Markup => (i === n - 1 ? lineEndMark(lineEnd) : delimiterMark(delimiter));
  return tag(
    "div",
    {class: "table-scroll", tabindex: 0, role: "region", "aria-label": `Records of ${file}, ${whose}`},
    tag(
      "table",
      {class: "raw"},
      tag(
        "thead",
        {},
        tag(
          "tr",
          {},
          tag("th", {scope: "col", class: "record"}, "record"),
          ...header.map((name, i) => tag("th", {scope: "col"}, ...writtenText(name), end(i, header.length)))
        )
      ),
      tag(
        "tbody",
        {},
        ...records.map(({record, cells}) =>
          tag(
            "tr",
            {},
            tag("th", {scope: "row", class: "record"}, String(record)),
            ...cells.map((cell, i) =>
              tag(
                "td",
                cellAttributes(cell, refused(record, cell.column)),
                ...writtenText(cell.written),
                end(i, cells.length)
              )
            )
          )
        )
      )
    )
  );
}

/** A record of many cells: one after the other, each below the name of its column. */
function wide({delimiter, lineEnd}: ExcerptFile, {record, cells}: ExcerptRecord, refused: Refused): Markup {
  return tag(
    "div",
    {class: "raw-record"},
    tag("span", {class: "record"}, `record ${record}`),
    ...cells.map((cell, i) =>
      tag(
        "span",
        {class: "raw-cell"},
        tag("span", {class: "raw-column"}, cell.column),
        tag(
          "span",
          cellAttributes(cell, refused(record, cell.column)),
          ...writtenText(cell.written),
          i === cells.length - 1 ? lineEndMark(lineEnd) : delimiterMark(delimiter)
        )
      )
    )
  );
}

function cellAttributes({id}: ExcerptCell, isRefused: boolean): Record<string, string | number | null> {
  return {id, class: isRefused ? "token refused" : "token", tabindex: -1};
}
