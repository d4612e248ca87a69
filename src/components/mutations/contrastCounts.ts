import {restrictTo, tallies} from "../../cohort/mutations/alterationBits.js";
import {bitsOf} from "../../cohort/mutations/patientBlocks.js";
import type {GroupCounts} from "../../cohort/mutations/subgroupContrast.js";
import type {ContrastGroups} from "./contrastGroups.js";
import type {GeneticData} from "./geneticData.js";

/**
 * Members mutated and tested in two groups of a column, alteration by alteration and source by source; in one stratum
 * if the column is the source itself.
 */
export function contrastCounts(
  data: GeneticData,
  key: string,
  {first, second}: ContrastGroups,
  members: Uint8Array
): {readonly names: readonly string[]; readonly counts: readonly (readonly GroupCounts[])[]} {
  const within = key !== "source_id";
  const {blocks, alterations} = data.bits(key, within);
  const counted = tallies(restrictTo(alterations, bitsOf(blocks, members)), blocks.starts);
  const {levels} = data.column(key);
  const strata = within ? data.source.levels.length : 1;
  const groupOf = levels.map(({code}): 0 | 1 | null =>
    code === first.code ? 0 : second === null || code === second.code ? 1 : null
  );
  const counts = counted.map(({mutated, tested}) =>
    Array.from({length: strata}, (_, s): GroupCounts => {
      const sums: {readonly mutated: [number, number]; readonly tested: [number, number]} = {
        mutated: [0, 0],
        tested: [0, 0]
      };
      groupOf.forEach((g, level) => {
        if (g === null) return;
        sums.mutated[g] += mutated[level * strata + s];
        sums.tested[g] += tested[level * strata + s];
      });
      return sums;
    })
  );
  return {names: counted.map(({name}) => name), counts};
}
