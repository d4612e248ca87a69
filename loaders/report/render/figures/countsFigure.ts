import {alluvial} from "../../../../src/charts/alluvial.js";
import {frequencyBars, type FrequencyMark, highestShare} from "../../../../src/charts/frequencyBars.js";
import {type GroupStyle, groupStyles, hasOwnColour, wholeCohort} from "../../../../src/charts/palette.js";
import {shareMatrix} from "../../../../src/charts/shareMatrix.js";
import {withLegend} from "../../../../src/charts/withLegend.js";
import type {CountsBlock, Share} from "../../../../src/model/report.js";
import type {FigureMaker, ReportFigure} from "../reportFigure.js";
import {headWord, type ReportTable, withoutRepeats} from "../reportTable.js";
import {type NumberWriter, shareLimits} from "../shownNumbers.js";
import {besideColumns} from "./besideColumns.js";
import {inParts, rowsPerSheet} from "./inParts.js";
import {pyramidDrawing} from "./pyramidFigure.js";
import {upsetDrawing} from "./upsetFigure.js";

/** Height in pixels that bars may have on a sheet of paper, below the figure's head and above its caption. */
const barsHeight = 960;
/** Rows of a matrix that a sheet of paper has room for. */
const matrixRowsPerSheet = 36;

/** Counts in rows and columns: as a table, bars, dots by group, a shaded matrix, or ribbons from class to class. */
export const countsFigure: FigureMaker<"counts"> = (given, numbers) => {
  const block = {...given, rows: withoutRepeats(given.rows)};
  const table = countsTable(block, numbers);
  const drawn = given.draw === "upset" ? {draw: upsetDrawing(given)} : drawOf(block, numbers);
  const {draw} = drawn;
  const base = {counted: `n = ${numbers.count(block.population)}`, tests: [], csv: csvOf(given), ...drawn};
  const summary = `${block.subtitle} ${block.rows.length} rows${block.columns.length > 1 ? ` by ${block.columns.map(({label}) => label).join(", ")}` : ""}; all numbers are in the table.`;
  return draw === null ? {...base, summary, tables: [table], data: null} : {...base, summary, tables: [], data: table};
};

function drawOf(block: CountsBlock, numbers: NumberWriter): Pick<ReportFigure, "draw" | "parts"> {
  const {draw, rows, columns, title, subtitle} = block;
  const options = {title, summary: subtitle};
  if (draw === "table" || rows.length === 0 || columns.length === 0) return {draw: null};
  if (draw === "heat") {
    const cells = rows.map(({label, heading, cells: shares}) => ({
      label,
      heading,
      cells: shares.map((share) => (share === null ? null : matrixCell(share, numbers)))
    }));
    const names = columns.map(({label, set}) => `${label} (${numbers.count(set)})`);
    return inParts(cells, matrixRowsPerSheet, (some, width, document) =>
      shareMatrix(some, {...options, width, columns: names, document})
    );
  }
  if (draw === "pyramid") return {draw: pyramidDrawing(block, numbers)};
  if (draw === "alluvial") {
    // Without a hidden ribbon, the widths and numbers of the classes at its ends would be too small.
    if (rows.some(({cells}) => cells.some((share) => share !== null && share.count.n === null))) return {draw: null};
    const styleOf = stylesByCode([...rows, ...columns]);
    const nodesOf = (classes: readonly Coded[]) =>
      classes.map(({label, code}) => ({label, style: styleOf(code ?? null)}));
    const to = {label: "", nodes: nodesOf(columns)};
    const from = {label: "", nodes: nodesOf(rows)};
    const flows = rows.flatMap(({cells}, i) =>
      cells.flatMap((share, k) => (share?.count.n ? [{from: i, to: k, n: share.count.n}] : []))
    );
    return {draw: (width, document) => alluvial(flows, {...options, width, from, to, document})};
  }
  const several = columns.length > 1;
  const styles = several ? columnStyles(block) : [wholeCohort];
  const own = several ? [] : rowStyles(rows);
  // The one variable of a figure is in its title.
  const named = rows.filter(({heading}) => heading !== undefined).length > 1;
  const lines = rows.map(({label, heading, cells}, i) => ({
    label,
    ...(named && heading !== undefined ? {heading} : {}),
    marks: cells.map((share, k) => markOf(share, columns[k].set.n, numbers)),
    ...(own[i] === undefined ? {} : {style: own[i]})
  }));
  const groups = columns.map(({label}, i) => ({label, style: styles[i]}));
  const words = {found: "patients", tested: "evaluable"};
  const most = highestShare(lines);
  const heights = {row: 16 * groups.length + 10, heading: 26};
  return inParts(lines, rowsPerSheet(lines, barsHeight, heights), (some, width, document) => {
    const drawing = frequencyBars(some, {...options, width, groups, words, most, document});
    return several ? withLegend(drawing, groups, document) : drawing;
  });
}

