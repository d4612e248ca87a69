import {ageSexPyramid} from "../../../../src/charts/ageSexPyramid.js";
import type {CountsBlock, Share} from "../../../../src/model/report.js";
import type {ReportFigure} from "../reportFigure.js";
import type {NumberWriter} from "../shownNumbers.js";

/**
 * Draws bands of age by sex as a pyramid; null where the columns are not the two sexes. Patients whose age is not known are
 * in the table alone. A number that may not be shown has no bar.
 */
export function pyramidDrawing(
  {title, subtitle, columns, rows}: CountsBlock,
  numbers: NumberWriter
): ReportFigure["draw"] {
  const [female, male] = ["female", "male"].map((sex) => columns.findIndex(({code}) => code === sex));
  const bands = rows.filter(({code}) => code !== undefined);
  if (female < 0 || male < 0 || bands.length === 0) return null;
  const shown = (share: Share | null) => (share === null ? 0 : share.count.n);
  const text = (share: Share | null) => (share === null ? "" : numbers.count(share.count));
  const drawn = bands.map(({label, cells}) => ({
    label,
    female: shown(cells[female]),
    male: shown(cells[male]),
    instead: {female: text(cells[female]), male: text(cells[male])}
  }));
  const options = {title, summary: subtitle};
  return (width, document) => ageSexPyramid(drawn, {...options, width, document});
}
