import {ageDistribution} from "./ages.js";
import type {Calibration} from "./calibration.js";
import {classModel, type ClassModel, type Individual} from "./classModel.js";
import {drawClassGenotypes, fitClassModel} from "./genotypes.js";
import type {RegistryParameters} from "./parameters.js";
import type {BaselineTruth} from "./patientTruth.js";
import type {Random} from "./random.js";
import {positionsBy} from "./stratifiedUniforms.js";

const typicalIndividuals = 200;

/**
 * Draws the alterations of all patients: for each genomic class its log-linear model is fitted to the calibrated
 * frequencies, then one genotype a patient, given age and sex.
 */
export function drawGenotypes(
  people: readonly BaselineTruth[],
  calibration: Calibration,
  parameters: RegistryParameters,
  stream: (block: string) => Random
): string[][] {
  const classes = new Set(people.map(({genomicClass}) => genomicClass));
  const models = fitClassModels(classes, calibration, parameters, stream);
  const members = positionsBy(people, ({genomicClass}) => genomicClass).map((positions) =>
    [...positions].sort((i, j) => people[i].ageYears - people[j].ageYears)
  );
  const drawn = drawClassGenotypes(
    members.map((positions) => {
      const {genomicClass} = people[positions[0]];
      const {ageM} = calibration.clinicalByClass[genomicClass];
      const individuals = positions.map((i): Individual => {
        const {ageYears, sex} = people[i];
        return {decades: (ageYears - ageM) / 10, male: sex === "male"};
      });
      return {model: models.get(genomicClass)!, individuals};
    }),
    stream("genotype")
  );
  const result: string[][] = [];
  members.forEach((positions, c) => positions.forEach((i, k) => (result[i] = drawn[c][k])));
  return result;
}

/** The models of the classes that occur. */
function fitClassModels(
  classes: ReadonlySet<string>,
  calibration: Calibration,
  parameters: RegistryParameters,
  stream: (block: string) => Random
): Map<string, ClassModel> {
  const models = new Map<string, ClassModel>();
  for (const genomicClass of classes) {
    const random = stream(`fit/${genomicClass}`);
    const baseline = calibration.clinicalByClass[genomicClass];
    const {years, weights} = ageDistribution(baseline, parameters);
    const individuals = Array.from({length: typicalIndividuals}, (): Individual => {
      const age = years[random.categorical(weights)];
      return {decades: (age - baseline.ageM) / 10, male: !random.chance(baseline.fem)};
    });
    const model = classModel(genomicClass, calibration, parameters);
    fitClassModel(model, individuals, random);
    models.set(genomicClass, model);
  }
  return models;
}
