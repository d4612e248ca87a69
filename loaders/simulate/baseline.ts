import {ageDistribution} from "./ages.js";
import type {Calibration} from "./calibration.js";
import {drawLabs} from "./labs.js";
import type {RegistryParameters} from "./parameters.js";
import type {BaselineTruth} from "./patientTruth.js";
import type {Random} from "./random.js";

/**
 * Draws class, age, sex, trial, type of AML, performance status, spleen and blood values of all patients of a registry;
 * every block from a stream of its own.
 *
 * @param classes the class of every patient; in their published sizes and random order if not given
 */
export function drawBaseline(
  calibration: Calibration,
  parameters: RegistryParameters,
  stream: (block: string) => Random,
  classes: readonly string[] = shuffledQuotas(
    calibration.classWeights[parameters.source],
    parameters.patients,
    stream("class")
  )
): BaselineTruth[] {
  const byClass = calibration.clinicalByClass;
  const names = Object.keys(calibration.classWeights[parameters.source]);
  const ages = new Map(names.map((name) => [name, ageDistribution(byClass[name], parameters)]));
  const age = stream("age");
  const sex = stream("sex");
  const trial = stream("trial");
  const type = stream("type");
  const ecog = stream("ecog");
  const spleen = stream("spleen");
  const people = classes.map((genomicClass) => {
    const distribution = ages.get(genomicClass)!;
    const ageYears = distribution.years[age.categorical(distribution.weights)];
    const {fem, sec} = byClass[genomicClass];
    const secondary = type.chance(sec);
    const secondaryType = type.pickWeighted(parameters.secondaryTypes);
    return {
      genomicClass,
      ageYears,
      sex: sex.chance(fem) ? ("female" as const) : ("male" as const),
      trial: drawTrial(ageYears, parameters, trial),
      amlType: secondary ? secondaryType : "AML",
      ecog: ecog.categorical(parameters.ecog),
      splenomegaly: spleen.chance(parameters.splenomegaly)
    };
  });
  const labs = drawLabs(
    people.map(({genomicClass}) => genomicClass),
    byClass,
    parameters,
    stream("labs")
  );
  return people.map((person, i) => ({...person, labs: labs[i]}));
}

/**
 * `n` names in random order, each as often as its share says (largest remainders): where sizes are published, they are
 * not left to chance.
 */
export function shuffledQuotas(weights: Readonly<Record<string, number>>, n: number, random: Random): string[] {
  const names = Object.keys(weights);
  const total = names.reduce((sum, name) => sum + weights[name], 0);
  const shares = names.map((name) => (n * weights[name]) / total);
  const counts = shares.map(Math.floor);
  const byRemainder = names.map((_, i) => i).sort((i, j) => shares[j] - counts[j] - (shares[i] - counts[i]));
  const rest = n - counts.reduce((sum, count) => sum + count, 0);
  for (const i of byRemainder.slice(0, rest)) ++counts[i];
  const result = names.flatMap((name, i) => new Array<string>(counts[i]).fill(name));
  for (let i = result.length - 1; i > 0; --i) {
    const j = random.integer(0, i);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

function drawTrial(ageYears: number, {trials}: RegistryParameters, random: Random): string {
  const rule = trials.byAge.find(({to}) => ageYears <= to) ?? trials.byAge[trials.byAge.length - 1];
  return trials.codes[random.categorical(rule.weights)];
}
