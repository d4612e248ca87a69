import {chromosomes} from "../../../src/model/chromosomes.js";
import {cytogeneticFlags} from "../../../src/model/cytogeneticFlags.js";
import {type CopyNumberAgreement, copyNumberLimits} from "../../../src/model/siteLongitudinal.js";
import {cohenKappa} from "../../../src/stats/cohenKappa.js";
import type {Release} from "../../release/readRelease.js";
import {optionalRows, textCell} from "../optionalRows.js";
import {basesIn, type GenomeSegment, type SegmentedPatient} from "./genomeSegments.js";

/** An abnormality that both a karyotype and copy numbers can show. */
interface ComparedFlag {
  readonly flag: string;
  readonly rule: string;
  readonly found: (segments: readonly GenomeSegment[]) => boolean;
}

const armShare = 0.25;
const wholeShare = 0.8;

const compared: readonly ComparedFlag[] = [
  {flag: "loss5q", rule: "a quarter of 5q lost", found: (d) => lostShare(d, "5", "q") >= armShare},
  {flag: "minus7", rule: "80 % of chromosome 7 lost", found: (d) => lostShare(d, "7") >= wholeShare},
  {
    flag: "del7q",
    rule: "a quarter of 7q lost, but not 80 % of the chromosome",
    found: (d) => lostShare(d, "7", "q") >= armShare && lostShare(d, "7") < wholeShare
  },
  {flag: "abn17p", rule: "a quarter of 17p lost", found: (d) => lostShare(d, "17", "p") >= armShare},
  {flag: "gain8", rule: "a quarter of 8q gained", found: (d) => shareOf(d, "8", "q").gained >= armShare}
];

/** What copy numbers and karyotype say of the same abnormalities, patient by patient. */
export function copyNumberAgreement(release: Release, patients: readonly SegmentedPatient[]): CopyNumberAgreement[] {
  const karyotypes = new Map(optionalRows(release, "cytogenetics").map((row) => [textCell(row, "patient_id"), row]));
  return compared.map(({flag, rule, found}) => {
    // Rows: karyotype without and with it; columns: copy numbers without and with it.
    const table = [
      [0, 0],
      [0, 0]
    ];
    let notEvaluable = 0;
    for (const {sample, segments} of patients) {
      const flagged = karyotypes.get(sample.patient)?.[flag];
      if (typeof flagged !== "boolean") ++notEvaluable;
      else ++table[Number(flagged)][Number(found(segments))];
    }
    const {kappa} = cohenKappa(table);
    const [[neither, copyNumberOnly], [karyotypeOnly, both]] = table;
    return {
      flag,
      label: cytogeneticFlags.find(({name}) => name === flag)?.label ?? flag,
      rule,
      both,
      karyotypeOnly,
      copyNumberOnly,
      neither,
      notEvaluable,
      kappa: Number.isNaN(kappa) ? null : kappa
    };
  });
}

function lostShare(segments: readonly GenomeSegment[], name: string, arm?: "p" | "q"): number {
  return shareOf(segments, name, arm).lost;
}

/** Shares of a chromosome, or of one arm of it, that are gained and lost. */
function shareOf(segments: readonly GenomeSegment[], name: string, arm?: "p" | "q"): {gained: number; lost: number} {
  const {length, centromere} = chromosomes.find((d) => d.name === name)!;
  const start = arm === "q" ? centromere[1] : 1;
  const end = arm === "p" ? centromere[0] : length;
  const {gained, lost} = basesIn(segments, {chrom: name, start, end}, copyNumberLimits);
  const size = end - start + 1;
  return {gained: gained / size, lost: lost / size};
}
