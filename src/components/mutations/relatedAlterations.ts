import {coProfiledRows} from "../../cohort/guards/coProfiled.js";
import {type AlterationBits, restrictTo, tallies} from "../../cohort/mutations/alterationBits.js";
import {bitsOf, countBoth} from "../../cohort/mutations/patientBlocks.js";
import type {GeneticData} from "./geneticData.js";
import type {Panel} from "./mutationChoices.js";

/** Alterations related to each other, at most. */
const most = 40;

/** The alterations of a cohort that are related to each other, arranged by strata. */
export interface RelatedAlterations {
  /** Most often mutated first. */
  readonly alterations: readonly AlterationBits[];
  /** Where the strata begin in the bits. */
  readonly starts: Int32Array;
  /** Members in a stratum, and tested for all alterations where that is asked for. */
  readonly patients: number;
}

/**
 * The alterations found most often in a cohort, at most 40.
 *
 * @param same keeps only patients tested for every one of them
 */
export function relatedAlterations(
  data: GeneticData,
  panel: Panel,
  members: Uint8Array,
  same: boolean
): RelatedAlterations {
  const {blocks, alterations} = data.bits(panel.column, panel.withinSources);
  const {starts} = blocks;
  const cohort = bitsOf(blocks, members);
  const offered = frequent(restrictTo(alterations, cohort), starts);
  if (!same) return {alterations: offered, starts, patients: sum(countBoth(cohort, cohort, starts))};
  const facts = data.facts(panel.column === "source_id");
  const shared = coProfiledRows(
    offered.map(({name}) => testedOf(facts, name)),
    data.count
  );
  const kept = bitsOf(
    blocks,
    shared.map((d, i) => d & members[i])
  );
  const place = new Map(offered.map(({name}, i) => [name, i]));
  return {
    alterations: restrictTo(alterations, kept)
      .filter(({name}) => place.has(name))
      .sort((a, b) => place.get(a.name)! - place.get(b.name)!),
    starts,
    patients: sum(countBoth(kept, kept, starts))
  };
}

/** The alterations found most often, of which at least one patient is known. */
function frequent(alterations: readonly AlterationBits[], starts: Int32Array): AlterationBits[] {
  const counted = tallies(alterations, starts).map(({mutated}, i) => ({bits: alterations[i], mutated: sum(mutated)}));
  return counted
    .filter(({mutated}) => mutated > 0)
    .sort((a, b) => b.mutated - a.mutated || (a.bits.name < b.bits.name ? -1 : 1))
    .slice(0, most)
    .map(({bits}) => bits);
}

function testedOf(facts: readonly {readonly name: string; readonly tested: Uint8Array}[], name: string): Uint8Array {
  return facts.find((fact) => fact.name === name)!.tested;
}

function sum(counts: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; ++i) total += counts[i];
  return total;
}
