import type {PyramidRow} from "../../charts/ageSexPyramid.js";
import type {CohortRows} from "../../cohort/cohortRows.js";

/** Age and sex of a cohort, and how many are in no bar. */
export interface AgeSexCounts {
  /** From the youngest band to the oldest, those between without anybody too. */
  readonly rows: readonly PyramidRow[];
  readonly unknown: number;
}

/**
 * Patients by band of age and sex. Bands are `width` years wide and begin at its multiples.
 *
 * @param all the whole release, if the cohort is a part of it: the bands then reach over its ages
 */
export function ageSexRows(cohort: CohortRows, all: CohortRows | null, width: number): AgeSexCounts {
  const own = countsOf(cohort, width);
  const whole = all === null ? null : countsOf(all, width);
  const {counts} = whole ?? own;
  const first = counts.findIndex((n) => n > 0) >> 1;
  const last = counts.findLastIndex((n) => n > 0) >> 1;
  const rows: PyramidRow[] = [];
  for (let band = first; band <= last && last >= 0; ++band) {
    const [female, male] = [0, 1].map((side) => own.counts[2 * band + side]);
    const outline = whole && {allFemale: whole.counts[2 * band], allMale: whole.counts[2 * band + 1]};
    rows.push({label: `${band * width}–${(band + 1) * width - 1}`, female, male, ...outline});
  }
  return {rows, unknown: own.unknown};
}

/** Ages end here. */
const oldest = 130;

/** Women and men of each band, one after the other. */
function countsOf(rows: CohortRows, width: number): {counts: Float64Array; unknown: number} {
  const ages = rows.number("age_years");
  const {codes, levels} = rows.category("sex");
  const sides = levels.map(({code}) => ["female", "male"].indexOf(code));
  const counts = new Float64Array(2 * Math.ceil(oldest / width));
  let unknown = 0;
  for (let i = 0; i < rows.n; ++i) {
    const side = codes[i] < 0 ? -1 : sides[codes[i]];
    if (side >= 0 && ages[i] >= 0 && ages[i] < oldest) ++counts[2 * Math.floor(ages[i] / width) + side];
    else ++unknown;
  }
  return {counts, unknown};
}
