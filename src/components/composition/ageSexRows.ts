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
  const bands = [...own.bands.keys(), ...(whole?.bands.keys() ?? [])];
  const [first, last] = [Math.min(...bands), Math.max(...bands)];
  const rows: PyramidRow[] = [];
  for (let band = first; band <= last; ++band) {
    const [female, male] = own.bands.get(band) ?? [0, 0];
    const outline = whole?.bands.get(band) ?? [0, 0];
    rows.push({
      label: `${band * width}–${(band + 1) * width - 1}`,
      female,
      male,
      ...(whole === null ? {} : {allFemale: outline[0], allMale: outline[1]})
    });
  }
  return {rows, unknown: own.unknown};
}

function countsOf(rows: CohortRows, width: number) {
  const ages = rows.number("age_years");
  const {codes, levels} = rows.category("sex");
  const sides = levels.map(({code}) => ["female", "male"].indexOf(code));
  const bands = new Map<number, [number, number]>();
  let unknown = 0;
  for (let i = 0; i < rows.n; ++i) {
    const side = codes[i] < 0 ? -1 : sides[codes[i]];
    if (side < 0 || Number.isNaN(ages[i])) {
      ++unknown;
      continue;
    }
    const band = Math.floor(ages[i] / width);
    let counts = bands.get(band);
    if (counts === undefined) bands.set(band, (counts = [0, 0]));
    ++counts[side];
  }
  return {bands, unknown};
}
