import type {LongitudinalShare, PersistenceData, PersistentGene} from "../../../src/model/siteLongitudinal.js";
import {wilsonInterval} from "../../../src/stats/wilsonInterval.js";
import {compareText} from "../../release/textOrder.js";
import type {FollowedSample, FollowedTarget} from "./followedSamples.js";
import {mrdGroup} from "./mrdGroup.js";

/** A mutation of diagnosis that was followed, with its allele frequency then. */
interface Followed extends FollowedTarget {
  readonly before: number | null;
}

/**
 * Which mutations of diagnosis were still found after induction: by gene, and by patient as a whole. A target is counted
 * only in patients who had the gene mutated at diagnosis. Null without a sequenced sample.
 */
export function persistence(
  followed: ReadonlyMap<string, FollowedSample>,
  diagnosis: ReadonlyMap<string, ReadonlyMap<string, number | null>>
): PersistenceData | null {
  if (followed.size === 0) return null;
  const byGene = new Map<string, Followed[]>();
  let withoutDiagnosis = 0;
  for (const [patient, {targets}] of followed) {
    const mutated = diagnosis.get(patient);
    for (const target of targets) {
      const before = mutated?.get(target.gene);
      if (before === undefined) {
        ++withoutDiagnosis;
        continue;
      }
      byGene.set(target.gene, [...(byGene.get(target.gene) ?? []), {...target, before}]);
    }
  }
  const groups = [...followed.values()].map(mrdGroup).filter((group) => group !== null);
  const share = (code: LongitudinalShare["code"], found: number): LongitudinalShare => ({
    code,
    found,
    tested: groups.length,
    ...shareOf(found, groups.length)
  });
  const count = (wanted: string) => groups.filter((group) => group === wanted).length;
  const limits = [...followed.values()].flatMap(({targets}) => targets.flatMap(({detection}) => detection ?? []));
  return {
    sampled: followed.size,
    told: groups.length,
    overall: [
      share("any", count("non_dta") + count("dta_only")),
      share("non_dta", count("non_dta")),
      share("dta_only", count("dta_only"))
    ],
    genes: [...byGene].map(([gene, targets]) => geneOf(gene, targets)).sort(byDtaAndSize),
    withoutDiagnosis,
    detection: limits.length === 0 ? null : {lowest: Math.min(...limits), highest: Math.max(...limits)}
  };
}

function geneOf(gene: string, targets: readonly Followed[]): PersistentGene {
  const tested = targets.filter(({found}) => found !== null);
  const found = tested.filter((target) => target.found === true).length;
  return {
    gene,
    isDta: targets[0].isDta,
    patients: targets.length,
    tested: tested.length,
    found,
    ...shareOf(found, tested.length),
    pairs: tested.map((target) => ({before: target.before, after: target.after, found: target.found === true}))
  };
}

function byDtaAndSize(a: PersistentGene, b: PersistentGene): number {
  return Number(b.isDta) - Number(a.isDta) || b.patients - a.patients || compareText(a.gene, b.gene);
}

function shareOf(found: number, tested: number) {
  const {estimate, lower, upper} = wilsonInterval(found, tested);
  return {share: estimate, lower, upper};
}
