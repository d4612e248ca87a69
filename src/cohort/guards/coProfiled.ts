import {chiSquaredTest} from "../../stats/chiSquaredTest.js";

/** In how many patients of one source a gene was tested. */
export interface SourceCoverage {
  readonly source: string;
  readonly tested: number;
  readonly patients: number;
}

/** Whether a gene was tested alike in the sources of a cohort. */
export interface Profiling {
  /** Sources with patients, in the order of the levels. */
  readonly sources: readonly SourceCoverage[];
  readonly testedIn: readonly string[];
  /** Sources with patients none of whom was tested. */
  readonly notTestedIn: readonly string[];
  /** χ² test that the share tested is the same in all sources; null with one source, or where all or none were tested. */
  readonly p: number | null;
  /**
   * Who was tested depends on the source, so that a difference between patients tested may be one between sources: a
   * source without any tested beside one with, or shares which differ by 10 percentage points or more with p < 0.01.
   */
  readonly confounded: boolean;
}

/** A categorical column: position in `levels` by patient, −1 = not known. */
export interface CodedColumn {
  readonly codes: ArrayLike<number>;
  readonly levels: readonly {readonly code: string; readonly label: string}[];
}

/**
 * How a gene was profiled over the sources of a cohort.
 *
 * @param tested 1 for patients tested for the gene (known result, mutated or not)
 * @param members 1 for the patients of the cohort; all if not given
 */
export function profilingBySource(
  tested: ArrayLike<number>,
  source: CodedColumn,
  members?: ArrayLike<number>
): Profiling {
  const counts = source.levels.map(() => ({tested: 0, patients: 0}));
  for (let i = 0; i < tested.length; ++i) {
    const code = source.codes[i];
    if (code < 0 || members?.[i] === 0) continue;
    ++counts[code].patients;
    if (tested[i] === 1) ++counts[code].tested;
  }
  return profilingOf(source.levels.map(({label}, i) => ({source: label, ...counts[i]})));
}

/** How a gene was profiled, from the patients tested by source. */
export function profilingOf(coverage: readonly SourceCoverage[]): Profiling {
  const sources = coverage.filter(({patients}) => patients > 0);
  const testedIn = sources.filter(({tested}) => tested > 0).map(({source}) => source);
  const notTestedIn = sources.filter(({tested}) => tested === 0).map(({source}) => source);
  const p =
    sources.length < 2 ? null : chiSquaredTest(sources.map(({tested, patients}) => [tested, patients - tested])).p;
  const shares = sources.map(({tested, patients}) => tested / patients);
  const uneven = p !== null && p < 0.01 && Math.max(...shares) - Math.min(...shares) >= 0.1;
  return {sources, testedIn, notTestedIn, p, confounded: uneven || (testedIn.length > 0 && notTestedIn.length > 0)};
}

/** What a reader has to know of genes whose profiling depends on the source; empty if none does. */
export function profilingWords(genes: readonly {readonly name: string; readonly profiling: Profiling}[]): string {
  const absent = new Map<string, string[]>();
  const uneven = new Map<string, string[]>();
  for (const {name, profiling} of genes) {
    if (!profiling.confounded) continue;
    const where = profiling.notTestedIn.join(" and ");
    const shares = profiling.sources
      .map((d) => `${d.source} ${Math.round((100 * d.tested) / d.patients)} %`)
      .join(", ");
    const [list, key] = where === "" ? [uneven, shares] : [absent, where];
    list.set(key, [...(list.get(key) ?? []), name]);
  }
  return [
    ...[...absent].map(([where, names]) => `Not tested in ${where}: ${listed(names)}.`),
    ...[...uneven].map(([shares, names]) => `Tested in shares that differ by source (${shares}): ${listed(names)}.`)
  ].join(" ");
}

/** Names in a sentence; of many the first few and how many more. */
function listed(names: readonly string[]): string {
  const shown = names.length > 8 ? names.slice(0, 6) : names;
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

/** The co-profiled subset: 1 for patients with a known result for every one of the genes. */
export function coProfiledRows(genes: readonly ArrayLike<number>[], count: number): Uint8Array {
  const rows = new Uint8Array(count).fill(1);
  for (const tested of genes) for (let i = 0; i < count; ++i) if (tested[i] !== 1) rows[i] = 0;
  return rows;
}
