import type {NumericSummary} from "../../model/cohortResults.js";
import {restOf} from "../../model/hiddenCounts.js";
import type {SiteData} from "../../model/siteData.js";
import type {CountsSummary} from "../../stats/summariseCounts.js";
import type {DescribedVariable} from "./describedVariables.js";
import {describeLevels, type DescribedNumbers, type TableOne} from "./tableOne.js";

/** The table of the whole release, one column, from its precomputed tables: before any database is open. */
export function wholeTable(
  {summaries, counts: {patients}}: Pick<SiteData, "summaries" | "counts">,
  variables: readonly DescribedVariable[]
): TableOne {
  const alterations = new Map(
    summaries.alterations.flatMap((d) => (d.group === null ? [[d.alteration, d] as const] : []))
  );
  const rows = variables.map((variable): DescribedNumbers => {
    const {column, kind, levels} = variable;
    if (kind === "number") {
      const own = summaries.values[column];
      return {
        variable,
        missing: [hiddenAlike(own.missing)],
        counts: null,
        summaries: [summaryOf(own)],
        levels: [],
        smd: null
      };
    }
    const alteration = alterations.get(column);
    if (alteration !== undefined) {
      const {nMutated, nTested, nPatients} = alteration;
      return describeLevels(variable, alike([nMutated, restOf(nTested, nMutated), restOf(nPatients, nTested)]), []);
    }
    const count = (code: string | null) => (summaries.levels[column] ?? []).find((d) => d.level === code)?.n ?? 0;
    // Cytogenetic flags are true and false in the tables, present and absent on the pages.
    const stored: Readonly<Record<string, string>> = {present: "true", absent: "false"};
    const known = levels.map(({code}) => count(stored[code] ?? code));
    const missing = known.every((n) => Number.isFinite(n)) ? restOf(patients, ...known) : count(null);
    return describeLevels(variable, alike([...known, missing]), []);
  });
  return {groups: [{code: null, label: "All patients", n: patients, compared: false}], rows};
}

/** A count whose table writes all that is hidden alike. */
function hiddenAlike(n: number): number {
  return Number.isFinite(n) ? n : NaN;
}

function alike(counts: readonly number[]): number[][] {
  return counts.map((n) => [hiddenAlike(n)]);
}

function summaryOf({n, minimum, q1, median, q3, maximum}: NumericSummary): CountsSummary {
  const unknown = {mean: null, variance: null, p5: null, p95: null};
  return {...unknown, n: hiddenAlike(n), min: minimum, lowerQuartile: q1, median, upperQuartile: q3, max: maximum};
}
