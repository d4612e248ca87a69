import type {Calibration} from "../calibration.js";
import {drawMutations} from "../mutations.js";
import type {MutationTruth} from "../patientTruth.js";
import {randomStreams, type Random} from "../random.js";
import type {VariantCatalogue} from "../variantCatalogue.js";
import {drawArmCourses} from "./armCourses.js";
import {observeTrialCourse} from "./observeTrialCourse.js";
import {randomiseArms} from "./randomiseArms.js";
import type {RatifyParameters} from "./ratifyParameters.js";
import {arms, type MissingName, type RatifyTruth, type TrialPatient} from "./ratifyTruth.js";
import {riskEln2017} from "./riskEln2017.js";
import {drawSites} from "./sites.js";
import {drawTrialPeople} from "./trialPeople.js";

/** What the trial is simulated from. */
export interface TrialInputs {
  readonly calibration: Calibration;
  readonly parameters: RatifyParameters;
  readonly catalogue: VariantCatalogue;
}

const daysPerMonth = 30.4375;

/**
 * Simulates the RATIFY-like trial: FLT3 stratum, then class, age, sex and blood values given the kind of mutation, then the other
 * alterations, arms by permuted blocks, the course given the arm, and last what was sequenced, lost or never known. The
 * same seed gives the same truth.
 */
export function simulateTrial({calibration, parameters, catalogue}: TrialInputs, seed: number): RatifyTruth {
  const {common, calendar} = parameters;
  const stream = randomStreams(seed, common.source);
  const people = drawTrialPeople(calibration, parameters, stream);
  const allotted = randomiseArms(
    people.map(({stratum}) => stratum),
    parameters.blockSize,
    calibration.ratify.n,
    stream("arms")
  );
  const days = accrual(people.length, calendar.accrualMonths * daysPerMonth, stream("accrual"));
  const risks = people.map(({features, allelicRatio}) => riskEln2017(features, allelicRatio));
  const latent = drawArmCourses(
    people.map(({stratum}, i) => ({arm: allotted[i], stratum, risk: risks[i]})),
    calibration,
    parameters,
    stream
  );
  const lastVisit = stream("followUp");
  const courses = latent.map((course, i) => {
    const gap = lastVisit.uniform() * calendar.lastVisitMonths * daysPerMonth;
    const end = Math.floor(calendar.cutoffMonths * daysPerMonth - days[i] - gap);
    return observeTrialCourse(course, end, parameters.course.landmark);
  });
  const untreated = arms.map((arm) => {
    const members = allotted.flatMap((d, i) => (d === arm ? [i] : []));
    return chooseFrom(members, parameters.untreated[arm], stream(`untreated/${arm}`));
  });
  const everyone = people.map((_, i) => i);
  const sequenced = chooseFrom(everyone, parameters.sequenced, stream("sequenced"));
  const sites = drawSites(parameters, stream("sites"));
  const size = stream("sites/sizes");
  const weights = sites.map(() => size.lognormal(0, 0.8)).sort((a, b) => b - a); // large sites were opened first
  const site = stream("site");
  const variants = stream("variants");
  const missingness = stream("missing");
  const patients = people.map((person, i): TrialPatient => {
    const {trial, ...baseline} = person;
    const at = site.categorical(weights);
    const calls = drawMutations(person.features, person.sex, catalogue, common, variants);
    return {
      id: `${trial}-${sites[at].code}-${String(i + 1).padStart(5, "0")}`,
      site: at,
      randomisedOn: days[i],
      ...baseline,
      arm: allotted[i],
      isTreated: !untreated.some((chosen) => chosen.has(i)),
      risk: risks[i],
      isSequenced: sequenced.has(i),
      mutations: asSequenced(calls, sequenced.has(i), parameters, missingness),
      course: courses[i],
      missing: drawMissing(sequenced.has(i), parameters, missingness)
    };
  });
  return {source: common.source, seed, sites, patients};
}

/** Days of randomisation from the first one on, in order. */
function accrual(n: number, length: number, random: Random): number[] {
  const days = Array.from({length: n}, () => Math.floor(random.uniform() * length)).sort((a, b) => a - b);
  return days.map((day) => day - days[0]);
}

/** `count` different items. */
function chooseFrom(items: readonly number[], count: number, random: Random): Set<number> {
  const chosen = new Set<number>();
  while (chosen.size < Math.min(items.length, count)) chosen.add(random.pick(items));
  return chosen;
}

/** What the sequencing finds: small variants, more deeply than the registry, now and then without an allele frequency. */
function asSequenced(
  calls: readonly MutationTruth[],
  isSequenced: boolean,
  {missing, sequencingDepth}: RatifyParameters,
  random: Random
): MutationTruth[] {
  const found = calls.map((call) => {
    const isUnknown = random.chance(missing.vaf);
    const depth = Math.round(random.lognormal(Math.log(sequencingDepth), 0.5));
    return {...call, vaf: isUnknown ? null : call.vaf, depth};
  });
  return isSequenced ? found.filter(({variantType}) => variantType !== "ITD" && variantType !== "PTD") : [];
}

function drawMissing(isSequenced: boolean, {missing}: RatifyParameters, random: Random): MissingName[] {
  const names = Object.keys(missing).filter((name): name is MissingName => name !== "vaf");
  const lost = names.filter((name) => random.chance(missing[name]));
  return isSequenced || lost.includes("risk") ? lost : [...lost, "risk"];
}
