import type {Calibration} from "./calibration.js";
import {
  calibratedFlags,
  calibratedGenes,
  complexExempt,
  flagNames,
  otherAbnormality,
  rearrangements
} from "./features.js";
import {decidingFeatures, genomicClassifier, type GenomicClass} from "./genomicClass.js";
import type {RegistryParameters} from "./parameters.js";

/** What an individual's age and sex do to the log-odds of a feature. */
export interface Individual {
  /** Years above the mean age of the class, in tens. */
  readonly decades: number;
  readonly male: boolean;
}

/**
 * A pairwise log-linear model of the alterations of one genomic class: log P(x) = Σ fields·x + Σ couplings·x·x, over the
 * genotypes that the definition of the class and of a karyotype allow.
 */
export interface ClassModel {
  readonly genomicClass: GenomicClass;
  readonly names: readonly string[];
  /** Wanted frequency of each feature; NaN where none is known (see `normalKaryotype`). */
  readonly targets: Float64Array;
  /** Wanted frequency of a normal karyotype, which the abnormality without a name makes up for. */
  readonly normalKaryotype: number;
  readonly fields: Float64Array;
  /** Per feature, pairs of (other feature, log odds ratio). */
  readonly couplings: readonly (readonly (readonly [number, number])[])[];
  /** Features tied to age, sex or others, by a coupling or by the definition of the class or of a karyotype. */
  readonly bound: readonly number[];
  /** True for features on which the definition of the class or of a karyotype may depend. */
  readonly isDeciding: readonly boolean[];
  /** Groups of features of which one at most is present. */
  readonly exclusive: readonly (readonly number[])[];
  readonly isAllowed: (present: Uint8Array) => boolean;
  /** True where the karyotype has no abnormality. */
  readonly isNormal: (present: Uint8Array) => boolean;
  /** What is added to the field of a feature for one individual; −Infinity where it cannot occur. */
  readonly offset: (feature: number, individual: Individual) => number;
}

/** Sets up the model of one class from the calibration, with fields as if all features were independent. */
export function classModel(
  genomicClass: GenomicClass,
  calibration: Calibration,
  parameters: RegistryParameters
): ClassModel {
  const wanted = new Map<string, number>();
  for (const gene of calibratedGenes) wanted.set(gene, calibration.geneByClass[genomicClass][gene]);
  const cyto = calibration.cytoByClass[genomicClass];
  for (const [raw, flag] of Object.entries(calibratedFlags)) wanted.set(flag, cyto[raw]);
  for (const [flag, p] of Object.entries(parameters.rareFlags[genomicClass] ?? {})) wanted.set(flag, p);
  if (genomicClass !== "No_drivers") for (const [gene, p] of Object.entries(parameters.rareGenes)) wanted.set(gene, p);
  if (genomicClass === "IDH2_p172") wanted.set("IDH2_R172", 1); // shrunk in the calibration, but it defines the class
  const names = [...[...wanted].filter(([, p]) => p > 0).map(([name]) => name), otherAbnormality];
  const targets = Float64Array.from(names, (name) => wanted.get(name) ?? NaN);
  const replaced = new Set(parameters.couplings.map(([a, b]) => [a, b].sort().join()));
  const kept = calibration.withinClassOddsRatio.filter(([a, b]) => !replaced.has([a, b].sort().join()));
  const odds = [...kept, ...parameters.couplings];
  for (const [part, ratio] of Object.entries(parameters.complexOddsRatio)) odds.push(["complex", part, ratio]);
  const coupled = couplings(names, odds);
  // Without another lesion, any driver at all decides between the two classes that have none.
  const deciding = new Set(genomicClass.startsWith("No_") ? names : [...decidingFeatures, ...flagNames]);
  const isBound = (name: string, j: number): boolean =>
    deciding.has(name) || coupled[j].length > 0 || name in parameters.logitPerDecade || name in parameters.logitMale;
  return {
    genomicClass,
    names,
    targets,
    normalKaryotype: cyto.NK,
    fields: targets.map((p) => (Number.isNaN(p) ? -2 : p === 1 ? Infinity : Math.log(p / (1 - p)))),
    couplings: coupled,
    bound: names.flatMap((name, j) => (isBound(name, j) ? [j] : [])),
    isDeciding: names.map((name) => deciding.has(name)),
    offset: offsets(names, parameters),
    ...constraints(genomicClass, names)
  };
}

function couplings(
  names: readonly string[],
  odds: readonly (readonly [string, string, number])[]
): [number, number][][] {
  const result: [number, number][][] = names.map(() => []);
  for (const [a, b, ratio] of odds) {
    const i = names.indexOf(a);
    const j = names.indexOf(b);
    if (i < 0 || j < 0) continue;
    result[i].push([j, Math.log(ratio)]);
    result[j].push([i, Math.log(ratio)]);
  }
  return result;
}

function offsets(names: readonly string[], parameters: RegistryParameters): ClassModel["offset"] {
  const perDecade = names.map((name) => parameters.logitPerDecade[name] ?? 0);
  const ifMale = names.map((name) => parameters.logitMale[name] ?? 0);
  const onlyMen = names.indexOf("minusY");
  return (feature, {decades, male}) => {
    if (feature === onlyMen && !male) return -Infinity;
    return perDecade[feature] * decades + (male ? ifMale[feature] : 0);
  };
}

function constraints(
  genomicClass: GenomicClass,
  names: readonly string[]
): Pick<ClassModel, "exclusive" | "isAllowed" | "isNormal"> {
  const classify = genomicClassifier(names);
  const find = (wanted: readonly string[]): number[] => names.flatMap((name, i) => (wanted.includes(name) ? [i] : []));
  const abnormalities = find(flagNames.filter((name) => name !== "complex"));
  const complex = names.indexOf("complex");
  const exempt = find(complexExempt);
  const exclusive = [
    find(rearrangements),
    find(["CEBPA_bi", "CEBPA_mono"]),
    find(["minus7", "del7q", "abn7_other"])
  ].filter((group) => group.length > 1);
  const count = (present: Uint8Array, list: readonly number[]): number => {
    let n = 0;
    for (const index of list) n += present[index];
    return n;
  };
  return {
    exclusive,
    isAllowed(present) {
      for (const group of exclusive) if (count(present, group) > 1) return false;
      const isExempt = count(present, exempt) > 0;
      const isComplex = complex >= 0 && present[complex] === 1;
      if (isComplex ? isExempt : !isExempt && count(present, abnormalities) > 2) return false;
      return classify(present) === genomicClass;
    },
    isNormal: (present) => count(present, abnormalities) === 0 && (complex < 0 || present[complex] === 0)
  };
}
