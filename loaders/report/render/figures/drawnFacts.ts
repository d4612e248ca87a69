import {missingnessMap} from "../../../../src/charts/missingnessMap.js";
import {shareMatrix} from "../../../../src/charts/shareMatrix.js";
import type {FactsBlock} from "../../../../src/model/report.js";
import {vocabularies} from "../../../../src/model/vocabulary.js";
import type {ReportFigure} from "../reportFigure.js";

type Draw = NonNullable<ReportFigure["draw"]>;

/** Standardised differences from this size on are shaded alike, and above this one are marked. */
const darkest = 0.5;
const notable = 0.1;

/** The picture of a table of facts; null where it has none, or a number in it may not be shown. */
export function factsDrawing(block: FactsBlock): Draw | null {
  if (block.draw === "differences") return differencesDrawing(block);
  return block.draw === "reasons" ? reasonsDrawing(block) : null;
}

/** Standardised mean differences as a heat map: shaded by size, written with their sign; hatched where there is none. */
function differencesDrawing({columns, rows, title, subtitle}: FactsBlock): Draw {
  const names = columns.slice(1).map(({label}) => label);
  const drawn = rows.map(([label, ...cells]) => ({
    label: String(label),
    cells: cells.map((cell) => (typeof cell === "number" ? differenceCell(cell) : null))
  }));
  return (width, document) => shareMatrix(drawn, {width, columns: names, title, summary: subtitle, document});
}

function differenceCell(difference: number): {share: number; text: string} {
  const size = Math.abs(difference);
  const sign = difference < 0 && size >= 0.005 ? "−" : "";
  return {share: Math.min(1, size / darkest), text: `${sign}${size.toFixed(2)}${size > notable ? " •" : ""}`};
}

/** A bar of all values of each source: plain where they are known, patterned by reason where not. */
function reasonsDrawing({rows, title, subtitle}: FactsBlock): Draw | null {
  if (rows.some(([, , n]) => typeof n !== "number")) return null;
  const codes = new Map<string, string>(vocabularies.nullReason.map(({code, label}) => [label, code]));
  const sources = [...new Set(rows.map(([source]) => String(source)))];
  const cells = sources.map((source) => {
    const own = rows.filter((row) => row[0] === source);
    const missing = own.flatMap(([, reason, n]) => {
      const code = codes.get(String(reason));
      return code === undefined ? [] : [[code, Number(n)] as const];
    });
    return {rows: own.reduce((sum, [, , n]) => sum + Number(n), 0), missing: Object.fromEntries(missing)};
  });
  const options = {columns: sources, reasons: vocabularies.nullReason, title, summary: subtitle};
  return (width, document) => missingnessMap([{label: "All variables", cells}], {...options, width, document});
}
