import {otherAbnormality} from "./features.js";

/** The genomic classes of Papaemmanuil et al., NEJM 2016, as calibration.json names them. */
export type GenomicClass = string;

const core = ["RUNX1", "ASXL1", "BCOR", "STAG2", "EZH2", "SRSF2", "SF3B1", "U2AF1", "ZRSR2", "KMT2A_PTD"];
const softAneuploidy = [
  ...["loss5q", "minus7", "del7q", "abn7_other", "loss4", "del9q", "loss12p", "loss18q", "del20q", "gain11", "gain13"],
  ...["gain21", "gain22"]
];
const lesions: readonly (readonly [GenomicClass, readonly string[]])[] = [
  ["NPM1", ["NPM1"]],
  ["CEBPA_bi", ["CEBPA_bi"]],
  ["inv16", ["inv16"]],
  ["t15_17", ["t_15_17"]],
  ["t8_21", ["t_8_21"]],
  ["t6_9", ["t_6_9"]],
  ["inv3", ["inv3"]],
  ["t_MLL", ["t_9_11", "kmt2a_other"]]
];
const notDrivers = new Set(["gain8", "minusY", otherAbnormality]);

/** Features other than drivers at large which can change the class. */
export const decidingFeatures: readonly string[] = [
  ...lesions.flatMap(([, features]) => features),
  ...core,
  ...softAneuploidy,
  ...["TP53", "complex", "abn17p", "IDH2_R172", "CEBPA_mono"]
];

/**
 * A rule that gives the genomic class of a set of features, by the published definitions (NEJM 2016;374:2209): any
 * lesion, TP53–aneuploidy, chromatin–spliceosome, IDH2-R172; several memberships are `Ambiguous_classification`, none is
 * `No_class` with a driver and `No_drivers` without.
 *
 * The features are numbered by `names`; the returned function reads a 0/1 array in that order. The simulator keeps the
 * genotypes it draws to their class by it.
 */
export function genomicClassifier(names: readonly string[]): (present: Uint8Array) => GenomicClass {
  const indices = (wanted: readonly string[]): number[] =>
    wanted.map((name) => names.indexOf(name)).filter((index) => index >= 0);
  const lesionIndices = lesions.map(([name, features]) => [name, indices(features)] as const);
  const coreIndices = indices(core);
  const softIndices = indices(softAneuploidy);
  const hardIndices = indices(["TP53", "complex", "abn17p"]);
  const blockIndices = indices(["TP53", "complex"]);
  const r172 = indices(["IDH2_R172"]);
  const drivers = names.flatMap((name, index) => (notDrivers.has(name) ? [] : [index]));
  // No function is made inside: the sampler asks millions of times.
  return (present) => {
    let found = "";
    let members = 0;
    for (let i = 0; i < lesionIndices.length; ++i) {
      if (!anyPresent(present, lesionIndices[i][1])) continue;
      found = lesionIndices[i][0];
      ++members;
    }
    const fusion = members > 0;
    let coreCount = 0;
    for (let i = 0; i < coreIndices.length; ++i) coreCount += present[coreIndices[i]];
    const isAneuploid =
      anyPresent(present, hardIndices) || (!fusion && coreCount === 0 && anyPresent(present, softIndices));
    if (isAneuploid) {
      found = "p53_aneuploidy";
      ++members;
    }
    if (coreCount >= 2 || (coreCount === 1 && !fusion && !anyPresent(present, blockIndices))) {
      found = "chromatin_spliceosome";
      ++members;
    }
    if (members === 0 && anyPresent(present, r172)) return "IDH2_p172";
    if (members > 1) return "Ambiguous_classification";
    if (members === 1) return found;
    return anyPresent(present, drivers) ? "No_class" : "No_drivers";
  };
}

function anyPresent(present: Uint8Array, indices: readonly number[]): boolean {
  for (let i = 0; i < indices.length; ++i) if (present[indices[i]] === 1) return true;
  return false;
}
