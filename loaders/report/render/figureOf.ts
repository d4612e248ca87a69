import type {ReportBlock} from "../../../src/model/report.js";
import {countsFigure} from "./figures/countsFigure.js";
import {factsFigure} from "./figures/factsFigure.js";
import {flowFigure} from "./figures/flowFigure.js";
import {forestFigure} from "./figures/forestFigure.js";
import {incidenceFigure} from "./figures/incidenceFigure.js";
import {linesFigure} from "./figures/linesFigure.js";
import {pairsFigure} from "./figures/pairsFigure.js";
import {survivalFigure} from "./figures/survivalFigure.js";
import {valuesFigure} from "./figures/valuesFigure.js";
import type {ReportFigure} from "./reportFigure.js";
import type {NumberWriter} from "./shownNumbers.js";

/** What a block becomes on a page. */
export function figureOf(block: ReportBlock, numbers: NumberWriter): ReportFigure {
  switch (block.kind) {
    case "counts":
      return countsFigure(block, numbers);
    case "values":
      return valuesFigure(block, numbers);
    case "survival":
      return survivalFigure(block, numbers);
    case "incidence":
      return incidenceFigure(block, numbers);
    case "forest":
      return forestFigure(block, numbers);
    case "pairs":
      return pairsFigure(block, numbers);
    case "lines":
      return linesFigure(block, numbers);
    case "flow":
      return flowFigure(block, numbers);
    case "facts":
      return factsFigure(block, numbers);
  }
}