/** Styles of rows that are levels: colours where all have one of their own, else that of the cohort; grey where none is known. */
function rowStyles(rows: readonly {readonly code?: string | null}[]): (GroupStyle | undefined)[] {
  const codes = rows.flatMap(({code}) => (code === undefined || code === null ? [] : [code]));
  if (codes.length === 0) return [];
  const styles = groupStyles(rows.map(({code}) => code ?? null));
  const meaningful = codes.every(hasOwnColour);
  return rows.map(({code}, i) => (meaningful || code === undefined || code === null ? styles[i] : undefined));
}

/** Styles of the columns: that of everybody in the colour of text, so that it is no group's. */
function columnStyles({columns, population}: CountsBlock): GroupStyle[] {
  const isAll = columns.map(({set}) => set.set === population.set);
  const others = groupStyles(columns.filter((_, k) => !isAll[k]).map(({label}) => label));
  let next = 0;
  return isAll.map((all, k) => (all ? {colour: "var(--text)", dash: "", symbol: k} : {...others[next++], symbol: k}));
}

/** A mark of the figure; without numbers that may be shown, a text in its place. */
function markOf(share: Share | null, all: number | null, numbers: NumberWriter): FrequencyMark {
  const none = {found: 0, share: null, lower: null, upper: null};
  if (share === null) return {...none, tested: 0, patients: all ?? 0};
  const limits = shareLimits(share);
  const tested = share.of.n ?? 0;
  const patients = Math.max(tested, all ?? 0);
  if (limits === null) return {...none, tested, patients, shown: numbers.share(share)};
  const {estimate, lower, upper} = limits;
  return {found: share.count.n ?? 0, tested, patients, share: estimate, lower, upper};
}

function matrixCell(share: Share, numbers: NumberWriter): {share: number | null; text: string} {
  const limits = shareLimits(share);
  if (limits === null) return {share: null, text: numbers.share(share)};
  return {share: limits.estimate, text: `${(100 * limits.estimate).toFixed(0)} %`};
}

/** A class of a classification; without a code, what no class is known for. */
interface Coded {
  readonly label: string;
  readonly code?: string | null;
}

/** One style for each class, the same on both sides of the figure; the class of nothing known has that of the unknown. */
function stylesByCode(classes: readonly Coded[]): (code: string | null) => GroupStyle {
  const codes = [...new Set(classes.map(({code}) => code ?? null))];
  const styles = groupStyles(codes);
  return (code) => styles[codes.indexOf(code)];
}

/** Number, number tested and percentage of every cell; difference and test where the block has them. */
function countsTable({title, columns, rows}: CountsBlock, numbers: NumberWriter): ReportTable {
  const beside = besideColumns(rows);
  return {
    caption: title,
    columns: [
      {label: "", numeric: false},
      ...columns.map(({label, set}) => ({label: headWord(label), numeric: true, note: `n = ${numbers.count(set)}`})),
      ...beside.columns
    ],
    rows: rows.map(({label, heading, cells, smd, test}) => ({
      ...(heading === undefined ? {} : {heading}),
      cells: [label, ...cells.map((share) => numbers.share(share)), ...beside.cells({smd, test})]
    }))
  };
}

function csvOf({columns, rows}: CountsBlock): ReportFigure["csv"] {
  return {
    columns: ["heading", "row", "column", "n", "evaluable", "share", "lower95", "upper95"],
    rows: rows.flatMap(({label, heading, cells}) =>
      cells.map((share, k) => {
        const limits = share === null ? null : shareLimits(share);
        return [
          heading ?? null,
          label,
          columns[k].label,
          share?.count.n ?? null,
          share?.of.n ?? null,
          limits?.estimate ?? null,
          limits?.lower ?? null,
          limits?.upper ?? null
        ];
      })
    )
  };
}
