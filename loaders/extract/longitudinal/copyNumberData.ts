import {chromosomes} from "../../../src/model/chromosomes.js";
import {
  binLength,
  type CopyNumberData,
  type CopyNumberGroup,
  copyNumberLimits,
  fewestInClass
} from "../../../src/model/siteLongitudinal.js";
import type {Release} from "../../release/readRelease.js";
import {copyNumberAgreement} from "./copyNumberAgreement.js";
import {basesIn, genomeSegments, type SegmentedPatient} from "./genomeSegments.js";
import type {ClassifiedPatients} from "./patientClasses.js";
import {platformOf, sampleAssays} from "./sampleAssays.js";

/** Equal stretches of the autosomes and X; the last of a chromosome is shorter. */
const bins = chromosomes.flatMap(({name, length}) =>
  Array.from({length: Math.ceil(length / binLength)}, (_, i) => ({
    chrom: name,
    start: 1 + i * binLength,
    end: Math.min(length, (i + 1) * binLength)
  }))
);

/** States of a patient's bins. */
const notCovered = 0;
const neutral = 1;
const gained = 2;
const lost = 3;

/**
 * Copy number along the genome of one source: in how many patients of each class each bin is gained and lost. A bin
 * counts where at least half of it is covered, gained or lost. Null if the source has no segments.
 */
export function copyNumberData(
  release: Release,
  source: string,
  classified: readonly ClassifiedPatients[]
): CopyNumberData | null {
  const patients = genomeSegments(release, source);
  if (patients.length === 0) return null;
  const states = patients.map(statesOf);
  const group = (code: string | null, label: string, rows: readonly number[]): CopyNumberGroup => {
    const count = (state: number) => bins.map((_, b) => rows.filter((row) => states[row][b] === state).length);
    const tested = bins.map((_, b) => rows.filter((row) => states[row][b] !== notCovered).length);
    return {code, label, n: rows.length, tested, gain: count(gained), loss: count(lost)};
  };
  const assays = sampleAssays(release, ["SNP_array"]);
  return {
    n: patients.length,
    platform: platformOf(patients.map(({sample}) => assays.get(sample.id))),
    bins,
    all: group(
      null,
      "All patients",
      patients.map((_, row) => row)
    ),
    groups: Object.fromEntries(
      classified.map((system) => [
        system.system.id,
        classRows(patients, system).map(({code, label, rows}) => group(code, label, rows))
      ])
    ),
    agreement: copyNumberAgreement(release, patients)
  };
}

function statesOf({segments}: SegmentedPatient): Uint8Array {
  return Uint8Array.from(bins, (bin) => {
    const half = (bin.end - bin.start + 1) / 2;
    const {covered, gained: up, lost: down} = basesIn(segments, bin, copyNumberLimits);
    if (covered < half) return notCovered;
    if (up >= half) return gained;
    return down >= half ? lost : neutral;
  });
}

/** Rows of patients by class in the order of the classes; small classes together, then those whose class cannot be told. */
function classRows(patients: readonly SegmentedPatient[], {system, classOf}: ClassifiedPatients) {
  const rowsOf = (wanted: number | undefined) =>
    patients.flatMap(({sample}, row) => (classOf.get(sample.patient) === wanted ? [row] : []));
  const classes = system.classes.map((d, i) => ({...d, rows: rowsOf(i)}));
  const small = classes.filter(({rows}) => rows.length < fewestInClass).flatMap(({rows}) => rows);
  return [
    ...classes.filter(({rows}) => rows.length >= fewestInClass),
    {code: "other", label: "Other classes", rows: small},
    {code: null, label: "Cannot be told", rows: rowsOf(undefined)}
  ].filter(({rows}) => rows.length > 0);
}
