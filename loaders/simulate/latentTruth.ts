import {withAlleleFrequencies} from "./alleleFrequencies.js";
import {drawBaseline} from "./baseline.js";
import type {Calibration} from "./calibration.js";
import {drawGenotypes} from "./classGenotypes.js";
import {drawItdCall} from "./itdCall.js";
import {writeKaryotype} from "./karyotypeText.js";
import {courseOrder, drawLatentCourses} from "./latentCourses.js";
import {drawMissing} from "./missingness.js";
import {drawMutations, drawQuestionable} from "./mutations.js";
import {observeCourse, type ObservationDraws} from "./observedCourse.js";
import type {RegistryParameters} from "./parameters.js";
import type {CourseTruth, KaryotypeTruth, MutationTruth, PatientTruth} from "./patientTruth.js";
import {randomStreams, type Random} from "./random.js";
import {riskEln2010} from "./riskEln2010.js";
import {stratifiedWithin} from "./stratifiedUniforms.js";
import type {VariantCatalogue} from "./variantCatalogue.js";

/** Records of a laboratory's export that belong to nobody in the cohort. */
export interface OutsideTruth {
  readonly id: string;
  readonly mutations: readonly MutationTruth[];
  readonly karyotype: KaryotypeTruth | null;
}

/** The truth behind one simulated partner. */
export interface RegistryTruth {
  readonly source: string;
  readonly seed: number;
  readonly patients: readonly PatientTruth[];
  readonly outside: readonly OutsideTruth[];
}

const words: Readonly<Record<"failed" | "not_done" | "missing" | "narrative", readonly string[]>> = {
  failed: ["keine Metaphasen", "no metaphases"],
  not_done: ["keine Analyse", "no analysis"],
  missing: ["na"],
  narrative: ["Komplexer Karyotyp"]
};

/**
 * Simulates the AMLSG-like registry: class, then age, sex and blood values given the class, then alterations, then the
 * course, and last what the partner does not deliver. The same seed gives the same truth.
 */
export function simulateRegistry(
  calibration: Calibration,
  parameters: RegistryParameters,
  catalogue: VariantCatalogue,
  seed: number
): RegistryTruth {
  const stream = randomStreams(seed, parameters.source);
  const people = drawBaseline(calibration, parameters, stream);
  const features = drawGenotypes(people, calibration, parameters, stream);
  const members = people.map((person, i) => ({...person, features: features[i]}));
  const latent = drawLatentCourses(members, calibration, parameters, stream);
  const byDeath = courseOrder(members).map((positions) =>
    positions.sort((i, j) => (latent[i].death < latent[j].death ? -1 : latent[i].death > latent[j].death ? 1 : 0))
  );
  const observation = drawObservation(byDeath, stream);
  const partial = stream("response/partial");
  const courses = latent.map((course, i) =>
    withPartialRemission(observeCourse(course, people[i].trial, parameters, observation[i]), parameters, partial)
  );
  const missing = drawMissing(
    courses.map((course, i) => ({features: features[i], course})),
    parameters,
    stream("missing")
  );
  const questionable = choose(people.length, catalogue.questionable, stream("questionable"));
  const complexes = features.flatMap((list, i) =>
    list.includes("complex") && !missing[i].includes("karyotype") ? [i] : []
  );
  const narrative = new Set(
    [...choose(complexes.length, parameters.missing.narrativeKaryotypes, stream("narrative"))].map((k) => complexes[k])
  );
  const variants = stream("variants");
  const mutations = withAlleleFrequencies(
    people.map(({sex}, i) => drawMutations(features[i], sex, catalogue, parameters, variants)),
    people.map(({sex}) => sex),
    parameters,
    stream("variants/frequency")
  );
  const doubts = stream("doubts");
  const itd = stream("itd");
  const karyotype = stream("karyotype");
  const notation = {habits: parameters.karyotypes, random: stream("karyotype/notation")};
  const absentKaryotype = stream("karyotype/absent");
  const patients = people.map((person, i): PatientTruth => {
    const written = writeKaryotype(features[i], person.sex, karyotype, notation);
    const absent = drawAbsentKaryotype(parameters, absentKaryotype);
    const doubt = questionable.has(i) ? drawQuestionable(features[i], person.sex, catalogue, parameters, doubts) : null;
    const isAbsent = missing[i].includes("karyotype");
    return {
      id: identifier(i + 1, parameters),
      ...person,
      features: features[i],
      mutations: [...mutations[i], ...(doubt ? [doubt] : [])],
      itdCall: drawItdCall(features[i].includes("FLT3_ITD"), parameters, itd),
      karyotype: isAbsent ? absent : narrative.has(i) ? inWords("narrative", words.narrative[0]) : written,
      riskEln2010: isAbsent || missing[i].includes("risk") ? null : riskEln2010(features[i]),
      course: courses[i],
      missing: missing[i]
    };
  });
  return {
    source: parameters.source,
    seed,
    patients,
    outside: drawOutside(patients, parameters, catalogue, stream("outside"))
  };
}

