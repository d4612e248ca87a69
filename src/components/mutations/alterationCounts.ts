import type {Catalogue} from "../../cohort/catalogue.js";
import {restrictTo, tallies} from "../../cohort/mutations/alterationBits.js";
import {bitsOf, countBoth} from "../../cohort/mutations/patientBlocks.js";
import type {AlterationCount} from "../../model/cohortResults.js";
import type {GeneticData} from "./geneticData.js";

/**
 * How often each alteration was found among the members of a cohort, by the levels of a column or in all together
 * (null). Unless the groups are the sources, patients of a source whose eligibility fixes the gene do not count.
 * Levels without members are absent; members without a level are not counted.
 */
export function alterationCounts(
  data: GeneticData,
  catalogue: Catalogue,
  key: string | null,
  members: Uint8Array
): AlterationCount[] {
  const own = known.get(members) ?? new Map<string | null, AlterationCount[]>();
  known.set(members, own);
  const counts = own.get(key) ?? count(data, catalogue, key, members);
  own.set(key, counts);
  return counts;
}

/** Counts of a cohort, which several figures of the page ask for. */
const known = new WeakMap<Uint8Array, Map<string | null, AlterationCount[]>>();

function count(data: GeneticData, catalogue: Catalogue, key: string | null, members: Uint8Array): AlterationCount[] {
  const {blocks, alterations} = data.bits(key);
  const cohort = bitsOf(blocks, members);
  const counted = tallies(restrictTo(alterations, cohort), blocks.starts);
  const patients = countBoth(cohort, cohort, blocks.starts);
  const codes = key === null ? [null] : data.column(key).levels.map(({code}) => code);
  const crossed = key === "source_id" ? null : bySource(data, key, members, codes.length);
  const sources = data.source.levels;
  const fixedIn = [...catalogue.alterations.values()].map(({byDesign = []}) =>
    sources.flatMap(({code}, source) => (byDesign.includes(code) ? [source] : []))
  );
  const fixed = (group: number, alteration: number) =>
    crossed === null
      ? 0
      : fixedIn[alteration].reduce((sum, source) => sum + crossed[group * sources.length + source], 0);
  return codes.flatMap((group, s) =>
    patients[s] === 0
      ? []
      : counted.map(({name, mutated, tested}, i) => ({
          group,
          alteration: name,
          nMutated: mutated[s],
          nTested: tested[s],
          nPatients: patients[s] - fixed(s, i)
        }))
  );
}

/** Members by group of a column (all in one without) and source. */
function bySource(data: GeneticData, key: string | null, members: Uint8Array, groups: number): Int32Array {
  const {codes: source, levels} = data.source;
  const group = key === null ? null : data.column(key).codes;
  const crossed = new Int32Array(groups * levels.length);
  for (let i = 0; i < members.length; ++i) {
    const g = group === null ? 0 : group[i];
    if (members[i] === 1 && g >= 0 && source[i] >= 0) ++crossed[g * levels.length + source[i]];
  }
  return crossed;
}
