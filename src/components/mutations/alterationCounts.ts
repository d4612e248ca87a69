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
  const {blocks, alterations} = data.bits(key);
  const cohort = bitsOf(blocks, members);
  const counted = tallies(restrictTo(alterations, cohort), blocks.starts);
  const patients = countBoth(cohort, cohort, blocks.starts);
  const codes = key === null ? [null] : data.column(key).levels.map(({code}) => code);
  const fixed = [...catalogue.alterations.values()].map(({byDesign = []}) => {
    if (byDesign.length === 0 || key === "source_id") return null;
    const {codes: source, levels} = data.source;
    const wanted = levels.map(({code}) => byDesign.includes(code));
    const flags = Uint8Array.from(source, (code, i) => (members[i] === 1 && code >= 0 && wanted[code] ? 1 : 0));
    const bits = bitsOf(blocks, flags);
    return countBoth(bits, bits, blocks.starts);
  });
  return codes.flatMap((group, s) =>
    patients[s] === 0
      ? []
      : counted.map(({name, mutated, tested}, i) => ({
          group,
          alteration: name,
          nMutated: mutated[s],
          nTested: tested[s],
          nPatients: patients[s] - (fixed[i]?.[s] ?? 0)
        }))
  );
}
