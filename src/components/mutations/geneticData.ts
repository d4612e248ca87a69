import type {Catalogue} from "../../cohort/catalogue.js";
import type {CohortDatabase} from "../../cohort/cohortDatabase.js";
import type {CohortRows} from "../../cohort/cohortRows.js";
import type {CodedColumn} from "../../cohort/guards/coProfiled.js";
import {
  type AlterationBits,
  type AlterationFacts,
  alterationFacts,
  packAlterations
} from "../../cohort/mutations/alterationBits.js";
import {type PatientBlocks, patientBlocks} from "../../cohort/mutations/patientBlocks.js";

/** Patients arranged by strata, with the alterations as bits. */
export interface StratifiedBits {
  readonly blocks: PatientBlocks;
  readonly alterations: readonly AlterationBits[];
  /** Names of the strata in their order. */
  readonly labels: readonly string[];
}

/** The alterations of all patients of a release, arranged for counting. */
export interface GeneticData {
  readonly count: number;
  readonly source: CodedColumn;
  /** In catalogue order; with `fixed`, patients whose eligibility fixes the gene count too. */
  readonly facts: (fixed: boolean) => readonly AlterationFacts[];
  readonly column: (key: string) => CodedColumn;
  /**
   * By nothing, by a column, or by a column within sources. Patients without a value of the column are left out. By
   * source alone, patients whose eligibility fixes the gene count.
   */
  readonly bits: (by: string | null, withinSources?: boolean) => StratifiedBits;
}

/** Reads the alterations, the sources and further columns of the whole release, once for each database. */
export function geneticReader(
  catalogue: Catalogue,
  database: () => Promise<CohortDatabase>
): (further: readonly string[]) => Promise<GeneticData> {
  const names = [...catalogue.alterations.keys()];
  const asked = new Set(["source_id", ...names]);
  let made: {readonly data: GeneticData; rows: CohortRows; columns: number} | undefined;
  return async (further) => {
    for (const column of further) asked.add(column);
    const wanted = [...asked];
    const rows = await (await database()).allRows(wanted);
    made ??= {data: geneticData(catalogue, () => made!.rows, rows.n), rows, columns: wanted.length};
    // Of two answers the later may be to the earlier question, which had fewer columns.
    if (wanted.length > made.columns) [made.rows, made.columns] = [rows, wanted.length];
    return made.data;
  };
}

function geneticData(catalogue: Catalogue, rows: () => CohortRows, count: number): GeneticData {
  const known = new Map<string, StratifiedBits>();
  const facts = new Map<boolean, AlterationFacts[]>();
  const source = () => rows().category("source_id");
  const factsOf = (fixed: boolean) => {
    const made =
      facts.get(fixed) ??
      [...catalogue.alterations.values()].map(({name, byDesign = []}) => {
        const {codes, levels} = rows().category(name);
        return alterationFacts(name, codes, levels, fixed ? undefined : patientsOf(source(), byDesign));
      });
    facts.set(fixed, made);
    return made;
  };
  return {
    count,
    get source() {
      return source();
    },
    facts: factsOf,
    column: (key) => rows().category(key),
    bits(by, withinSources = false) {
      const key = JSON.stringify([by, withinSources]);
      const made =
        known.get(key) ??
        arrange(
          strataOf(by === null ? null : rows().category(by), withinSources ? source() : null, count),
          factsOf(by === "source_id")
        );
      known.set(key, made);
      return made;
    }
  };
}

function arrange({codes, labels}: Strata, facts: readonly AlterationFacts[]): StratifiedBits {
  const blocks = patientBlocks(codes, labels.length);
  return {blocks, alterations: packAlterations(blocks, facts), labels};
}

interface Strata {
  readonly codes: ArrayLike<number>;
  readonly labels: readonly string[];
}

/** A column, crossed with the sources if they are given, as strata. */
function strataOf(column: CodedColumn | null, source: CodedColumn | null, count: number): Strata {
  if (column === null && source === null) return {codes: new Uint8Array(count), labels: ["all patients"]};
  if (column === null || source === null) {
    const {codes, levels} = (column ?? source)!;
    return {codes, labels: levels.map(({label}) => label)};
  }
  const size = source.levels.length;
  const codes = new Int32Array(count);
  for (let i = 0; i < count; ++i) {
    codes[i] = column.codes[i] < 0 || source.codes[i] < 0 ? -1 : column.codes[i] * size + source.codes[i];
  }
  return {codes, labels: column.levels.flatMap((a) => source.levels.map((b) => `${a.label}, ${b.label}`))};
}

/** 1 for patients of the sources. */
function patientsOf({codes, levels}: CodedColumn, sources: readonly string[]): Uint8Array | undefined {
  if (sources.length === 0) return undefined;
  const wanted = levels.map(({code}) => sources.includes(code));
  return Uint8Array.from(codes, (code) => (code >= 0 && wanted[code] ? 1 : 0));
}
