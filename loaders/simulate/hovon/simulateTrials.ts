import {drawBaseline} from "../baseline.js";
import type {Calibration} from "../calibration.js";
import {drawGenotypes} from "../classGenotypes.js";
import {drawLatentCourses} from "../latentCourses.js";
import {drawMutations} from "../mutations.js";
import {quantile} from "../plannedTransplants.js";
import {randomStreams, type Random} from "../random.js";
import type {VariantCatalogue} from "../variantCatalogue.js";
import {drawExpression, type ExpressionParameters} from "./expression.js";
import {drawOtherDisease} from "./otherDisease.js";
import {choose, drawMissing, identifier} from "./trialPeople.js";
import {drawResidual, followMutations, residualKind} from "./residualDisease.js";
import {drawSegments} from "./segments.js";
import {trialCalibration} from "./trialCalibration.js";
import {observeTrialCourse} from "./trialCourse.js";
import {drawRegistration} from "./trialDates.js";
import {absentKaryotype, writeTrialKaryotype} from "./trialKaryotype.js";
import type {TrialParameters} from "./trialParameters.js";
import type {FragmentTruth, TrialPatientTruth, TrialTruth} from "./trialTruth.js";

/** What the trials are simulated from. */
export interface TrialInputs {
  readonly calibration: Calibration;
  readonly parameters: TrialParameters;
  readonly expression: ExpressionParameters;
  readonly catalogue: VariantCatalogue;
  /** Genes of the sequencing panel; mutations in others are not seen. */
  readonly panel: readonly string[];
}

/**
 * Simulates the HOVON-like trials: class, then age, sex and blood values, then alterations, then which mutations a
 * remission would leave behind, then the course, in which such residual disease raises the hazard of relapse; last what
 * was sampled, measured and lost. The same seed gives the same truth.
 */
export function simulateTrials(inputs: TrialInputs, seed: number): TrialTruth {
  const {parameters, catalogue, panel} = inputs;
  const {common} = parameters;
  const stream = randomStreams(seed, common.source);
  const calibration = trialCalibration(inputs.calibration, parameters);
  const people = drawBaseline(calibration, common, stream);
  const features = drawGenotypes(people, calibration, common, stream);
  const variants = stream("variants");
  const persistence = stream("persistence");
  const mutations = people.map(({sex}, i) => {
    const calls = drawMutations(features[i], sex, catalogue, common, variants);
    const seen = calls.filter(({gene, vaf}) => vaf !== null && panel.includes(gene));
    return followMutations(seen, parameters, persistence);
  });
  const {relapseFactor} = parameters.residual;
  const latent = drawLatentCourses(
    people.map((person, i) => {
      const kind = residualKind(mutations[i]);
      return {...person, features: features[i], relapseFactor: kind === "none" ? 1 : relapseFactor[kind]};
    }),
    calibration,
    common,
    stream
  );
  const followUp = {followUp: stream("followUp"), response: stream("response")};
  const courses = latent.map((course, i) => observeTrialCourse(course, people[i].trial, parameters, followUp));
  const sample = stream("residual");
  const registration = stream("registration");
  const fragment = stream("fragment");
  const karyotype = stream("karyotype");
  const absent = stream("karyotype/absent");
  const missingness = stream("missing");
  const numbers = new Map<string, number>();
  const patients = people.map(({trial, ...person}, i): TrialPatientTruth => {
    const missing = drawMissing(parameters, missingness);
    const written = writeTrialKaryotype(features[i], person.sex, karyotype);
    const lost = absentKaryotype(absent);
    const residual = drawResidual(courses[i], mutations[i], parameters, sample);
    return {
      id: identifier(trial, numbers),
      studyCode: trial,
      ...drawRegistration(trial, parameters, registration),
      ...person,
      features: features[i],
      mutations: mutations[i],
      fragment: drawFragment(features[i].includes("FLT3_ITD"), common.itd.lengthQuantiles, fragment),
      karyotype: missing.includes("karyotype") ? lost : written,
      course: courses[i],
      residual: missing.includes("sequencing") ? null : residual,
      segments: null,
      isDiscordant: false,
      missing
    };
  });
  const withArrays = addCopyNumber(patients, parameters, stream);
  const chosen = choose(patients.length, parameters.arrays.expression, stream("expression/patients"));
  return {
    source: common.source,
    seed,
    patients: withArrays,
    otherDisease: drawOtherDisease(calibration, parameters, numbers, stream),
    expression: drawExpression(
      patients.filter((_, i) => chosen.has(i)),
      inputs.expression,
      stream
    )
  };
}

function drawFragment(isPositive: boolean, lengths: readonly number[], random: Random): FragmentTruth | null {
  const length = 3 * Math.round(quantile(lengths, random.uniform()) / 3);
  const ratio = random.lognormal(Math.log(0.524), 1);
  const allelicRatio = Math.round(Math.max(0.05, Math.min(25, ratio)) * 100) / 100;
  return isPositive ? {length, allelicRatio} : null;
}

/** Gives some of the patients with a karyotype in ISCN an array, and a few of those with abnormalities a contradicting one. */
function addCopyNumber(
  patients: readonly TrialPatientTruth[],
  {arrays}: TrialParameters,
  stream: (block: string) => Random
): TrialPatientTruth[] {
  const known = patients.flatMap(({karyotype}, i) =>
    karyotype.status === "normal" || karyotype.status === "abnormal" ? [i] : []
  );
  const chosen = [...choose(known.length, arrays.copyNumber, stream("copyNumber/patients"))].map((k) => known[k]);
  const discordant = new Set(
    [...choose(chosen.length, Math.round(arrays.discordant * chosen.length), stream("copyNumber/discordant"))].map(
      (k) => chosen[k]
    )
  );
  const withArray = new Set(chosen);
  const random = stream("copyNumber/segments");
  return patients.map((patient, i) => {
    if (!withArray.has(i)) return patient;
    const isDiscordant = discordant.has(i);
    return {
      ...patient,
      segments: drawSegments(patient.karyotype.text, patient.sex, isDiscordant, random),
      isDiscordant
    };
  });
}
