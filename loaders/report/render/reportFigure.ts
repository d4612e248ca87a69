import type {ReportBlock} from "../../../src/model/report.js";
import type {NumberWriter} from "./shownNumbers.js";
import type {ReportTable} from "./reportTable.js";

/** What a block becomes on a page: a picture or none, the tables that stand below it, and its numbers. */
export interface ReportFigure {
  /** Draws for a width in CSS pixels; null: the tables are the figure. */
  readonly draw: ((width: number, document: Document) => SVGElement) | null;
  /** The same for a page where a picture would be longer than a sheet of paper: in parts that are not, on the same scale. */
  readonly parts?: (width: number, document: Document) => readonly SVGElement[];
  /** The picture in words, for those who cannot see it. */
  readonly summary: string;
  /** Always in sight: medians, hazard ratios, the table that is the figure. */
  readonly tables: readonly ReportTable[];
  /** The numbers that are drawn, opened by the reader. */
  readonly data: ReportTable | null;
  /** Tests of the whole figure, one sentence each. */
  readonly tests: readonly string[];
  /** Patients and events, for the caption: "n = 1,540; 890 events". */
  readonly counted: string;
  /** What the CSV file holds: exactly what is drawn, at full precision. */
  readonly csv: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | null)[])[];
  };
}

/** Makes the figure of a kind of block. */
export type FigureMaker<Kind extends ReportBlock["kind"]> = (
  block: Extract<ReportBlock, {kind: Kind}>,
  numbers: NumberWriter
) => ReportFigure;