function drawObservation(order: readonly (readonly number[])[], stream: (block: string) => Random): ObservationDraws[] {
  const uniform = (block: string, base: number): number[] => stratifiedWithin(order, base, stream(block));
  const followUp = uniform("followUp", 2);
  const assessment = uniform("response/assessment", 3);
  const delay = uniform("response/delay", 7);
  const second = uniform("response/second", 2);
  const refractoryFirst = uniform("response/refractoryFirst", 5);
  return followUp.map((u, i) => ({
    followUp: u,
    assessment: assessment[i],
    delay: delay[i],
    second: second[i],
    refractoryFirst: refractoryFirst[i]
  }));
}

/** Some of those refractory after the second course had a partial remission. */
function withPartialRemission(
  course: CourseTruth,
  {partialRemission}: RegistryParameters,
  random: Random
): CourseTruth {
  const isPartial = random.chance(partialRemission);
  const isSecond = course.response === "RD" && course.efsEvent === "RD_or_PR_after_Ind2";
  return isPartial && isSecond ? {...course, response: "PR"} : course;
}

function identifier(number: number, {ids}: RegistryParameters): string {
  return `${ids.prefix}${String(number).padStart(ids.digits, "0")}${ids.suffix}`;
}

/** `count` different numbers below `n`. */
function choose(n: number, count: number, random: Random): Set<number> {
  const chosen = new Set<number>();
  while (chosen.size < Math.min(n, count)) chosen.add(random.integer(0, n - 1));
  return chosen;
}

function drawAbsentKaryotype({missing}: RegistryParameters, random: Random): KaryotypeTruth {
  const {failed, notDone} = missing.karyotypeWords;
  const u = random.uniform();
  const status = u < failed ? "failed" : u < failed + notDone ? "not_done" : "missing";
  return inWords(status, random.pick(words[status]));
}

function inWords(status: KaryotypeTruth["status"], text: string): KaryotypeTruth {
  return {status, text, abnormalities: []};
}

/** Samples outside the cohort, with the genotypes of a few patients drawn anew. */
function drawOutside(
  patients: readonly PatientTruth[],
  parameters: RegistryParameters,
  catalogue: VariantCatalogue,
  random: Random
): OutsideTruth[] {
  const {outsideMutationSamples, outsideKaryotypes} = parameters.ids;
  const mutated = patients.filter(({mutations}) => mutations.length > 0);
  const first = 9001;
  return Array.from({length: Math.max(outsideMutationSamples, outsideKaryotypes)}, (_, i) => {
    const {features, sex} = random.pick(mutated);
    const mutations = drawMutations(features, sex, catalogue, parameters, random);
    const karyotype = writeKaryotype(features, sex, random);
    return {
      id: identifier(first + i, parameters),
      mutations: i < outsideMutationSamples ? mutations : [],
      karyotype: i < outsideKaryotypes ? karyotype : null
    };
  });
}
