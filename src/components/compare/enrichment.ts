import type {Catalogue} from "../../cohort/catalogue.js";
import type {CohortRows} from "../../cohort/cohortRows.js";
import {type Profiling, profilingBySource, profilingWords} from "../../cohort/guards/coProfiled.js";
import {testNames} from "../../cohort/mutations/association.js";
import {type GroupCounts, type SubgroupContrast, subgroupContrasts} from "../../cohort/mutations/subgroupContrast.js";

/** How often alterations are found in two groups, and how far they differ. */
export interface Enrichment {
  readonly contrasts: readonly SubgroupContrast[];
  /** Counts by source of each contrast; nobody in a source where not both groups were tested. */
  readonly strata: readonly (readonly GroupCounts[])[];
  /** Alterations that define a group, and so are not compared. */
  readonly defining: readonly string[];
  /** True where the comparison is within sources. */
  readonly stratified: boolean;
  /** Sources that have patients of both groups. */
  readonly sources: readonly string[];
  /** Name of the test that ran. */
  readonly method: string;
  /** What the profiling of the genes means for the comparison, in words; empty if nothing. */
  readonly profiling: string;
}

/**
 * Compares the alterations of two groups among patients tested, within the sources that have patients of both. A source
 * where nobody of one group was tested, or whose eligibility fixes the gene, says nothing of it and does not count.
 *
 * @param codes group of each patient; `first` and `second` are compared
 */
export function enrichment(
  rows: CohortRows,
  catalogue: Catalogue,
  codes: Int16Array,
  [first, second]: readonly [number, number],
  defining: ReadonlySet<string>
): Enrichment {
  const source = rows.category("source_id");
  const patients = source.levels.map(() => [0, 0]);
  codes.forEach((code, i) => {
    const group = code === first ? 0 : code === second ? 1 : -1;
    if (group >= 0 && source.codes[i] >= 0) ++patients[source.codes[i]][group];
  });
  const common = source.levels.map((_, s) => s).filter((s) => patients[s][0] > 0 && patients[s][1] > 0);
  const alterations = [...catalogue.alterations.values()];
  const compared = alterations.filter(({name}) => !defining.has(name));
  const stratified = common.length > 1;
  const members = Uint8Array.from(codes, (code) => Number(code === first || code === second));
  const profilings: {readonly name: string; readonly profiling: Profiling}[] = [];
  const strata = compared.map(({name, byDesign = []}) => {
    const {codes: status, levels} = rows.category(name);
    const mutated = levels.findIndex(({code}) => code === "mutated");
    const counts = source.levels.map(() => ({mutated: [0, 0], tested: [0, 0]}));
    for (let i = 0; i < rows.n; ++i) {
      if (members[i] === 0 || status[i] < 0 || source.codes[i] < 0) continue;
      const cell = counts[source.codes[i]];
      const group = codes[i] === first ? 0 : 1;
      ++cell.tested[group];
      if (status[i] === mutated) ++cell.mutated[group];
    }
    const tested = Uint8Array.from(status, (code) => Number(code >= 0));
    profilings.push({name, profiling: profilingBySource(tested, source, members)});
    const usable = counts.map((cell, s) =>
      cell.tested[0] > 0 && cell.tested[1] > 0 && !byDesign.includes(source.levels[s].code) ? cell : nobody
    );
    return (common.length > 0 ? usable : [sumOf(counts)]).map(({mutated: found, tested: own}): GroupCounts => ({
      mutated: [found[0], found[1]],
      tested: [own[0], own[1]]
    }));
  });
  const contrasts = subgroupContrasts(
    compared.map(({name}) => name),
    strata,
    stratified,
    source.levels.map(({label}) => label)
  );
  return {
    contrasts,
    strata,
    defining: alterations.flatMap(({name}) => (defining.has(name) ? [name] : [])),
    stratified,
    sources: common.map((s) => source.levels[s].label),
    method: stratified ? testNames.cochranMantelHaenszel : testNames.fisher,
    profiling: profilingWords(profilings)
  };
}

/** A source that says nothing of an alteration. */
const nobody = {mutated: [0, 0], tested: [0, 0]};

function sumOf(counts: readonly {readonly mutated: readonly number[]; readonly tested: readonly number[]}[]) {
  const total = (of: "mutated" | "tested", group: number) => counts.reduce((sum, d) => sum + d[of][group], 0);
  return {mutated: [total("mutated", 0), total("mutated", 1)], tested: [total("tested", 0), total("tested", 1)]};
}
