import {balancedUpdate, type Chain, type ChainGroup} from "./balancedUpdate.js";
import type {ClassModel, Individual} from "./classModel.js";
import {gibbsSweep, startGenotype} from "./gibbsSampler.js";
import type {Random} from "./random.js";

const burnInSweeps = 30;
const balancedSweeps = 10;
const chains = 200;
const rounds = 56;
const largestField = 7;

/**
 * Adjusts the fields of a model so that, under its couplings and the definition of the class, every feature has its
 * wanted frequency (stochastic approximation on persistent Gibbs chains, Polyak average of the last half). Where the class
 * leaves a feature free, its mean probability stands for its frequency: the same expectation with less noise.
 *
 * @param individuals ages and sexes typical of the class, used in turn
 */
export function fitClassModel(model: ClassModel, individuals: readonly Individual[], random: Random): void {
  const {fields, targets, bound, isDeciding, isNormal, normalKaryotype} = model;
  const people = Array.from({length: chains}, (_, i) => individuals[i % individuals.length]);
  const states = people.map((individual) => startGenotype(model, individual, random));
  const sweeps = people.map((individual) => gibbsSweep(model, individual));
  const sums = new Float64Array(fields.length);
  const half = Math.floor(rounds / 2);
  for (let round = 1; round <= rounds; ++round) {
    const counts = new Float64Array(fields.length);
    const probabilities = new Float64Array(fields.length);
    let normal = 0;
    for (let i = 0; i < chains; ++i) {
      const state = states[i];
      sweeps[i](state, bound, random, probabilities);
      for (const j of bound) counts[j] += state[j];
      if (isNormal(state)) ++normal;
    }
    const gain = round < 12 ? 0.6 : 5 / (round - 4);
    for (const j of bound) {
      if (fields[j] === Infinity) continue;
      const step = Number.isNaN(targets[j])
        ? (2 * (normal / chains - normalKaryotype)) / (0.1 + normalKaryotype * (1 - normalKaryotype))
        : (targets[j] - (isDeciding[j] ? counts[j] : probabilities[j]) / chains) /
          Math.max(targets[j] * (1 - targets[j]), 0.02);
      fields[j] = Math.max(-largestField, Math.min(largestField, fields[j] + gain * step));
      if (round > rounds - half) sums[j] += fields[j];
    }
  }
  for (const j of bound) if (fields[j] !== Infinity) fields[j] = sums[j] / half;
}

/**
 * Draws the alterations of all individuals of all classes, as names of features: Gibbs sweeps of each genotype by itself,
 * then some in which the individuals share their random numbers (see {@link balancedUpdate}).
 *
 * @param members the individuals of every class, youngest first
 */
export function drawClassGenotypes(
  members: readonly {readonly model: ClassModel; readonly individuals: readonly Individual[]}[],
  random: Random
): string[][][] {
  const groups = members.map(({model, individuals}): ChainGroup => {
    const chains = individuals.map((individual): Chain => {
      const present = startGenotype(model, individual, random);
      const sweep = gibbsSweep(model, individual);
      for (let i = 0; i < burnInSweeps; ++i) sweep(present, model.bound, random);
      return {present, offsets: Float64Array.from(model.names, (_, j) => model.offset(j, individual))};
    });
    return {model, chains};
  });
  const bound = new Set(members.flatMap(({model}) => model.bound.map((j) => model.names[j])));
  const free = new Set(members.flatMap(({model}) => model.names).filter((name) => !bound.has(name)));
  for (const name of free) balancedUpdate(groups, name, random);
  for (let i = 0; i < balancedSweeps; ++i) for (const name of bound) balancedUpdate(groups, name, random);
  for (const name of free) balancedUpdate(groups, name, random);
  return groups.map(({model, chains}) => chains.map(({present}) => model.names.filter((_, j) => present[j] === 1)));
}
