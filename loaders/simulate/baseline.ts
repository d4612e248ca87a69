import {ageDistribution} from "./ages.js";
import type {Calibration} from "./calibration.js";
import {drawLabs} from "./labs.js";
import type {RegistryParameters} from "./parameters.js";
import type {BaselineTruth} from "./patientTruth.js";
import {indexAt, type Random} from "./random.js";
import {positionsBy, shuffle, stratifiedWithin} from "./stratifiedUniforms.js";

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
  const distributions = new Map(names.map((name) => [name, ageDistribution(byClass[name], parameters)]));
  const inClass = positionsBy(classes, (name) => name);
  const age = stratifiedWithin(inClass, 2, stream("age"));
  const ages = classes.map((name, i) => {
    const {years, weights} = distributions.get(name)!;
    return years[indexAt(weights, age[i])];
  });
  const byAge = inClass.map((members) => [...members].sort((i, j) => ages[i] - ages[j]));
  const everyone = byAge.flat();
  const sex = stratifiedWithin(byAge, 3, stream("sex"));
  const trial = stratifiedWithin([[...everyone].sort((i, j) => ages[i] - ages[j])], 2, stream("trial"));
  const isSecondary = stratifiedWithin(byAge, 5, stream("type")).map((u, i) => u < byClass[classes[i]].sec);
  const type = stratifiedWithin([everyone.filter((i) => isSecondary[i])], 2, stream("type/secondary"));
  const types = Object.keys(parameters.secondaryTypes);
  const ecog = stratifiedWithin([everyone], 2, stream("ecog"));
  const spleen = stratifiedWithin([everyone], 2, stream("spleen"));
  const people = classes.map((genomicClass, i) => ({
    genomicClass,
    ageYears: ages[i],
    sex: sex[i] < byClass[genomicClass].fem ? ("female" as const) : ("male" as const),
    trial: trialAt(ages[i], parameters, trial[i]),
    amlType: isSecondary[i] ? types[indexAt(Object.values(parameters.secondaryTypes), type[i])] : "AML",
    ecog: indexAt(parameters.ecog, ecog[i]),
    splenomegaly: spleen[i] < parameters.splenomegaly
  }));
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
  return shuffle(result, random);
}

function trialAt(ageYears: number, {trials}: RegistryParameters, u: number): string {
  const rule = trials.byAge.find(({to}) => ageYears <= to) ?? trials.byAge[trials.byAge.length - 1];
  return trials.codes[indexAt(rule.weights, u)];
}
