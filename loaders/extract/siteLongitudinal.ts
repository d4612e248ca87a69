import type {LongitudinalSite, LongitudinalSource} from "../../src/model/siteLongitudinal.js";
import type {Release} from "../release/readRelease.js";
import {figureRelease} from "./figureRelease.js";
import {copyNumberData} from "./longitudinal/copyNumberData.js";
import {diagnosisMutations} from "./longitudinal/diagnosisMutations.js";
import {expressionData} from "./longitudinal/expressionData.js";
import {expressionMatrix} from "./longitudinal/expressionMatrix.js";
import {followedSamples} from "./longitudinal/followedSamples.js";
import {landmark} from "./longitudinal/landmark.js";
import {landmarkPatients} from "./longitudinal/landmarkPatients.js";
import {patientClasses} from "./longitudinal/patientClasses.js";
import {persistence} from "./longitudinal/persistence.js";
import {sampleIndex} from "./longitudinal/sampleIndex.js";

/**
 * The sources of a release with samples after induction, expression or copy number, and what the page shows of each; a
 * release without any gives none.
 */
export function siteLongitudinal(release: Release): LongitudinalSite {
  const site = figureRelease(release);
  const samples = sampleIndex(release);
  const diagnosis = diagnosisMutations(release, samples);
  const classified = patientClasses(release);
  const matrix = expressionMatrix(release);
  const sources = site.sources.map(({id}): LongitudinalSource => {
    const followed = followedSamples(release, id, samples);
    return {
      id,
      systems: classified.map(({system}) => system),
      persistence: persistence(followed, diagnosis),
      landmark: followed.size === 0 ? null : landmark(landmarkPatients(release, followed), followed.size),
      expression: expressionData(release, matrix, id, classified),
      copyNumber: copyNumberData(release, id, classified)
    };
  });
  const shown = sources.filter((d) => d.persistence !== null || d.expression !== null || d.copyNumber !== null);
  return {...site, longitudinal: shown};
}
